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

  /// How large the terms beside the step may be, in the values' units.
  struct Prior {
    /// Deviation of a date while nothing changes, and of each term's coefficient.
    let noise: Double
    let terms: Double

    /// What returns moves the dates of one state too: terms that would have to be many times larger than the scatter
    /// within the states, to take over a step, are not what returns.
    init(_ values: [Double], stepAt date: Int, leastNoise: Double) {
      func apart(_ values: ArraySlice<Double>) -> (level: Double, distances: [Double]) {
        let level = Quantiles.median(Array(values)) ?? 0
        return (level, values.map { abs($0 - level) })
      }
      let old = apart(values[..<date])
      let new = apart(values[date...])
      let scatter = 1.4826 * (Quantiles.median(old.distances + new.distances) ?? 0)
      noise = max(scatter, leastNoise * abs(new.level - old.level), 1e-12)
      terms = max(Self.freedom * scatter, noise)
    }

    /// A seasonal term's amplitude is about the scatter that it makes; half as much again for what few dates leave open.
    private static let freedom = 1.5

    /// The same for another noise.
    init(noise: Double, terms: Double) {
      self.noise = noise
      self.terms = max(terms, noise)
    }
  }

  /// The model with a step whose first new date is `date`; `nil` where the dates do not fix it.
  func fit(_ values: [Double], stepAt date: Int, prior: Prior, deviation: Double? = nil) -> Fit? {
    var rows = (0..<count).map { index in
      terms[index] + [1] + otherSteps.filter { $0 != date }.map { index >= $0 ? 1 : 0 } + [index >= date ? 1 : 0]
    }
    // The prior as dates of their own: each says of one term that it is 0.
    let width = rows.first?.count ?? 0
    let termCount = terms.first?.count ?? 0
    for term in 0..<termCount { rows.append((0..<width).map { $0 == term ? 1 : 0 }) }
    let values = values + [Double](repeating: 0, count: termCount)
    let stiffness = prior.noise * prior.noise / (prior.terms * prior.terms)
    let stiff = [Double](repeating: stiffness, count: termCount)
    var weights = variances.map { 1 / $0 } + stiff
    var found: Fit?
    for _ in 0...Self.reweightings {
      guard let solution = LeastSquares.solve(rows: rows, values: values, weights: weights) else { return found }
      let residuals = zip(rows, values).prefix(count).map { row, value in
        value - zip(row, solution).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let fit = Fit(coefficients: solution, residuals: residuals)
      found = fit
      guard let sigma = deviation ?? self.deviation(fit), sigma > 0 else { break }
      let next = residuals.indices.map { index in
        let z = abs(residuals[index]) / (sigma * variances[index].squareRoot())
        return (z > Self.bound ? Self.bound / z : 1) / variances[index]
      }
      if next.elementsEqual(weights.prefix(count)) { break }
      weights = next + stiff
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

  /// Half the sum of squared residuals in deviations, each counted up to `bound`², and of the terms in theirs.
  func cost(_ fit: Fit, prior: Prior, deviation: Double) -> Double {
    let owed = fit.coefficients.prefix(terms.first?.count ?? 0).reduce(0) { $0 + $1 * $1 } / (prior.terms * prior.terms)
    return zip(fit.residuals, variances).reduce(owed / 2) { sum, date in
      sum + min(date.0 * date.0 / (deviation * deviation * date.1), Self.bound * Self.bound) / 2
    }
  }
}
