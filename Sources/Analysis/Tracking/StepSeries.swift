import Foundation
import Statistics

/// One number a date, and a step in it beside all that returns: season and what whole scenes have in common.
///
/// The step's place is found by fitting the model anew for each gap between two dates: fitted at the wrong gap, the
/// dates between would bend the other terms towards themselves.
struct StepSeries {
  /// Per clear date the terms beside the step, and the variance relative to the median scene's.
  let terms: [[Double]]
  let variances: [Double]
  /// Positions, among the clear dates, of other steps of the same ground that the model has to carry.
  let otherSteps: [Int]

  /// Residuals beyond this many deviations count no further: passing vehicles, thin cloud.
  static let bound = 3.0
  private static let reweightings = 2

  var count: Int { terms.count }

  struct Fit {
    /// Coefficients of the terms, the constant, the other steps and the step.
    let coefficients: [Double]
    let residuals: [Double]
    var step: Double { coefficients[coefficients.count - 1] }
  }

  /// The model with a step whose first new date is `date`; `nil` where the dates do not fix it.
  func fit(_ values: [Double], stepAt date: Int, deviation: Double? = nil) -> Fit? {
    let rows = (0..<count).map { index in
      terms[index] + [1] + otherSteps.filter { $0 != date }.map { index >= $0 ? 1 : 0 } + [index >= date ? 1 : 0]
    }
    var weights = variances.map { 1 / $0 }
    var found: Fit?
    for _ in 0...Self.reweightings {
      guard let solution = LeastSquares.solve(rows: rows, values: values, weights: weights) else { return found }
      let residuals = zip(rows, values).map { row, value in value - zip(row, solution).reduce(0) { $0 + $1.0 * $1.1 } }
      let fit = Fit(coefficients: solution, residuals: residuals)
      found = fit
      guard let sigma = deviation ?? self.deviation(fit), sigma > 0 else { break }
      weights = residuals.indices.map { index in
        let z = abs(residuals[index]) / (sigma * variances[index].squareRoot())
        return (z > Self.bound ? Self.bound / z : 1) / variances[index]
      }
    }
    return found
  }

  /// Deviation of a date of the median scene's noise about the fit, with its terms paid for.
  func deviation(_ fit: Fit) -> Double? {
    let free = Double(count - fit.coefficients.count)
    guard free >= 1 else { return nil }
    let scaled = zip(fit.residuals, variances).map { abs($0) / $1.squareRoot() }
    return Quantiles.median(scaled).map { 1.4826 * $0 * (Double(count) / free).squareRoot() }
  }

  /// Half the sum of squared residuals in deviations, each counted up to `bound`².
  func cost(_ fit: Fit, deviation: Double) -> Double {
    zip(fit.residuals, variances).reduce(0) { sum, date in
      sum + min(date.0 * date.0 / (deviation * deviation * date.1), Self.bound * Self.bound) / 2
    }
  }
}
