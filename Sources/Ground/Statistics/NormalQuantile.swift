import Foundation

/// Quantiles of the standard normal distribution.
package enum NormalQuantile {
  /// Where the distribution function is `probability`, in 0 ..< 1 and above 0; to 1e-9.
  package static func at(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "probability \(probability)")
    if probability > 0.5 { return -at(1 - probability) }
    var (low, high) = (-40.0, 0.0)
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if 0.5 * erfc(-middle / 2.0.squareRoot()) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
