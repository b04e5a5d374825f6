import Foundation
import Mensuration
import Places
import Quantities

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
  /// Share of it that lies along a line drawn as rail.
  var railShare = 0.0
  /// Whether it lies in or beside a zone that is called a tunnel.
  var isBesideTunnel = false
  /// What its surface shows.
  var ground = GroundSigns.none
  /// Shares of it over zones where things are loaded, and over zones where vehicles stand.
  var loadingShare = 0.0
  var parkingShare = 0.0
  /// Whether it begins at a line drawn as rail without lying along it.
  var joinsRail = false

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
    /// Of what appeared.
    var signs: KindScore?
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
    let refusal = LeastGSD.refusal(.crane, gsd: Metres(gsd))
    var score = KindScore(
      priors: refusal == nil
        ? [.crane: KindWeights.goneCrane, .building: KindWeights.goneBuilding] : [.building: KindWeights.goneBuilding])
    score.add(evidence, [:])
    score.add("gone afterwards", [:])
    let isCraneSized =
      meanWidth(outline, length: length, width: width, gsd: gsd) <= ThingEvidence.craneWidth
      && area <= ThingEvidence.craneArea
    score.add(
      "\(text(length)) m long and \(text(width)) m wide"
        + (isCraneSized ? ", narrow as a crane's bridge or gantry" : ""),
      isCraneSized ? KindWeights.craneSized : KindWeights.notCraneSized)
    if outline.shape != .freehand { score.add("had right angles", KindWeights.hadRightAngles) }
    if let refusal, isCraneSized { score.refuse(refusal) }
    let verdict = score.verdict()
    return Verdict(kind: verdict.kind, change: .removed, reasons: verdict.reasons, outline: outline)
  }

  private func appeared(_ outline: PixelOutline, _ edges: String) -> Verdict {
    let signs = score(of: outline, edges)
    let verdict = signs.verdict()
    return Verdict(
      kind: verdict.kind, change: Self.change(of: verdict.kind), reasons: verdict.reasons, outline: outline,
      signs: signs)
  }

  /// How a thing of that kind came to be where none was.
  static func change(of kind: FeatureKind) -> ChangeKind {
    switch kind {
    // What was brought, drove in or filled up was not built.
    case .unknown, .railCars, .vehicles, .stockpile, .water: .altered
    case .clearedGround, .excavation: .cleared
    default: .built
    }
  }

  static let shadowed = 0.1
  /// An irregular patch of a hundred pixels is often nearly a rectangle, a levelled yard of five hundred hardly ever. A sign
  /// that weighs more, not a least size: it counts pixels of the grid also where the pictures were enlarged.
  static let certainAngles = 500.0

  /// What speaks for each kind of what appeared.
  private func score(of outline: PixelOutline, _ edges: String) -> KindScore {
    let (length, width) = size(outline)
    var score = KindScore(
      priors: priors(outline, width: width)
        .merging(groundPriors(outline, length: length, width: width)) { own, _ in own })
    score.add(edges, [:])
    let isStrip = length >= KindWeights.stripLength && length >= KindWeights.stripAspect * width
    score.add(
      "\(text(length)) m long and \(text(width)) m wide" + (isStrip ? ", a strip" : ""),
      isStrip ? KindWeights.strip : [:])
    if isStrip {
      score.add("over \(Int(KindWeights.stripLength)) m of it", KindWeights.longStrip)
    }
    if outline.shape != .freehand {
      let isLarge = outline.areaInPixels >= Self.certainAngles
      score.add(
        "right angles: agrees with its region by \(text(100 * outline.agreement)) %",
        [.building: isLarge ? KindWeights.certainAngles : KindWeights.rightAngles])
    }
    if signs.isOnDisturbedGround { score.add("on ground disturbed before", [.building: KindWeights.disturbed]) }
    if signs.shadowShare >= Self.shadowed {
      score.add(
        "casts a shadow on \(text(100 * signs.shadowShare)) % of its rim", [.building: KindWeights.shadow])
    }
    if signs.colourAngle >= BuildingSigns.ownColour {
      score.add(
        "of another colour than the ground, by \(text(signs.colourAngle))°", [.building: KindWeights.ownColour])
    }
    if railShare >= SiteContext.alongRail,
      Self.meanWidth(outline, length: length, width: width, gsd: gsd) <= max(KindWeights.railWidth, 3 * gsd)
    {
      score.add("lies along a line drawn as rail", KindWeights.onRail)
    }
    if isBesideTunnel { score.add("beside a zone called a tunnel", KindWeights.besideTunnel) }
    addGround(to: &score, outline, length: length, width: width)
    if width < limits.width * gsd, let refusal = LeastGSD.refusal(.building, gsd: Metres(gsd), width: Metres(width)) {
      score.refuse(refusal)
    }
    return score
  }

  /// The kinds in question, by what the pixels can show of them.
  private func priors(_ outline: PixelOutline, width: Double) -> [FeatureKind: Double] {
    var priors: [FeatureKind: Double] = [:]
    if width >= limits.width * gsd { priors[.building] = KindWeights.building }
    if outline.areaInPixels * gsd * gsd >= Self.clearedArea { priors[.clearedGround] = KindWeights.clearedGround }
    if LeastGSD.refusal(.road, gsd: Metres(gsd)) == nil { priors[.road] = KindWeights.road }
    if railShare >= SiteContext.alongRail { priors[.railCars] = KindWeights.railCars }
    if isBesideTunnel, LeastGSD.refusal(.tunnelWorks, gsd: Metres(gsd)) == nil {
      priors[.tunnelWorks] = KindWeights.tunnelWorks
    }
    return priors
  }

  private func size(_ outline: PixelOutline) -> (length: Double, width: Double) { Self.size(outline, gsd: gsd) }

  private static func size(_ outline: PixelOutline, gsd: Double) -> (length: Double, width: Double) {
    guard let box = OrientedBox(around: outline.ring) else { return (0, 0) }
    return (box.length * gsd, box.width * gsd)
  }

  /// An irregular outline has corners that widen its box.
  private static func meanWidth(_ outline: PixelOutline, length: Double, width: Double, gsd: Double) -> Double {
    min(width, outline.areaInPixels * gsd * gsd / max(length, gsd))
  }

  private func text(_ number: Double) -> String { Self.text(number) }

  private static func text(_ number: Double) -> String {
    number < 10 ? "\((number * 10).rounded() / 10)" : "\(Int(number.rounded()))"
  }
}
