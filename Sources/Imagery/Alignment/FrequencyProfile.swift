import Foundation
import Statistics

/// Which frequencies hold common ground in a pair of pictures, by many windows together.
///
/// A frequency counts by its coherence γ as γ² / (1 − γ²), the weight that leaves the least variance. One whose phases
/// agree with each other but not with the shift that the lower frequencies name gets none: enlarged or compressed
/// pictures carry, above the ground's own frequencies, a pattern that is fixed to the file and says "no shift".
/// - Source: [KnappCarter1976], table I, for the weight. Departures: magnitudes are whitened window by window, and γ is
///   that of an annulus, the median of all windows, so that change and cloud in some of them do not lower it.
struct FrequencyProfile: Sendable {
  let weights: SpectralWeights

  /// Fewer windows say too little; more than the other add nothing.
  private static let fewest = 4
  private static let most = 32
  /// Perfect agreement would drown what the other frequencies say.
  private static let mostCoherence = 0.98
  /// Less says nothing worth another round; rounds at most.
  private static let someCoherence = 0.1
  private static let mostRounds = 3
  /// Difference between an annulus's own shift and that of the lower ones that is nothing: pixels, and as a share of a
  /// wave, since a tenth of a pixel is nothing to a wave of sixty.
  private static let tolerance = 0.02
  private static let toleranceOfWave = 0.01
  /// χ² with 2 degrees of freedom at 1 %.
  private static let mostDeparture = 9.21

  init(_ windows: [SettledWindow], _ annuli: FrequencyAnnuli, _ alike: Double) {
    guard windows.count >= Self.fewest else {
      weights = annuli.coarse
      return
    }
    let count = min(windows.count, Self.most)
    var sample = (0..<count).map { windows[$0 * windows.count / count] }
    var best = annuli.coarse
    var left: Set<Int> = []
    // What departs also pulled on the shifts that it was compared with: those are found again without it.
    for round in 0..<Self.mostRounds {
      let (values, departing) = Self.annuli(sample, annuli, alike)
      guard values.contains(where: { $0 > 0 }) else { break }
      let weights = annuli.spread(values)
      if round + 1 == Self.mostRounds || departing.isSubset(of: left) {
        best = weights
        break
      }
      left.formUnion(departing)
      let again = sample.compactMap { $0.climbed(weights, alike) }
      // Weights that lose the windows which they were drawn from are worse than those before.
      guard 2 * again.count > sample.count else { break }
      (best, sample) = (weights, again)
    }
    weights = best
  }

  /// The weight of each annulus, and those of some weight that depart from the shift of the lower ones.
  private static func annuli(
    _ windows: [SettledWindow], _ annuli: FrequencyAnnuli, _ alike: Double
  ) -> (weights: [Float], departing: Set<Int>) {
    var sums = [AnnulusSums](repeating: AnnulusSums(), count: annuli.count)
    let agreements = windows.compactMap { $0.agreement(annuli, &sums) }
    var departing: Set<Int> = []
    var lower = AnnulusSums()
    let weights = (0..<annuli.count).map { annulus -> Float in
      let middle = Quantiles.median(agreements.map { Double($0[annulus]) }) ?? 0
      let coherence = min(max(0, middle), Self.mostCoherence)
      let weight = coherence * coherence / (1 - coherence * coherence)
      let wave = 1 / ((Double(annulus) + 0.5) * FrequencyAnnuli.width)
      let departure = sums[annulus].departure(
        from: lower, size: annuli.size, alike, tolerance: max(Self.tolerance, Self.toleranceOfWave * wave))
      guard let departure, departure <= Self.mostDeparture else {
        if coherence >= Self.someCoherence { departing.insert(annulus) }
        return 0
      }
      lower.add(sums[annulus], weight: weight)
      return Float(weight)
    }
    return (weights, departing)
  }
}
