import Foundation
import Statistics

/// The distribution of the step statistic on ground that did not change, fitted to the work area itself.
///
/// The cube root of a mean of squares is close to normal [WilsonHilferty1931]; centre and width are read from
/// two quantiles of all pixels, which the changed ones hardly move, and never from nominal χ² tables.
package struct EmpiricalNull: Sendable, Hashable {
  package let centre: Double
  package let width: Double

  /// Of a statistic that is the cube of standard normal deviations, where `centre` is 0 and `width` 1.
  init(centre: Double, width: Double) {
    self.centre = centre
    self.width = width
  }

  /// Through the quantiles `lower` and `upper` of the statistics; what lies above `upper` may all be change.
  ///
  /// `nil` for fewer than 200 pixels, whose quantiles say nothing about a tail, and where both quantiles are equal.
  package init?(statistics: [Float], lower: Double = 0.5, upper: Double = 0.75) {
    precondition(0 < lower && lower < upper && upper < 1, "quantiles \(lower) and \(upper)")
    let roots = statistics.map { Double(cbrt($0)) }.sorted()
    guard roots.count >= 200, let low = Quantiles.quantile(lower, ofSorted: roots),
      let high = Quantiles.quantile(upper, ofSorted: roots), high > low
    else { return nil }
    let (below, above) = (NormalQuantile.at(lower), NormalQuantile.at(upper))
    width = (high - low) / (above - below)
    centre = low - below * width
  }

  /// Through the lower quartile and the median of the ground that did not change, whatever share that is of all: pixels
  /// beyond `most` deviations are left out and the quantiles taken anew, until the same are left out again.
  ///
  /// `nil` as above.
  package init?(unchangedOf statistics: [Float]) {
    let roots = statistics.map { Double(cbrt($0)) }.sorted()
    guard roots.count >= 200 else { return nil }
    let (below, above) = (NormalQuantile.at(0.25), NormalQuantile.at(0.5))
    var kept = roots.count
    var found = EmpiricalNull(centre: 0, width: 0)
    for _ in 0..<Self.mostRounds {
      let part = Array(roots[0..<kept])
      guard let low = Quantiles.quantile(0.25, ofSorted: part), let high = Quantiles.quantile(0.5, ofSorted: part),
        high > low
      else { return nil }
      let width = (high - low) / (above - below)
      found = EmpiricalNull(centre: low - below * width, width: width)
      let limit = found.centre + Self.most * width
      // Never fewer than half: a null of what is left of less is not that of the ground.
      let next = max(roots.partition(beyond: limit), roots.count / 2)
      if next == kept { break }
      kept = next
    }
    self = found
  }

  /// One unchanged pixel in 30 000.
  private static let most = 4.0
  private static let mostRounds = 20

  /// Deviations of the null above its centre.
  package func deviations(_ statistic: Float) -> Double { (Double(cbrt(statistic)) - centre) / width }

  /// The statistic that lies `deviations` above the null's centre.
  package func statistic(at deviations: Double) -> Float { Float(pow(max(0, centre + deviations * width), 3)) }

  /// −log₁₀ of the null's upper tail beyond `deviations`; exact to 1e-3 far into the tail.
  package static func score(deviations z: Double) -> Double {
    if z < 5 { return max(0, -log10(max(0.5 * erfc(z / 2.0.squareRoot()), 1e-300))) }
    // Mills' ratio beyond five deviations, where erfc would soon underflow.
    return z * z / 2 * M_LOG10E + log10(z * (2 * Double.pi).squareRoot()) - log10(1 - 1 / (z * z) + 3 / (z * z * z * z))
  }

  /// Deviations above the centre whose score is `score`: the inverse of `score(deviations:)`.
  static func deviations(score: Double) -> Double {
    var (low, high) = (-1.0, 1_000.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if Self.score(deviations: middle) < score { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

extension [Double] {
  /// How many of the values, which rise, are no larger than `limit`.
  fileprivate func partition(beyond limit: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= limit { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
