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
  private let deviations: [Double]
  private let design: StepDesign

  init(terms: [[Double]], variances: [Double], otherSteps: [Int]) {
    self.terms = terms
    self.variances = variances
    self.otherSteps = otherSteps
    deviations = variances.map { $0.squareRoot() }
    design = StepDesign(terms, variances: variances, otherSteps: otherSteps)
  }

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
    // A step at the place of another one is that one, counted once.
    let design =
      otherSteps.contains(date)
      ? StepDesign(terms, variances: variances, otherSteps: otherSteps.filter { $0 != date }) : design
    let stiffness = prior.noise * prior.noise / (prior.terms * prior.terms)
    var weights = design.weights
    var found: Fit?
    for round in 0...Self.reweightings {
      guard
        let solution = design.solve(
          values, stepAt: date, weights: weights, arePlain: round == 0, stiffness: stiffness)
      else { return found }
      let fit = Fit(coefficients: solution, residuals: design.residuals(values, solution, stepAt: date))
      found = fit
      guard let sigma = deviation ?? self.deviation(fit), sigma > 0 else { break }
      guard reweigh(&weights, fit.residuals, sigma: sigma) else { break }
    }
    return found
  }

  /// Weighs each date by its variance and, beyond `bound`, by its residual; false where no weight changed.
  private func reweigh(_ weights: inout [Double], _ residuals: [Double], sigma: Double) -> Bool {
    var hasChanged = false
    for index in residuals.indices {
      let z = abs(residuals[index]) / (sigma * deviations[index])
      let weight = (z > Self.bound ? Self.bound / z : 1) / variances[index]
      if weight != weights[index] { hasChanged = true }
      weights[index] = weight
    }
    return hasChanged
  }

  /// Deviation of a date of the median scene's noise about the fit, with its terms paid for.
  func deviation(_ fit: Fit) -> Double? {
    let free = Double(count - fit.coefficients.count)
    guard free >= 1 else { return nil }
    let scaled = zip(fit.residuals, deviations).map { abs($0) / $1 }
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
