import Foundation
import Statistics

/// The likelihood-ratio tests on means of complex Wishart matrices, number by number.
///
/// With X = nC, ΣX₁…ⱼ the sum over the first j dates, |·| the determinant, p the order, f = p² for each block:
///
///     ln Rⱼ = n {p [j ln j − (j−1) ln(j−1)] + (j−1) ln|ΣX₁…ⱼ₋₁| + ln|Xⱼ| − j ln|ΣX₁…ⱼ|}
///     ρⱼ    = 1 − (2p² − 1) / (6pn) · (1 + 1/(j(j−1)))
///     ω₂ⱼ   = −f/4 · (1 − 1/ρⱼ)² + f (p² − 1) / (24 n² ρⱼ²) · (1 + (2j−1) / (j²(j−1)²))
///     P(−2ρⱼ ln Rⱼ > z) = (1 − ω₂ⱼ) P(χ²_f > z) + ω₂ⱼ P(χ²_{f+4} > z)
///
/// The factor n in X cancels, so covariances C serve. Powers that are taken as independent are blocks of order 1: ln R,
/// f and ω₂ are summed, ρ is the same.
///
/// The series behind P breaks off after ω₂, which for matrices of order 1 is below 0: at few looks and far out the
/// second term would outweigh the first. P is then held at 2⁻³⁰ of its first term, so that a larger statistic never has
/// the larger P and its logarithm stays a number.
/// - Source: [Conradsen2016], theorem 3 and its extension to block-diagonal matrices in [Nielsen2017].
package struct OmnibusTest: Sendable {
  /// The least share of its first term that P may come to.
  package static let leastShare = 0x1p-30

  package let covariance: RadarCovariance
  package let looks: Looks

  package init(covariance: RadarCovariance, looks: Looks) {
    self.covariance = covariance
    self.looks = looks
  }

  private var order: Double { Double(covariance.order) }
  private var freedom: Double { Double(covariance.degreesOfFreedom) }

  /// ρⱼ and ω₂ⱼ of the test of date `date` against the dates before it.
  /// - Parameter date: j, 2 or more, counted from the first date of the segment.
  package func correction(date: Int) -> (rho: Double, omega: Double) {
    precondition(date >= 2, "date \(date) has none before it")
    let (p, n, j) = (order, looks.value, Double(date))
    let rho = 1 - (2 * p * p - 1) / (6 * p * n) * (1 + 1 / (j * (j - 1)))
    let second = freedom * (p * p - 1) / (24 * n * n * rho * rho) * (1 + (2 * j - 1) / (j * j * (j - 1) * (j - 1)))
    return (rho, second - freedom / 4 * (1 - 1 / rho) * (1 - 1 / rho))
  }

  /// The first term in the braces, of all blocks.
  package func constant(date: Int) -> Double {
    let j = Double(date)
    return order * Double(covariance.blocks) * (j * log(j) - (date > 1 ? (j - 1) * log(j - 1) : 0))
  }

  /// ln Rⱼ from logarithms of determinants: of the sum before, of the date itself, of the sum with it.
  package func logRatio(date: Int, before: Double, itself: Double, with sum: Double) -> Double {
    let j = Double(date)
    return looks.value * (constant(date: date) + (j - 1) * before + itself - j * sum)
  }

  /// The same of one power X, S the sum with it: n {ln(1 + u) + (j−1) ln(1 − u/(j−1))}, u = (j X − S)/S. Near the mean
  /// nothing cancels, where P near 1 would show it: with one degree of freedom it falls with the root of ln R.
  package func logRatio(date: Int, power: Double, with sum: Double) -> Double {
    let j = Double(date)
    let excess = (j * power - sum) / sum
    return looks.value * (log1p(excess) + (j - 1) * log1p(-excess / (j - 1)))
  }

  /// ln P of −2ρ ln R, for the test of `date` against those before it.
  package func logTail(logRatio: Double, date: Int) -> Double {
    let (rho, omega) = correction(date: date)
    return logTail(statistic: max(0, -2 * rho * logRatio), freedom: covariance.degreesOfFreedom, omega: omega)
  }

  /// ln Q and ln P of the test that all dates are equal: Q is the product of all Rⱼ.
  ///
  /// - Parameters:
  ///   - dates: logarithms of the dates' determinants, at least two.
  ///   - sum: logarithm of the determinant of their sum.
  /// - Source: [Conradsen2016], theorem 2.
  package func omnibus(dates: [Double], sum: Double) -> (logRatio: Double, logTail: Double) {
    precondition(dates.count >= 2, "\(dates.count) dates")
    let (p, n, k) = (order, looks.value, Double(dates.count))
    let blocks = Double(covariance.blocks)
    let logRatio = n * (p * blocks * k * log(k) + dates.reduce(0, +) - k * sum)
    let spread = k / n - 1 / (n * k)
    let rho = 1 - (2 * p * p - 1) / (6 * (k - 1) * p) * spread
    let first = freedom * (p * p - 1) / (24 * rho * rho) * (k / (n * n) - 1 / (n * n * k * k))
    let omega = first - freedom * (k - 1) / 4 * (1 - 1 / rho) * (1 - 1 / rho)
    let tail = logTail(
      statistic: max(0, -2 * rho * logRatio), freedom: (dates.count - 1) * covariance.degreesOfFreedom, omega: omega)
    return (logRatio, tail)
  }

  private func logTail(statistic: Double, freedom: Int, omega: Double) -> Double {
    let first = ChiSquare.logSurvival(statistic, degreesOfFreedom: freedom)
    let second = ChiSquare.logSurvival(statistic, degreesOfFreedom: freedom + 4)
    return first + log(max(1 + omega * expm1(second - first), Self.leastShare))
  }
}
