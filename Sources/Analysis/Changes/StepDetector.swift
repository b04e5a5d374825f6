import Foundation
import Kernels
import Statistics

/// Finds steps in the series of one pixel at a time.
///
/// A pixel's clear dates are modelled as a constant, an annual wave (season, and the shadows that follow the sun) and
/// steps that last. Steps are added one at a time, the one that explains most first; at least `persistence` clear dates
/// must stand on either side. A running median over three dates first removes what lasts one date only. The statistic
/// is the squared step over its variance σ²/n′ + τ²: σ the pixel's own noise from date to date, n′ what is left of the
/// dates once the wave has had its part, τ what drifts over the whole work area and does not average out. Of it is taken
/// off what scenes that lie displaced explain where the ground is steep: see `DisplacedGround`.
package struct StepDetector: Sendable {
  package static let persistence = 3
  /// Clear dates between two steps of one pixel.
  static let between = 2
  /// Steps followed in one pixel: ground is cleared, built on, roofed, extended; more is weather.
  package static let maximumSteps = 4
  /// A step of which the wave leaves less than this many dates' worth cannot be told from it.
  static let leastWeight: Float = 0.8

  /// Day of each scene.
  let days: [Double]
  /// Per scene the deviation of its place along one axis, in pixels; empty where all lie exactly.
  let displacements: [Float]
  /// Per band: the least noise believed of any pixel, and τ².
  package let noiseFloor: [Float]
  package let driftVariance: [Float]
  /// `driftVariance`, four bands to a vector.
  private let drift: [BandVector]

  package init(days: [Double], displacements: [Float] = [], noiseFloor: [Float], driftVariance: [Float]) {
    precondition(noiseFloor.count == driftVariance.count, "one floor and one drift a band")
    precondition(
      displacements.isEmpty || displacements.count == days.count,
      "\(displacements.count) displacements for \(days.count) scenes")
    self.days = days
    self.displacements = displacements
    self.noiseFloor = noiseFloor
    self.driftVariance = driftVariance
    drift = (0..<BandVector.groups(of: driftVariance.count)).map { group in
      var vector = BandVector.zero
      for band in 4 * group..<min(4 * group + 4, driftVariance.count) { vector[band - 4 * group] = driftVariance[band] }
      return vector
    }
  }

  /// The dates on which one pixel was seen, with the basis they carry: shared by neighbours, so made once for many.
  struct Design: Sendable {
    let scenes: [Int]
    let basis: [[Float]]
    /// Per date what the basis leaves of a step there, in dates.
    let weights: [Float]
    /// Per date the variance along one axis of the displacement that a step there may owe, in square pixels; empty where
    /// all scenes lie exactly.
    let displaced: [Float]

    init(scenes: [Int], days: [Double], displacements: [Float]) {
      self.scenes = scenes
      basis = SeasonalBasis.orthonormal(scenes.map { days[$0] })
      weights = StepDetector.weights(basis, count: scenes.count)
      displaced = StepDetector.displaced(
        displacements.isEmpty ? [] : scenes.map { displacements[$0] }, basis, weights: weights)
    }
  }

  /// One pixel's clear dates, four bands to a vector. Arrays are reused between pixels.
  package struct Series: Sendable {
    var design: Design
    /// `[date * groups + group]`: what is left of the smoothed values once the basis has had its part.
    var residuals: [BandVector] = []
    var smooth: [BandVector] = []
    /// Per group of bands.
    package var variance: [BandVector] = []
    /// `[group * 2 + axis]`, see `SeriesBlock`; empty where the ground is level or no scene is displaced.
    var slopes: [BandVector] = []
    package var count: Int { design.scenes.count }
  }

  var groups: Int { BandVector.groups(of: noiseFloor.count) }

  package func emptySeries() -> Series { Series(design: Design(scenes: [], days: days, displacements: [])) }

  /// Fills `series` from `values` (`[scene * groups + group]`) where `seen`.
  /// - Parameter slopes: of the ground, `[group * 2 + axis]`; may be empty.
  package func load(
    _ series: inout Series, values: Span<BandVector>, seen: Span<Bool>, slopes: Span<BandVector>,
    scratch: inout [Float]
  ) {
    adopt(&series, seen: seen)
    series.slopes.removeAll(keepingCapacity: true)
    if !displacements.isEmpty { for index in slopes.indices { series.slopes.append(slopes[index]) } }
    let count = series.count
    let groups = groups
    series.variance.removeAll(keepingCapacity: true)
    guard count >= 2 * Self.persistence else {
      series.smooth.removeAll(keepingCapacity: true)
      series.residuals.removeAll(keepingCapacity: true)
      return
    }
    if series.smooth.count != count * groups { series.smooth = Array(repeating: .zero, count: count * groups) }
    if scratch.count != 4 * count { scratch = Array(repeating: 0, count: 4 * count) }
    for group in 0..<groups {
      smooth(&series, values, group: group, groups: groups, differences: &scratch)
      var variance = BandVector(repeating: 1)
      var differences = scratch.mutableSpan
      for band in 4 * group..<min(4 * group + 4, noiseFloor.count) {
        let start = (band - 4 * group) * count
        let median = Quantiles.upperMedian(&differences, in: start..<start + count - 1) ?? 0
        // 1.4826 / √2: the median absolute difference of neighbours to the deviation of one date.
        let deviation = max(noiseFloor[band], median * 1.0484)
        variance[band - 4 * group] = deviation * deviation
      }
      series.variance.append(variance)
    }
    series.residuals.removeAll(keepingCapacity: true)
    series.residuals.append(contentsOf: series.smooth)
    for vector in series.design.basis { Self.remove(vector, from: &series.residuals, groups: groups) }
  }

  /// Running medians over three dates, and per lane the absolute differences of neighbouring dates.
  private func smooth(
    _ series: inout Series, _ values: Span<BandVector>, group: Int, groups: Int, differences: inout [Float]
  ) {
    let design = series.design
    let scenes = design.scenes.span
    let count = scenes.count
    var smooth = series.smooth.mutableSpan
    var found = differences.mutableSpan
    // Differences are taken from the first value: sums of small numbers keep their digits in Float.
    let origin = values[scenes[0] * groups + group]
    var before = BandVector.zero
    var value = BandVector.zero
    for date in 0..<count {
      let after = date + 1 < count ? values[scenes[date + 1] * groups + group] - origin : value
      smooth[date * groups + group] = BandVector.middle(before, value, after)
      let difference = after - value
      for lane in 0..<4 { found[lane &* count &+ date] = abs(difference[lane]) }
      before = value
      value = after
    }
  }

  /// Keeps the design of the last pixel where the same scenes saw this one.
  private func adopt(_ series: inout Series, seen: Span<Bool>) {
    var position = 0
    var isSame = true
    let known = series.design.scenes
    for scene in seen.indices where seen[scene] {
      if position >= known.count || known[position] != scene {
        isSame = false
        break
      }
      position += 1
    }
    if isSame && position == known.count { return }
    series.design = Design(scenes: seen.indices.filter { seen[$0] }, days: days, displacements: displacements)
  }

  /// Subtracts from each band of `values` its part along the unit `vector`.
  private static func remove(_ vector: [Float], from values: inout [BandVector], groups: Int) {
    let unit = vector.span
    var rest = values.mutableSpan
    for group in 0..<groups {
      var product = BandVector.zero
      for date in unit.indices { product += unit[date] * rest[date * groups + group] }
      for date in unit.indices { rest[date * groups + group] -= product * unit[date] }
    }
  }

  /// Per date what `basis` leaves of a step there, in dates.
  private static func weights(_ basis: [[Float]], count: Int) -> [Float] {
    var weights = [Float](repeating: 0, count: count)
    var tails = [Float](repeating: 0, count: basis.count)
    for date in (0..<count).reversed() {
      weights[date] = Float(count - date)
      for index in basis.indices {
        tails[index] += basis[index][date]
        weights[date] -= tails[index] * tails[index]
      }
    }
    return weights
  }

  /// Per date the variance of the displacement that a step there may owe; empty if `deviations` are.
  ///
  /// A step is the sum over the dates of coefficients times values: those from it on and those before it sum up to 1 and
  /// to −1. What displaces the scenes of one state is taken to be common to them, each by its own deviation, as what
  /// changed, the sun and the sensor bend the alignment of all of them alike; so it does not average out. What differs from date to date
  /// is in the pixel's own noise. The two states are independent.
  private static func displaced(_ deviations: [Float], _ basis: [[Float]], weights: [Float]) -> [Float] {
    guard !deviations.isEmpty else { return [] }
    let whole = basis.map { vector in zip(vector, deviations).reduce(Float(0)) { $0 + $1.0 * $1.1 } }
    var result = weights
    var tails = [Float](repeating: 0, count: basis.count)
    var owed = tails
    var sum: Float = 0
    for date in deviations.indices.reversed() {
      sum += deviations[date]
      // Sums of coefficients times deviations, times the weight: from the date on, and before it.
      var (after, before) = (sum, Float(0))
      for index in basis.indices {
        tails[index] += basis[index][date]
        owed[index] += basis[index][date] * deviations[date]
        after -= tails[index] * owed[index]
        before -= tails[index] * (whole[index] - owed[index])
      }
      let weight = weights[date]
      result[date] = weight > 0 ? (after * after + before * before) / (weight * weight) : 0
    }
    return result
  }

  // MARK: - Search

  /// The date, as index among the clear ones, whose step explains most; `nil` where too few dates stand.
  package func strongest(_ series: Series) -> (date: Int, statistic: Float)? {
    strongest(
      series, weights: series.design.weights, displaced: series.design.displaced, residuals: series.residuals,
      taken: [])
  }

  private func strongest(
    _ series: Series, weights: [Float], displaced: [Float], residuals: [BandVector], taken: [Int]
  ) -> (date: Int, statistic: Float)? {
    let count = series.count
    guard count >= 2 * Self.persistence else { return nil }
    let groups = groups
    var tails = [BandVector](repeating: .zero, count: groups)
    var tailSpan = tails.mutableSpan
    let (rest, weight, variance, drift) = (residuals.span, weights.span, series.variance.span, drift.span)
    var best = (date: -1, statistic: Float(-1))
    for date in (Self.persistence..<count).reversed() {
      for group in 0..<groups { tailSpan[group] += rest[date &* groups &+ group] }
      guard date <= count - Self.persistence, weight[date] >= Self.leastWeight,
        taken.isEmpty || taken.allSatisfy({ abs($0 - date) >= Self.between })
      else { continue }
      var sum: Float = 0
      for group in 0..<groups {
        let step = tailSpan[group] / weight[date]
        let share = step * step / (variance[group] / weight[date] + drift[group])
        sum = share.sum(ofFirst: noiseFloor.count - 4 * group, from: sum)
      }
      let most = sum / Float(noiseFloor.count)
      // What displacement explains lowers the statistic, so it is asked for only where that would be the highest yet.
      guard most > best.statistic else { continue }
      let statistic =
        series.slopes.isEmpty
        ? most
        : max(0, sum - explained(series, tails: tailSpan.span, weight: weight[date], displaced: displaced[date]))
          / Float(noiseFloor.count)
      if statistic > best.statistic { best = (date, statistic) }
    }
    return best.date < 0 ? nil : best
  }

  /// How much of the sum over the bands of a step's squares over their variances displacement explains.
  private func explained(_ series: Series, tails: Span<BandVector>, weight: Float, displaced: Float) -> Float {
    var ground = DisplacedGround()
    for group in tails.indices {
      ground.add(
        tails[group] / weight, variance: series.variance[group] / weight + drift[group],
        slopes: (series.slopes[2 * group], series.slopes[2 * group + 1]), ofFirst: noiseFloor.count - 4 * group)
    }
    return ground.explained(variance: displaced)
  }

  /// The steps of at least `threshold`, in order of time, their sizes fitted together.
  package func steps(_ series: Series, threshold: Float) -> [PixelStep] {
    var basis = series.design.basis
    var weights = series.design.weights
    var displaced = series.design.displaced
    let deviations = displacements.isEmpty ? [] : series.design.scenes.map { displacements[$0] }
    var residuals = series.residuals
    var found: [(date: Int, statistic: Float)] = []
    while found.count < Self.maximumSteps,
      let next = strongest(
        series, weights: weights, displaced: displaced, residuals: residuals, taken: found.map(\.date)),
      next.statistic >= threshold
    {
      found.append(next)
      guard let vector = orthogonalStep(at: next.date, count: series.count, basis: basis) else { break }
      basis.append(vector)
      weights = Self.weights(basis, count: series.count)
      displaced = Self.displaced(deviations, basis, weights: weights)
      Self.remove(vector, from: &residuals, groups: groups)
    }
    found.sort { $0.date < $1.date }
    let sizes = sizes(series, dates: found.map(\.date))
    return found.enumerated().map { index, step in
      PixelStep(
        lastOld: series.design.scenes[step.date - 1], firstNew: series.design.scenes[step.date],
        statistic: step.statistic,
        change: sizes.map { $0[index] })
    }
  }

  private func orthogonalStep(at date: Int, count: Int, basis: [[Float]]) -> [Float]? {
    var vector = (0..<count).map { $0 >= date ? Float(1) : 0 }
    for other in basis {
      var product: Float = 0
      for index in 0..<count { product += vector[index] * other[index] }
      for index in 0..<count { vector[index] -= product * other[index] }
    }
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 1e-3 ? vector.map { $0 / length } : nil
  }

  /// Per band the sizes of the steps at `dates`, fitted together with the basis.
  private func sizes(_ series: Series, dates: [Int]) -> [[Float]] {
    let basis = series.design.basis
    let width = basis.count + dates.count
    var rows: [Double] = []
    rows.reserveCapacity(series.count * width)
    for date in 0..<series.count {
      for vector in basis { rows.append(Double(vector[date])) }
      for step in dates { rows.append(date >= step ? 1 : 0) }
    }
    return noiseFloor.indices.map { band in
      var equations = LeastSquares.NormalEquations(width: width)
      for date in 0..<series.count {
        equations.add(
          rows.span.extracting(date * width..<(date + 1) * width),
          value: Double(series.smooth[date * groups + band / 4][band % 4]))
      }
      return equations.solution.map { $0.suffix(dates.count).map(Float.init) } ?? dates.map { _ in 0 }
    }
  }

  /// Weight of a step at `date` alone and, per group of bands, its sizes: what calibration looks at.
  func size(_ series: Series, at date: Int) -> (steps: [BandVector], weight: Float)? {
    var weight = Float(series.count - date)
    for vector in series.design.basis {
      var sum: Float = 0
      for index in date..<series.count { sum += vector[index] }
      weight -= sum * sum
    }
    guard weight >= Self.leastWeight else { return nil }
    let groups = groups
    let steps = (0..<groups).map { group in
      var tail = BandVector.zero
      for index in date..<series.count { tail += series.residuals[index * groups + group] }
      return tail / weight
    }
    return (steps, weight)
  }
}
