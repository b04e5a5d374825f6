import Foundation

/// ψ(x), the derivative of ln Γ(x), for x above 0, to about 1e-14.
///
/// Raised to 10 and more by ψ(x) = ψ(x + 1) − 1/x, then by its asymptotic series.
/// - Source: [Abramowitz1964], 6.3.5 and 6.3.18.
package func digamma(_ x: Double) -> Double {
  precondition(x > 0, "digamma of \(x)")
  var (x, sum) = (x, 0.0)
  while x < 10 {
    sum -= 1 / x
    x += 1
  }
  let square = 1 / (x * x)
  let tail = square * (1 / 240.0 - square * (1 / 132.0 - square * 691 / 32_760))
  return sum + log(x) - 0.5 / x - square * (1 / 12.0 - square * (1 / 120.0 - square * (1 / 252.0 - tail)))
}
