import Foundation

/// Quantiles of χ² with a whole number of degrees of freedom, to 1e-10.
enum ChiSquareQuantile {
  /// The value that χ² stays below with `probability`, 0 < probability < 1.
  static func value(_ probability: Double, degrees: Int) -> Double {
    precondition(probability > 0 && probability < 1, "probability \(probability)")
    var (low, high) = (0.0, Double(degrees))
    while exceedance(high, degrees: degrees) > 1 - probability { high *= 2 }
    while high - low > 1e-12 * high {
      let middle = 0.5 * (low + high)
      if exceedance(middle, degrees: degrees) > 1 - probability { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }

  /// Probability of exceeding `value`, by the finite sums that whole degrees allow.
  private static func exceedance(_ value: Double, degrees: Int) -> Double {
    let half = 0.5 * value
    var exponent = degrees.isMultiple(of: 2) ? 0.0 : 0.5
    var sum = degrees.isMultiple(of: 2) ? 0 : erfc(half.squareRoot())
    // Each term is half^exponent e^-half / Γ(exponent + 1).
    var term = degrees.isMultiple(of: 2) ? exp(-half) : 2 * (half / .pi).squareRoot() * exp(-half)
    while exponent < 0.5 * Double(degrees) {
      sum += term
      exponent += 1
      term *= half / exponent
    }
    return sum
  }
}
