import Foundation
import Mensuration
import Places
import Quantities

// Kinds that no outline alone shows: each comes into question by a sign of its own, so that where it is missing the others
// are named as if there were no such kind.
extension ThingEvidence {
  /// Of a kind's sign that was seen whether the pixels are fine enough to name it by.
  private enum Sign {
    case seen
    case tooCoarse(String)
  }

  private func sign(_ kind: FeatureKind, _ isThere: Bool) -> Sign? {
    guard isThere else { return nil }
    return LeastGSD.refusal(kind, gsd: Metres(gsd)).map(Sign.tooCoarse) ?? .seen
  }

  /// Narrower than its box where its outline is irregular.
  private func narrow(_ outline: PixelOutline, length: Double, width: Double) -> Double {
    min(width, outline.areaInPixels * gsd * gsd / max(length, gsd))
  }

  private func signs(
    _ outline: PixelOutline, length: Double, width: Double
  ) -> [(kind: FeatureKind, prior: Double, sign: Sign)] {
    let narrow = narrow(outline, length: length, width: width)
    let isPatch = width >= limits.width * gsd
    let isTrack =
      joinsRail && narrow <= max(KindWeights.trackWidth, 3 * gsd) && length >= KindWeights.trackLength
      && length >= KindWeights.stripAspect * narrow
    let found: [(FeatureKind, Double, Sign?)] = [
      (.water, KindWeights.water, sign(.water, isWater)),
      (
        .excavation, KindWeights.excavation,
        sign(.excavation, isPatch && (ground.slopeWithRim ?? 0) <= GroundSigns.hollowSlope)
      ),
      (
        .stockpile, KindWeights.stockpile,
        sign(.stockpile, isPatch && (ground.slope ?? 0) >= GroundSigns.heapSlope)
      ),
      (
        .screen, KindWeights.screen,
        sign(.screen, loadingShare >= SiteContext.overZone && signs.shadowShare < Self.shadowed)
      ),
      (
        .vehicles, KindWeights.vehicles,
        sign(
          .vehicles,
          parkingShare >= SiteContext.overZone
            && outline.areaInPixels * gsd * gsd <= KindWeights.largestVehicles)
      ),
      (.rail, KindWeights.rail, sign(.rail, isTrack)),
    ]
    return found.compactMap { kind, prior, sign in sign.map { (kind, prior, $0) } }
  }

  private var isWater: Bool {
    guard let index = ground.waterIndex else { return false }
    return index.after >= KindWeights.waterIndex && index.before <= 0
  }

  /// Kinds that come into question by a sign of their own.
  func groundPriors(_ outline: PixelOutline, length: Double, width: Double) -> [FeatureKind: Double] {
    var priors: [FeatureKind: Double] = [:]
    for (kind, prior, sign) in signs(outline, length: length, width: width) {
      if case .seen = sign { priors[kind] = prior }
    }
    return priors
  }

  func addGround(to score: inout KindScore, _ outline: PixelOutline, length: Double, width: Double) {
    for (kind, _, sign) in signs(outline, length: length, width: width) {
      if case .tooCoarse(let reason) = sign {
        score.refuse(reason)
        continue
      }
      switch kind {
      case .water: addWater(to: &score)
      case .excavation: addHollow(to: &score)
      case .stockpile: addHeap(to: &score, outline)
      case .screen:
        score.add("over a zone where things are loaded, with no shadow of its own", KindWeights.overLoading)
        if signs.colourAngle >= BuildingSigns.ownColour {
          score.add("a cover of another colour than the yard", KindWeights.screenColour)
        }
      case .vehicles:
        let isNarrow = narrow(outline, length: length, width: width) <= max(KindWeights.vehicleWidth, 3 * gsd)
        score.add(
          "on a zone where vehicles stand" + (isNarrow ? ", no wider than one" : ""),
          isNarrow ? KindWeights.vehicleOnParking : KindWeights.onParking)
      case .rail:
        score.add("joins a line drawn as rail, and is as narrow as a track", KindWeights.joinsRail)
        score.add("eight times as long as wide, at least", KindWeights.trackStrip)
      default: break
      }
    }
    if mayBeWater(outline) {
      score.refuse(
        "dark and even as water is; without green and near infrared reflectances it cannot be told from asphalt")
    }
  }

  private func mayBeWater(_ outline: PixelOutline) -> Bool {
    ground.waterIndex == nil && outline.shape == .freehand && ground.tone <= GroundSigns.dark
      && ground.roughness <= GroundSigns.even && signs.shadowShare < Self.shadowed
  }

  private func addWater(to score: inout KindScore) {
    guard let index = ground.waterIndex else { return }
    func text(_ value: Double) -> String { "\((100 * value).rounded() / 100)" }
    score.add(
      "reflects more green than near infrared (index \(text(index.after)), before \(text(index.before)))",
      KindWeights.greenOverInfrared)
    if ground.roughness <= GroundSigns.even { score.add("evener than the ground was", KindWeights.evenWater) }
  }

  private func addHollow(to score: inout KindScore) {
    score.add(
      "shaded inside, on the side towards the sun, as a hollow is whose sides fall by "
        + "\(Int((-(ground.slopeWithRim ?? 0)).rounded()))°", KindWeights.hollow)
    let isRough = ground.roughness >= GroundSigns.rough
    guard isRough || ground.tone < 1 else { return }
    score.add(isRough ? "rougher than the ground was" : "darker than the ground was", KindWeights.roughHollow)
  }

  private func addHeap(to score: inout KindScore, _ outline: PixelOutline) {
    score.add(
      "lit as a mound is whose sides fall by \(Int((ground.slope ?? 0).rounded()))°", KindWeights.mound)
    if outline.shape == .freehand { score.add("no right angles", KindWeights.noRightAngles) }
    if signs.shadowShare >= Self.shadowed { score.add("a shadow beyond it", KindWeights.moundShadow) }
    if ground.colourSpread <= GroundSigns.oneColour, signs.colourAngle >= BuildingSigns.ownColour {
      score.add("of one colour, unlike the ground's", KindWeights.material)
    }
  }
}
