import Foundation
import Statistics

/// When the mean of a region stepped, and how far each of its clear dates is on the way from the old state to the new.
struct StepDating {
  /// Per clear date: 0 the old level, 1 the new one, season and what whole scenes have in common taken off.
  let progress: [Double]
  /// Per clear date the distance of the whole spectrum from either level, as a share of the distance between these.
  let fromOld: [Double]
  let fromNew: [Double]
  /// Deviation of `progress` while nothing changes.
  let noise: Double
  /// The same as it was measured, without a floor.
  let scatter: Double
  /// Positions among the clear dates: last in the old state, first in the new.
  let bracket: ClosedRange<Int>

  /// Posterior mass that the bracket leaves out.
  static let leftOut = 0.03
  /// Two or three dates may agree by chance, and nothing is dated to a thousandth of a step.
  static let leastNoise = 0.08
  /// Clear dates between other steps that must stand on either side of a gap.
  static let fewestOnSide = 2
  /// Clear dates on either side of a dated step among which its place is looked for.
  static let nextDates = 4
  /// Dates that each term which whole scenes have in common needs.
  static let datesPerTerm = 5

  /// - Parameters:
  ///   - values: per clear date the bands' levels.
  ///   - scenes: the clear dates' scenes, by which `days`, `modes` and `variances` are indexed.
  ///   - firstNew: the scene of the step as found pixel by pixel.
  ///   - limits: scenes between which no other step of the same ground lies.
  ///   - isDated: whether the pixels leave no doubt of the step's place but for the dates next to it.
  /// - Returns: `nil` where no model can be fitted, or nothing stepped.
  init?(
    values: [[Double]], scenes: [Int], days: [Double], modes: [[Double]], variances: [Double], firstNew: Int,
    limits: Range<Int>, isDated: Bool
  ) {
    let gaps = Self.gaps(scenes, firstNew: firstNew, limits: limits, isDated: isDated)
    guard let bands = values.first?.count, !gaps.isEmpty else { return nil }
    let model = Self.model(scenes, days: days, modes: modes, variances: variances, limits: limits)
    var date = gaps.min { abs(scenes[$0] - firstNew) < abs(scenes[$1] - firstNew) } ?? gaps[0]
    var direction: Direction?
    var best: (scalar: [Double], fit: StepSeries.Fit, deviation: Double, prior: StepSeries.Prior)?
    // The bands' weights depend on the date and the date on the weights; the second round settles it.
    for _ in 0..<2 {
      guard let found = Direction(values, bands: bands, model: model, date: date) else { return nil }
      let scalar = values.map(found.along)
      let first = StepSeries.Prior(scalar, stepAt: date, leastNoise: Self.leastNoise)
      guard let start = model.fit(scalar, stepAt: date, prior: first), let deviation = model.deviation(start)
      else { return nil }
      let sigma = max(deviation, Self.leastNoise * abs(start.step))
      let prior = StepSeries.Prior(noise: sigma, terms: first.terms)
      let fits = gaps.compactMap { gap in
        model.fit(scalar, stepAt: gap, prior: prior, deviation: sigma).map {
          (gap: gap, fit: $0, cost: model.cost($0, prior: prior, deviation: sigma))
        }
      }
      guard let next = fits.min(by: { $0.cost < $1.cost }) else { return nil }
      date = next.gap
      direction = found
      best = (scalar, next.fit, model.deviation(next.fit) ?? deviation, prior)
    }
    guard let direction, let best, best.fit.step > 0 else { return nil }
    scatter = best.deviation / best.fit.step
    noise = max(Self.leastNoise, scatter)
    // The step's part of a date, and what the model leaves of it.
    progress = best.fit.residuals.enumerated().map { ($0.offset >= date ? 1 : 0) + $0.element / best.fit.step }
    (fromOld, fromNew) = direction.distances(values, model: model, date: date)
    let sigma = noise * best.fit.step
    bracket = Self.bracket(
      best.scalar, model: model, gaps: gaps, prior: StepSeries.Prior(noise: sigma, terms: best.prior.terms))
  }

  /// Positions among the clear dates at which the new state may begin.
  private static func gaps(_ scenes: [Int], firstNew: Int, limits: Range<Int>, isDated: Bool) -> [Int] {
    let within = scenes.indices.filter { limits.contains(scenes[$0]) }
    // One date alone on a side is an outlier as well as a state.
    let gaps = Array(within.dropFirst(fewestOnSide).dropLast(fewestOnSide - 1))
    func distance(_ index: Int) -> Int { abs(scenes[gaps[index]] - firstNew) }
    guard isDated, let found = gaps.indices.min(by: { distance($0) < distance($1) }) else { return gaps }
    return Array(gaps[max(0, found - nextDates)...min(gaps.count - 1, found + nextDates)])
  }

  private static func model(
    _ scenes: [Int], days: [Double], modes: [[Double]], variances: [Double], limits: Range<Int>
  ) -> StepSeries {
    let others = [limits.lowerBound, limits.upperBound].compactMap { limit in
      scenes.firstIndex { $0 >= limit }.flatMap { $0 >= 2 && scenes.count - $0 >= 2 ? $0 : nil }
    }
    let withSeason = SeasonalBasis.carriesSeason(scenes.map { days[$0] })
    let spare = scenes.count - others.count - (withSeason ? 4 : 2)
    let used = modes.prefix(max(0, spare / datesPerTerm))
    return StepSeries(
      terms: scenes.map { scene in
        Array(SeasonalBasis.terms(day: days[scene], withSeason: withSeason).dropFirst()) + used.map { $0[scene] }
      }, variances: scenes.map { variances[$0] }, otherSteps: Array(Set(others)).sorted())
  }

  /// Posterior of the step over the gaps between clear dates, under normal noise and a flat prior.
  private static func bracket(
    _ scalar: [Double], model: StepSeries, gaps: [Int], prior: StepSeries.Prior
  ) -> ClosedRange<Int> {
    let costs = gaps.map { gap in
      model.fit(scalar, stepAt: gap, prior: prior, deviation: prior.noise)
        .map { model.cost($0, prior: prior, deviation: prior.noise) } ?? .infinity
    }
    let least = costs.min() ?? 0
    let masses = costs.map { exp(least - $0) }
    let total = masses.reduce(0, +)
    var first = 0
    var last = masses.count - 1
    var left = leftOut * total
    while first < last {
      let side = masses[first] <= masses[last] ? first : last
      guard masses[side] <= left else { break }
      left -= masses[side]
      if side == first { first += 1 } else { last -= 1 }
    }
    return gaps[first] - 1...gaps[last]
  }

  /// The bands' steps and how much each counts: its step over its scatter.
  private struct Direction {
    private let steps: [Double]
    private let weights: [Double]

    /// A band whose step is below this share of the largest has no scatter that small.
    static let leastScatter = 0.05

    init?(_ values: [[Double]], bands: Int, model: StepSeries, date: Int) {
      var steps: [Double] = []
      var scatters: [Double] = []
      for band in 0..<bands {
        guard let fit = Self.fit(values, band: band, model: model, date: date) else { return nil }
        steps.append(fit.step)
        scatters.append(model.deviation(fit) ?? abs(fit.step))
      }
      let largest = steps.map(abs).max() ?? 0
      guard largest > 0 else { return nil }
      self.steps = steps
      weights = zip(steps, scatters).map { step, scatter in
        let deviation = max(scatter, Self.leastScatter * largest)
        return step / (deviation * deviation)
      }
    }

    private static func fit(_ values: [[Double]], band: Int, model: StepSeries, date: Int) -> StepSeries.Fit? {
      let series = values.map { $0[band] }
      return model.fit(
        series, stepAt: date, prior: StepSeries.Prior(series, stepAt: date, leastNoise: StepDating.leastNoise))
    }

    func along(_ values: [Double]) -> Double { zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } }

    /// Like progress, over all bands: a blue roof may lie as far along as bare ground did, and is not like it.
    func distances(_ values: [[Double]], model: StepSeries, date: Int) -> (old: [Double], new: [Double]) {
      var old = [Double](repeating: 0, count: values.count)
      var new = old
      for band in steps.indices {
        guard let fit = Self.fit(values, band: band, model: model, date: date) else { continue }
        for index in values.indices {
          let above = fit.residuals[index] + (index >= date ? fit.step : 0)
          old[index] += above * above
          new[index] += (above - fit.step) * (above - fit.step)
        }
      }
      let whole = max(steps.reduce(0) { $0 + $1 * $1 }, 1e-300)
      return (old.map { ($0 / whole).squareRoot() }, new.map { ($0 / whole).squareRoot() })
    }
  }
}
