import Foundation

/// The regularised upper incomplete gamma function Q(a, x) = Γ(a, x) / Γ(a), to 1e-12 of its value.
///
/// Below x = a + 1 by the series of its complement, above by Legendre's continued fraction; the factor before both,
/// xᵃe⁻ˣ / Γ(a + 1), is kept free of cancellation by Loader's deviance where a is large. Far out, where Q is no longer a
/// number of double precision, its logarithm still is.
/// - Source: [DiDonato1986]; [Lentz1976] for how the fraction is summed; [Loader2000] for the factor.
package enum IncompleteGamma {
  /// Q(a, x): 1 at x = 0, 0 at infinity.
  /// - Parameters:
  ///   - shape: a, above 0.
  ///   - x: 0 or more.
  package static func upper(_ shape: Double, _ x: Double) -> Double {
    check(shape, x)
    guard x > 0 else { return 1 }
    guard x < .infinity else { return 0 }
    return x < shape + 1
      ? 1 - exp(logFactor(shape, x)) * series(shape, x) : exp(logFactor(shape, x)) * shape * fraction(shape, x)
  }

  /// ln Q(a, x): −∞ at infinity alone.
  package static func logUpper(_ shape: Double, _ x: Double) -> Double {
    check(shape, x)
    guard x > 0 else { return 0 }
    guard x < .infinity else { return -.infinity }
    return x < shape + 1
      ? log1p(-exp(logFactor(shape, x)) * series(shape, x))
      : logFactor(shape, x) + log(shape * fraction(shape, x))
  }

  /// Where the upper tail of a gamma distribution of scale 1 is `tail`, 0 < tail < 1, to 1e-12 of itself, by bisection.
  package static func upperQuantile(_ shape: Double, tail: Double) -> Double {
    precondition(tail > 0 && tail < 1, "tail \(tail)")
    var (low, high) = (0.0, shape)
    while upper(shape, high) > tail { high *= 2 }
    while high - low > 1e-12 * high {
      let middle = 0.5 * (low + high)
      if upper(shape, middle) > tail { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }

  private static func check(_ shape: Double, _ x: Double) {
    precondition(shape > 0 && shape < .infinity && x >= 0, "incomplete gamma function of shape \(shape) at \(x)")
  }

  /// ln(xᵃe⁻ˣ / Γ(a + 1)).
  private static func logFactor(_ shape: Double, _ x: Double) -> Double {
    // Up to here the terms are small beside what 1e-12 allows, and Γ itself is a number.
    guard shape > 15 else { return shape * log(x) - x - log(tgamma(shape + 1)) }
    return -stirlingError(shape) - deviance(shape, x) - 0.5 * log(2 * .pi * shape)
  }

  /// ln Γ(a + 1) less Stirling's formula, for a over 15.
  private static func stirlingError(_ shape: Double) -> Double {
    let square = 1 / (shape * shape)
    let tail = 1 / 1188.0 - square * 691 / 360_360
    return (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square * (1 / 1680.0 - square * tail)))) / shape
  }

  /// a ln(a / x) + x − a, without cancellation where x is near a.
  private static func deviance(_ shape: Double, _ x: Double) -> Double {
    guard abs(shape - x) < 0.1 * (shape + x) else { return shape * log(shape / x) + x - shape }
    let ratio = (shape - x) / (shape + x)
    var sum = (shape - x) * ratio
    var term = 2 * shape * ratio
    var divisor = 3.0
    while true {
      term *= ratio * ratio
      let next = sum + term / divisor
      if next == sum { return sum }
      sum = next
      divisor += 2
    }
  }

  /// 1 + x/(a+1) + x²/((a+1)(a+2)) + …
  private static func series(_ shape: Double, _ x: Double) -> Double {
    var (sum, term, divisor) = (1.0, 1.0, shape)
    repeat {
      divisor += 1
      term *= x / divisor
      sum += term
    } while term > sum * 1e-17
    return sum
  }

  /// 1/(x + 1 − a − 1·(1 − a)/(x + 3 − a − 2·(2 − a)/(x + 5 − a − …))), for x of at least a + 1.
  private static func fraction(_ shape: Double, _ x: Double) -> Double {
    var denominator = x + 1 - shape
    var (c, d) = (Double.greatestFiniteMagnitude, 1 / denominator)
    var value = d
    var index = 0.0
    while true {
      index += 1
      let numerator = index * (shape - index)
      denominator += 2
      d = 1 / (numerator * d + denominator)
      c = denominator + numerator / c
      value *= c * d
      // Near x = a the steps that are needed grow with the root of a: thousands at a of a million.
      if abs(c * d - 1) < 3e-16 || index > 1e6 { return value }
    }
  }
}
