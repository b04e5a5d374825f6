import Foundation
import Statistics

/// Which frequencies hold common ground in a pair of pictures, by all windows together.
struct FrequencyProfile: Sendable {
  /// Of each frequency, as `WindowSpectrum` orders them.
  let weights: SpectralWeights

  /// Fewer windows say too little.
  private static let fewest = 8
  private static let mostCoherence = 0.98

  init(_ windows: [SettledWindow], _ annuli: FrequencyAnnuli) {
    let agreements = windows.compactMap { $0.agreement(annuli) }
    guard agreements.count >= Self.fewest else {
      weights = annuli.coarse
      return
    }
    weights = annuli.spread(
      (0..<annuli.count).map { annulus in
        let middle = Quantiles.median(agreements.map { Double($0[annulus]) }) ?? 0
        let coherence = min(max(0, middle), Self.mostCoherence)
        return Float(coherence * coherence / (1 - coherence * coherence))
      })
  }
}
