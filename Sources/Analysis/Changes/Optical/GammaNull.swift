import Foundation
import Statistics

/// A gamma distribution through the median and the upper tenth of what was measured: sums of evidence on ground where
/// fewer than one pixel in ten is what is looked for.
struct GammaNull {
  let shape: Double
  let scale: Double

  /// `nil` where the values are all alike.
  init?(sorted values: [Double]) {
    guard let middle = Quantiles.quantile(0.5, ofSorted: values),
      let upper = Quantiles.quantile(0.9, ofSorted: values), middle > 0, upper > middle * 1.000_1
    else { return nil }
    let ratio = upper / middle
    // The narrower the larger the shape: the ratio falls as the shape rises.
    var (low, high) = (log(0.02), log(1e6))
    for _ in 0..<60 {
      let shape = exp((low + high) / 2)
      if IncompleteGamma.upperQuantile(shape, tail: 0.1) / IncompleteGamma.upperQuantile(shape, tail: 0.5) > ratio {
        low = (low + high) / 2
      } else {
        high = (low + high) / 2
      }
    }
    shape = exp((low + high) / 2)
    scale = middle / IncompleteGamma.upperQuantile(shape, tail: 0.5)
  }

  /// −log₁₀ of the upper tail at `value`.
  func score(_ value: Double) -> Double {
    value <= 0 ? 0 : -IncompleteGamma.logUpper(shape, value / scale) * M_LOG10E
  }
}
