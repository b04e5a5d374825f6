import Foundation
import Statistics

/// Finds steps in the series of one pixel at a time.
///
/// A pixel's clear dates are modelled as a constant, an annual wave (season, and the shadows that follow the sun) and
/// steps that last. Steps are added one at a time, the one that explains most first; at least `persistence` clear dates
/// must stand on either side. A running median over three dates first removes what lasts one date only. The statistic
/// is the squared step over its variance σ²/n′ + τ²: σ the pixel's own noise from date to date, n′ what is left of the
/// dates once the wave has had its part, τ what drifts over the whole work area and does not average out.
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
  /// Per band: the least noise believed of any pixel, and τ².
  package let noiseFloor: [Float]
  package let driftVariance: [Float]

  package init(days: [Double], noiseFloor: [Float], driftVariance: [Float]) {
    precondition(noiseFloor.count == driftVariance.count, "one floor and one drift a band")
    self.days = days
    self.noiseFloor = noiseFloor
    self.driftVariance = driftVariance
  }

  /// The dates on which one pixel was seen, with the basis they carry: shared by neighbours, so made once for many.
  struct Design: Sendable {
    let scenes: [Int]
    let basis: [[Float]]

    init(scenes: [Int], days: [Double]) {
      self.scenes = scenes
      basis = SeasonalBasis.orthonormal(scenes.map { days[$0] })
    }
  }

  /// One pixel's clear dates. Arrays are reused between pixels.
  package struct Series: Sendable {
    var design: Design
    /// Band-major: what is left of the smoothed values once the basis has had its part.
    var residuals: [Float] = []
    var smooth: [Float] = []
    package var variance: [Float] = []
    package var count: Int { design.scenes.count }
  }

  package func emptySeries() -> Series { Series(design: Design(scenes: [], days: days)) }

  /// Fills `series` from `values` (`[band * sceneCount + scene]`) where `seen`.
  package func load(
    _ series: inout Series, values: Span<Float>, seen: Span<Bool>, sceneCount: Int, scratch: inout [Float]
  ) {
    adopt(&series, seen: seen, sceneCount: sceneCount)
    let scenes = series.design.scenes
    let count = scenes.count
    series.residuals.removeAll(keepingCapacity: true)
    series.smooth.removeAll(keepingCapacity: true)
    series.variance.removeAll(keepingCapacity: true)
    guard count >= 2 * Self.persistence else { return }
    for band in noiseFloor.indices {
      let start = band * sceneCount
      scratch.removeAll(keepingCapacity: true)
      // Differences are taken from the first value: sums of small numbers keep their digits in Float.
      let origin = values[start + scenes[0]]
      var before: Float = 0
      var value: Float = 0
      for date in 0..<count {
        let after = date + 1 < count ? values[start + scenes[date + 1]] - origin : value
        if date == 0 { before = value }
        series.smooth.append(max(min(before, value), min(max(before, value), after)))
        if date > 0 { scratch.append(abs(value - before)) }
        before = value
        value = after
      }
      // 1.4826 / √2: the median absolute difference of neighbours to the deviation of one date.
      let deviation = max(noiseFloor[band], Self.median(&scratch) * 1.0484)
      series.variance.append(deviation * deviation)
    }
    series.residuals = series.smooth
    for vector in series.design.basis { Self.remove(vector, from: &series.residuals, count: count) }
  }

  /// Keeps the design of the last pixel where the same scenes saw this one.
  private func adopt(_ series: inout Series, seen: Span<Bool>, sceneCount: Int) {
    var position = 0
    var isSame = true
    let known = series.design.scenes
    for scene in 0..<sceneCount where seen[scene] {
      if position >= known.count || known[position] != scene {
        isSame = false
        break
      }
      position += 1
    }
    if isSame && position == known.count { return }
    series.design = Design(scenes: (0..<sceneCount).filter { seen[$0] }, days: days)
  }

  /// Subtracts from each band of `values` its part along the unit `vector`.
  private static func remove(_ vector: [Float], from values: inout [Float], count: Int) {
    let unit = vector.span
    var rest = values.mutableSpan
    for start in stride(from: 0, to: rest.count, by: max(count, 1)) {
      var product: Float = 0
      for date in 0..<count { product += unit[date] * rest[start + date] }
      for date in 0..<count { rest[start + date] -= product * unit[date] }
    }
  }

  // MARK: - Search

  /// The date, as index among the clear ones, whose step explains most; `nil` where too few dates stand.
  package func strongest(_ series: Series) -> (date: Int, statistic: Float)? {
    strongest(series, basis: series.design.basis, residuals: series.residuals, taken: [])
  }

  private func strongest(
    _ series: Series, basis: [[Float]], residuals: [Float], taken: [Int]
  ) -> (date: Int, statistic: Float)? {
    let count = series.count
    let bands = noiseFloor.count
    guard count >= 2 * Self.persistence else { return nil }
    var tails = [Float](repeating: 0, count: bands)
    var basisTails = [Float](repeating: 0, count: basis.count)
    var best: (date: Int, statistic: Float)?
    for date in (1..<count).reversed() {
      for band in 0..<bands { tails[band] += residuals[band * count + date] }
      var weight = Float(count - date)
      for index in basis.indices {
        basisTails[index] += basis[index][date]
        weight -= basisTails[index] * basisTails[index]
      }
      guard date >= Self.persistence, count - date >= Self.persistence, weight >= Self.leastWeight,
        taken.allSatisfy({ abs($0 - date) >= Self.between })
      else { continue }
      var sum: Float = 0
      for band in 0..<bands {
        let step = tails[band] / weight
        sum += step * step / (series.variance[band] / weight + driftVariance[band])
      }
      let statistic = sum / Float(bands)
      if statistic > best?.statistic ?? -1 { best = (date, statistic) }
    }
    return best
  }

  /// The steps of at least `threshold`, in order of time, their sizes fitted together.
  package func steps(_ series: Series, threshold: Float) -> [PixelStep] {
    var basis = series.design.basis
    var residuals = series.residuals
    var found: [(date: Int, statistic: Float)] = []
    while found.count < Self.maximumSteps,
      let next = strongest(series, basis: basis, residuals: residuals, taken: found.map(\.date)),
      next.statistic >= threshold
    {
      found.append(next)
      guard let vector = orthogonalStep(at: next.date, count: series.count, basis: basis) else { break }
      basis.append(vector)
      Self.remove(vector, from: &residuals, count: series.count)
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
    let rows = (0..<series.count).map { date in
      series.design.basis.map { Double($0[date]) } + dates.map { date >= $0 ? 1.0 : 0 }
    }
    return noiseFloor.indices.map { band in
      let values = (0..<series.count).map { Double(series.smooth[band * series.count + $0]) }
      let solution = LeastSquares.solve(rows: rows, values: values)
      return solution.map { $0.suffix(dates.count).map(Float.init) } ?? dates.map { _ in 0 }
    }
  }

  /// Size and weight of a step at `date` alone: what calibration looks at.
  func size(_ series: Series, at date: Int, band: Int) -> (step: Float, weight: Float)? {
    var tail: Float = 0
    for index in date..<series.count { tail += series.residuals[band * series.count + index] }
    var weight = Float(series.count - date)
    for vector in series.design.basis {
      var sum: Float = 0
      for index in date..<series.count { sum += vector[index] }
      weight -= sum * sum
    }
    return weight >= Self.leastWeight ? (tail / weight, weight) : nil
  }

  /// Median by partial selection; `values` is reordered. 0 for none.
  static func median(_ values: inout [Float]) -> Float { Quantiles.upperMedian(&values) ?? 0 }
}
