import Quantities
import Statistics

/// How many things there are, from how many boxes a model gives.
package enum CountEstimate {
  static let draws = 20_000
  static let seed: UInt64 = 5

  /// Things in what was seen: boxes × precision / detection probability, with the interval that holds the number in 90 of
  /// 100 cases.
  ///
  /// Drawn 20,000 times with one seed: detection probability R (Beta) and wrong boxes a thing λ (gamma) from what the
  /// counts of the calibration leave in doubt, by Jeffreys' priors; then the number of things N by a gamma draw. Of N
  /// things come N(R + λ) boxes with variance N(R(1 − R) + λ), so that of n boxes N has mean n/(R + λ), and its
  /// variance is N(R(1 − R) + λ)/(R + λ)²: wrong boxes come with the things, and what errs in both cancels.
  /// It takes things to be found, and boxes to be wrong, as often as in the calibration: that its pictures were like this
  /// one is the card's promise. No boxes is no proof of no things: the interval then begins at 0 and says how many may
  /// have been missed.
  package static func things(
    boxes: Int, _ calibration: ScoreCalibration, draws: Int = draws
  ) -> Estimate<Ratio> {
    var generator = SeededGenerator(seed: seed, stream: UInt64(boxes))
    let (correct, wrong) = (Double(calibration.correct), Double(calibration.wrong))
    let missed = Double(calibration.missed)
    var counts: [Int] = []
    counts.reserveCapacity(draws)
    for _ in 0..<draws {
      let probability = max(1e-9, generator.beta(correct + 0.5, missed + 0.5))
      let spurious = generator.gamma(wrong + 0.5) / (correct + missed)
      let boxesPerThing = probability + spurious
      let scatter = max(1e-9, probability * (1 - probability) + spurious)
      // Half a box more, cut to a whole number: of a perfect detector N is the boxes.
      let shape = (Double(boxes) + 0.5) * boxesPerThing / scatter
      let things = generator.gamma(shape) * scatter / (boxesPerThing * boxesPerThing)
      counts.append(Int(min(things, 1e9)))
    }
    counts.sort()
    let low = Double(counts[draws / 20])
    let high = Double(counts[draws - 1 - draws / 20])
    let value = Double(boxes) * calibration.precision / calibration.detectionProbability
    return Estimate(
      Ratio(min(max(value, low), high)), low: Ratio(low), high: Ratio(high), method: "boxes-by-calibration")
  }
}
