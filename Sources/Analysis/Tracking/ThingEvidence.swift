import Foundation
import Mensuration
import Places

/// What the pictures before and after a change say of the thing, and the kind that follows, with its reasons in words.
struct ThingEvidence {
  let old: ContrastPlane?
  let new: ContrastPlane?
  let oldOutline: PixelOutline?
  let newOutline: PixelOutline?
  let pixelCount: Int
  let gsd: Double

  /// How much more a thing must stand out in one of two states to count as present in that one alone.
  static let dominance = 1.25
  /// A crane's bridge or a gantry's beam is narrower than this, in metres; halls are not.
  static let craneWidth = 15.0
  static let craneArea = 1_500.0
  /// Cleared ground smaller than this, in square metres, is called unknown: anything can leave a patch.
  static let clearedArea = 400.0

  struct Verdict {
    let kind: FeatureKind
    let change: ChangeKind
    let reasons: [String]
    let outline: PixelOutline?
  }

  func verdict() -> Verdict {
    let stoodOut = old?.separation ?? 0
    let standsOut = new?.separation ?? 0
    let contrast =
      "stands out from its surroundings by \(text(stoodOut)) deviations before and \(text(standsOut)) after"
    if let oldOutline, stoodOut > ThingEvidence.dominance * standsOut { return removed(oldOutline, contrast) }
    if let newOutline, standsOut > ThingEvidence.dominance * stoodOut || oldOutline == nil { return appeared(newOutline, contrast) }
    if let newOutline, newOutline.shape != .freehand, oldOutline?.shape == .freehand { return appeared(newOutline, contrast) }
    return Verdict(kind: .unknown, change: .altered, reasons: [contrast], outline: newOutline ?? oldOutline)
  }

  private func removed(_ outline: PixelOutline, _ contrast: String) -> Verdict {
    let (length, width) = size(outline)
    let area = outline.areaInPixels * gsd * gsd
    var reasons = [contrast, "gone afterwards", "\(text(length)) m long and \(text(width)) m wide"]
    if width <= ThingEvidence.craneWidth, area <= ThingEvidence.craneArea {
      reasons.append("narrow as a crane's bridge or gantry")
      return Verdict(kind: .crane, change: .removed, reasons: reasons, outline: outline)
    }
    if outline.shape != .freehand {
      reasons.append("had right angles")
      return Verdict(kind: .building, change: .removed, reasons: reasons, outline: outline)
    }
    return Verdict(kind: .unknown, change: .removed, reasons: reasons, outline: outline)
  }

  private func appeared(_ outline: PixelOutline, _ contrast: String) -> Verdict {
    let (length, width) = size(outline)
    let area = outline.areaInPixels * gsd * gsd
    var reasons = [contrast, "\(text(length)) m long and \(text(width)) m wide"]
    if outline.shape != .freehand, width >= AreaMeasure.minimumWidthInPixels * gsd {
      reasons.append("right angles: agrees with its region by \(Int((outline.agreement * 100).rounded())) %")
      return Verdict(kind: .building, change: .built, reasons: reasons, outline: outline)
    }
    if area >= ThingEvidence.clearedArea {
      reasons.append("no right angles, wide and even")
      return Verdict(kind: .clearedGround, change: .cleared, reasons: reasons, outline: outline)
    }
    return Verdict(kind: .unknown, change: .altered, reasons: reasons, outline: outline)
  }

  private func size(_ outline: PixelOutline) -> (length: Double, width: Double) {
    guard let box = OrientedBox(around: outline.ring) else { return (0, 0) }
    return (box.length * gsd, box.width * gsd)
  }

  private func text(_ number: Double) -> String { number < 10 ? "\((number * 10).rounded() / 10)" : "\(Int(number.rounded()))" }
}
