import Foundation
import Mensuration
import Places

/// What the pictures before and after a change say of the thing, and the kind that follows, with its reasons in words.
struct ThingEvidence {
  /// Outline of what changed, on the difference of the pictures after and before.
  let outline: PixelOutline?
  /// Fall across the outline before and after, as shares of the change: a new thing has an edge after and none before.
  let edgeBefore: Double
  let edgeAfter: Double
  let signs: BuildingSigns
  let gsd: Double
  let limits: SizeLimits

  /// How much stronger the edge must be in one of two states for the thing to count as present in that one alone.
  static let dominance = 1.5
  /// The same for what is gone: the season's shadows come and go with soft edges in both states.
  static let goneDominance = 3.0
  /// Falls across an outline, as shares of the change, that a thing with an edge of its own has: what falls less is a part
  /// of something larger, what falls more is something else beside it. Pictures that were enlarged are blurred over
  /// several pixels and show a good third of a fall within three.
  static let newEdge = 0.35...1.6
  /// The same of what is gone: a shadow that went away with the season has a soft edge too.
  static let goneEdge = 0.6...1.4
  /// A crane's bridge or a gantry's beam is narrower than this, in metres; halls are not.
  static let craneWidth = 15.0
  static let craneArea = 1_500.0
  static let craneLength = 60.0
  /// Cleared ground smaller than this, in square metres, is called unknown: anything can leave a patch.
  static let clearedArea = 400.0

  struct Verdict {
    let kind: FeatureKind
    let change: ChangeKind
    let reasons: [String]
    let outline: PixelOutline?
  }

  /// Right angles that agree with their region and have a full fall on all sides are the whole of a thing; a part of it
  /// has a side inside the thing, where less falls.
  var fit: Double {
    guard let outline, outline.shape != .freehand, edgeAfter > 0 else { return 0 }
    return outline.agreement * min(edgeAfter, 1 / edgeAfter)
  }

  func verdict() -> Verdict {
    guard let outline else {
      return Verdict(kind: .unknown, change: .altered, reasons: ["nothing with an outline of its own"], outline: nil)
    }
    let edges =
      "its edge is \(text(100 * abs(edgeBefore))) % of the change before and \(text(100 * abs(edgeAfter))) % after"
    let hasNow = Self.newEdge.contains(edgeAfter)
    let hadOnce = Self.goneEdge.contains(-edgeBefore)
    if hasNow, edgeAfter > Self.dominance * abs(edgeBefore) { return appeared(outline, edges) }
    if hadOnce, -edgeBefore > Self.goneDominance * abs(edgeAfter) { return removed(outline, edges) }
    return Verdict(kind: .unknown, change: .altered, reasons: [edges], outline: outline)
  }

  /// What its shadows show to have stood and to be gone.
  static func stood(_ outline: PixelOutline, height: Double, gsd: Double) -> Verdict {
    gone(
      outline, "its shadow wandered with the sun as that of something \(text(height)) m high does", gsd: gsd)
  }

  private func removed(_ outline: PixelOutline, _ edges: String) -> Verdict {
    Self.gone(outline, edges, gsd: gsd)
  }

  private static func gone(_ outline: PixelOutline, _ evidence: String, gsd: Double) -> Verdict {
    let (length, width) = size(outline, gsd: gsd)
    let area = outline.areaInPixels * gsd * gsd
    var reasons = [evidence, "gone afterwards", "\(text(length)) m long and \(text(width)) m wide"]
    // An irregular outline has corners that widen its box.
    if min(width, area / max(length, gsd)) <= ThingEvidence.craneWidth, area <= ThingEvidence.craneArea {
      reasons.append("narrow as a crane's bridge or gantry")
      return Verdict(kind: .crane, change: .removed, reasons: reasons, outline: outline)
    }
    if outline.shape != .freehand {
      reasons.append("had right angles")
      return Verdict(kind: .building, change: .removed, reasons: reasons, outline: outline)
    }
    return Verdict(kind: .unknown, change: .removed, reasons: reasons, outline: outline)
  }

  private func appeared(_ outline: PixelOutline, _ edges: String) -> Verdict {
    let (length, width) = size(outline)
    let area = outline.areaInPixels * gsd * gsd
    var reasons = [edges, "\(text(length)) m long and \(text(width)) m wide"]
    let found = buildingSigns(outline)
    reasons += found.map(\.reason)
    let score = found.reduce(0) { $0 + $1.weight }
    if score >= Self.enoughForBuilding, width >= limits.width * gsd {
      return Verdict(kind: .building, change: .built, reasons: reasons, outline: outline)
    }
    if area >= ThingEvidence.clearedArea {
      reasons.append(found.isEmpty ? "none of the signs of a building" : "too few signs of a building")
      return Verdict(kind: .clearedGround, change: .cleared, reasons: reasons, outline: outline)
    }
    return Verdict(kind: .unknown, change: .altered, reasons: reasons, outline: outline)
  }

  /// A building shows at least two of its signs: right angles alone are a field's too, disturbed ground alone is works.
  static let enoughForBuilding = 2.5
  static let shadowed = 0.1
  /// An irregular patch of a hundred pixels is often nearly a rectangle, a levelled yard of five hundred hardly ever. A sign
  /// that weighs more, not a least size: it counts pixels of the grid also where the pictures were enlarged.
  static let certainAngles = 500.0

  private func buildingSigns(_ outline: PixelOutline) -> [(weight: Double, reason: String)] {
    var signs: [(weight: Double, reason: String)] = []
    if outline.shape != .freehand {
      let isLarge = outline.areaInPixels >= Self.certainAngles
      signs.append((isLarge ? 2.5 : 1.5, "right angles: agrees with its region by \(text(100 * outline.agreement)) %"))
    }
    if self.signs.isOnDisturbedGround { signs.append((1, "on ground disturbed before")) }
    if self.signs.shadowShare >= Self.shadowed {
      signs.append((1.5, "casts a shadow on \(text(100 * self.signs.shadowShare)) % of its rim"))
    }
    if self.signs.colourAngle >= BuildingSigns.ownColour {
      signs.append((1.5, "of another colour than the ground, by \(text(self.signs.colourAngle))°"))
    }
    return signs
  }

  private func size(_ outline: PixelOutline) -> (length: Double, width: Double) { Self.size(outline, gsd: gsd) }

  private static func size(_ outline: PixelOutline, gsd: Double) -> (length: Double, width: Double) {
    guard let box = OrientedBox(around: outline.ring) else { return (0, 0) }
    return (box.length * gsd, box.width * gsd)
  }

  private func text(_ number: Double) -> String { Self.text(number) }

  private static func text(_ number: Double) -> String {
    number < 10 ? "\((number * 10).rounded() / 10)" : "\(Int(number.rounded()))"
  }
}
