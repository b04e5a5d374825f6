import Statistics

/// Breaks of one pixel, told scene by scene: the stochastic form of COLD. A scene costs the same work whatever came before;
/// only while no model stands, the dates of the start are looked at again.
///
/// Starting is as in `ReferenceBreaks`, on the dates since the last break; the smallest RMSE that is believed comes from
/// the dates of the start, for the whole series is not there yet. The model has at most 6 terms, and dates become part of
/// it when they leave the row of consecutive dates.
/// - Source: [Ye2021]
package struct SequentialBreaks: Sendable, Equatable {
  package enum Event: Sendable, Equatable {
    /// Masked, absent, or of a day that was seen.
    case notUsed
    /// Not yet enough stable dates for a model.
    case waiting
    /// A model stands from now on, and the row of dates after it holds no break.
    case modelStarted
    /// The row of dates is no break.
    case asExpected
    /// The earliest date of the row deviated alone and was dropped.
    case outlier(day: Double)
    case broke(day: Double)
  }

  private struct Observation: Sendable, Equatable {
    let day: Double
    let row: SIMD8<Double>
    let values: [BandLanes]
  }

  private struct Standing: Sendable, Equatable {
    var filter: SequentialFilter
    var squares: [SIMD8<Double>]
    var count: Int
    var firstDay: Double
    var lastDay: Double
    var leastRMSE: [BandLanes]
  }

  private let options: BreakOptions
  private let groups: Int
  private let limit: Float
  private let outlierLimit: Float
  private var origin: Double?
  private var lastDay = -Double.infinity
  /// Without a model the dates since the last break, with one the consecutive dates that it has not taken in.
  private var waiting: [Observation] = []
  private var start = 0
  private var standing: Standing?
  /// Models that ended with a break.
  package private(set) var segments: [SeriesSegment] = []

  /// - Throws: `badOption`
  package init(options: BreakOptions) throws(ChangesError) {
    self.options = try options.checked()
    groups = BandLanes.groups(of: options.bandCount)
    limit = Float(options.changeThreshold)
    outlierLimit = Float(options.outlierThreshold)
  }

  package var breakDays: [Double] { segments.compactMap(\.breakDay) }

  /// Observations that are kept: bounded, whatever the length of the series.
  package var keptCount: Int { waiting.count }

  /// A new scene.
  /// - Parameter values: of each band; looked at only where `isClear`.
  /// - Throws: `datesOutOfOrder` where the day is before the last one's; `wrongCount`.
  package mutating func add(day: Double, values: [Float], isClear: Bool) throws(ChangesError) -> Event {
    guard day.isFinite, day >= lastDay else {
      throw ChangesError(
        .datesOutOfOrder, at: "day \(day)", "Day \(lastDay) was added before.", mend: "Add scenes in order of time.")
    }
    guard values.count == options.bandCount else {
      throw ChangesError(
        .wrongCount, at: "day \(day)", "\(values.count) values for \(options.bandCount) bands.",
        mend: "Give one value for each band.")
    }
    let (least, most) = (Float(options.leastValue), Float(options.mostValue))
    guard isClear, day > lastDay, values.allSatisfy({ $0 > least && $0 < most }) else { return .notUsed }
    lastDay = day
    let origin = self.origin ?? day
    self.origin = origin
    waiting.append(observation(day, values, origin))
    guard standing != nil else { return startIfStable() }
    return waiting.count < options.consecutiveDates ? .asExpected : watch()
  }

  private func observation(_ day: Double, _ values: [Float], _ origin: Double) -> Observation {
    let terms = HarmonicModel.terms(day: day, originDay: origin)
    var row = SIMD8<Double>.zero
    for term in 0..<8 { row[term] = terms[term] }
    let lanes = (0..<groups).map { group in
      var lanes = BandLanes.zero
      for lane in 0..<min(8, values.count - group * 8) { lanes[lane] = values[group * 8 + lane] }
      return lanes
    }
    return Observation(day: day, row: row, values: lanes)
  }

  // MARK: Starting

  private mutating func startIfStable() -> Event {
    // Without a model nothing older than the longest possible start is kept.
    while waiting.count > Self.mostWaiting {
      waiting.removeFirst()
      start = max(0, start - 1)
    }
    let end = waiting.count - options.consecutiveDates
    guard end - start >= BreakOptions.startingDates,
      waiting[end - 1].day - waiting[start].day >= BreakOptions.daysInYear
    else { return .waiting }
    for index in start..<end - 1 where waiting[index + 1].day - waiting[index].day > options.longestGap {
      waiting.removeFirst(index + 1)
      start = 0
      return .waiting
    }
    let least = leastRMSE()
    let flagged = flags(from: start, least: least)
    let kept = (start..<end).filter { !flagged[$0 - start] }
    guard kept.count >= BreakOptions.startingDates, let last = kept.last,
      waiting[last].day - waiting[kept[0]].day >= BreakOptions.daysInYear
    else { return .waiting }
    let fit = fitting(kept)
    guard isStable(fit, kept, least) else {
      start += 1
      return .waiting
    }
    stand(fit, kept, least)
    waiting.removeFirst(end)
    start = 0
    let event = watch()
    return event == .asExpected ? .modelStarted : event
  }

  private static let mostWaiting = 200

  private func band(_ band: Int, of index: Int) -> Double { Double(waiting[index].values[band / 8][band % 8]) }

  private func leastRMSE() -> [Double] {
    (0..<options.bandCount).map { band in
      let steps = (1..<waiting.count).map { abs(self.band(band, of: $0) - self.band(band, of: $0 - 1)) }
      return max(Quantiles.median(steps) ?? 0, options.smallestRMSE)
    }
  }

  private func flags(from start: Int, least: [Double]) -> [Bool] {
    let window = start..<waiting.count
    return ReferenceScreen.flagged(
      days: window.map { waiting[$0].day },
      bands: options.screeningBands.map { band in window.map { self.band(band, of: $0) } },
      limits: options.screeningBands.map { options.screeningFactor * least[$0] })
  }

  /// Of each band the coefficients, and the residuals of the dates.
  private func fitting(_ indices: [Int]) -> [(coefficients: [Double], residuals: [Double])] {
    let terms = min(BreakOptions.terms(dates: indices.count), SequentialFilter.terms)
    let rows = indices.map { index in (1..<terms).map { waiting[index].row[$0] } }
    return (0..<options.bandCount).map { band in
      let values = indices.map { self.band(band, of: $0) }
      let own = ReferenceLasso.fit(rows: rows, values: values, penalty: options.penalty)
      let residuals = zip(values, rows).map { value, row in
        value - own[0] - zip(own.dropFirst(), row).reduce(0) { $0 + $1.0 * $1.1 }
      }
      return (own + [Double](repeating: 0, count: BreakOptions.mostTerms - terms), residuals)
    }
  }

  private func rmse(_ residuals: [Double]) -> Double {
    let terms = min(BreakOptions.terms(dates: residuals.count), SequentialFilter.terms)
    return (residuals.reduce(0) { $0 + $1 * $1 } / Double(residuals.count - terms)).squareRoot()
  }

  private func isStable(
    _ fit: [(coefficients: [Double], residuals: [Double])], _ indices: [Int], _ least: [Double]
  ) -> Bool {
    let years = (waiting[indices[indices.count - 1]].day - waiting[indices[0]].day) / BreakOptions.daysInYear
    let sum = options.detectionBands.reduce(0.0) { sum, band in
      let residuals = fit[band].residuals
      let size = abs(fit[band].coefficients[1] * years) + max(abs(residuals[0]), abs(residuals[residuals.count - 1]))
      let multiple = size / max(least[band], rmse(residuals))
      return sum + multiple * multiple
    }
    return Float(sum) <= limit
  }

  private mutating func stand(
    _ fit: [(coefficients: [Double], residuals: [Double])], _ indices: [Int], _ least: [Double]
  ) {
    var squares = [SIMD8<Double>](repeating: .zero, count: groups)
    var leastLanes = [BandLanes](repeating: BandLanes(repeating: 1), count: groups)
    for band in 0..<options.bandCount {
      squares[band / 8][band % 8] = fit[band].residuals.reduce(0) { $0 + $1 * $1 }
      leastLanes[band / 8][band % 8] = Float(least[band])
    }
    let noise = fit.enumerated().map { band, own in
      let error = max(rmse(own.residuals), least[band])
      return error * error
    }
    let rows = indices.map { index in (0..<BreakOptions.mostTerms).map { waiting[index].row[$0] } }
    let last = waiting[indices[indices.count - 1]]
    standing = Standing(
      filter: SequentialFilter(coefficients: fit.map(\.coefficients), noise: noise, rows: rows), squares: squares,
      count: indices.count, firstDay: waiting[indices[0]].day, lastDay: last.day, leastRMSE: leastLanes)
  }

  // MARK: Watching

  private mutating func watch() -> Event {
    guard var model = standing else { return .waiting }
    let row = waiting.map { deviation($0, model) }
    let sizes = row.map { size($0.multiples) }
    let first = waiting[0]
    if sizes.allSatisfy({ $0 > limit }), isOneWay(row.map(\.multiples)) {
      segments.append(described(model, breakDay: first.day, probability: 1, deviations: row.map(\.deviations)))
      standing = nil
      return .broke(day: first.day)
    }
    waiting.removeFirst()
    if sizes[0] > outlierLimit { return .outlier(day: first.day) }
    model.filter.pass(days: first.day - model.lastDay, row: first.row)
    for group in 0..<groups {
      let innovation = model.filter.update(SIMD8<Double>(first.values[group]), row: first.row, group: group)
      model.squares[group] += innovation * innovation
    }
    model.count += 1
    model.lastDay = first.day
    standing = model
    return .asExpected
  }

  private func deviation(_ one: Observation, _ model: Standing) -> (deviations: [BandLanes], multiples: [BandLanes]) {
    var result: (deviations: [BandLanes], multiples: [BandLanes]) = ([], [])
    for group in 0..<groups {
      let deviation = one.values[group] - BandLanes(model.filter.value(one.row, group: group))
      let freedom = Double(max(model.count - SequentialFilter.terms, 1))
      let rmse = BandLanes((model.squares[group] / freedom).squareRoot())
      result.deviations.append(deviation)
      var multiple = deviation / BandLanes.larger(rmse, model.leastRMSE[group])
      for lane in 0..<8 where !options.detectionBands.contains(group * 8 + lane) { multiple[lane] = 0 }
      result.multiples.append(multiple)
    }
    return result
  }

  private func size(_ multiples: [BandLanes]) -> Float { multiples.reduce(0) { $0 + ($1 * $1).total } }

  private func isOneWay(_ vectors: [[BandLanes]]) -> Bool {
    guard vectors.count > 1 else { return true }
    let sum = (1..<vectors.count).reduce(0.0) { sum, index in
      let product = zip(vectors[index - 1], vectors[index]).reduce(Float(0)) { $0 + ($1.0 * $1.1).total }
      return sum
        + DeviationAngle.radians(
          product: Double(product), squares: Double(size(vectors[index - 1])) * Double(size(vectors[index])))
    }
    return sum / Double(vectors.count - 1) < options.largestMeanAngle
  }

  /// The model that stands, with the share of the last dates that already deviate; `nil` without one.
  package var open: SeriesSegment? {
    guard let model = standing else { return nil }
    let row = waiting.map { deviation($0, model) }
    var deviating = 0
    while deviating < row.count, size(row[row.count - 1 - deviating].multiples) > limit,
      isOneWay(row.suffix(deviating + 1).map(\.multiples))
    {
      deviating += 1
    }
    let first = deviating > 0 ? waiting[waiting.count - deviating].day : nil
    return described(
      model, breakDay: first, probability: Double(deviating) / Double(options.consecutiveDates),
      deviations: row.suffix(deviating).map(\.deviations))
  }

  private func described(_ model: Standing, breakDay: Double?, probability: Double, deviations: [[BandLanes]])
    -> SeriesSegment
  {
    let freedom = Double(max(model.count - SequentialFilter.terms, 1))
    var coefficients: [Float] = []
    for band in 0..<options.bandCount {
      for term in 0..<BreakOptions.mostTerms {
        coefficients.append(
          term < SequentialFilter.terms ? Float(model.filter.state[term * groups + band / 8][band % 8]) : 0)
      }
    }
    return SeriesSegment(
      kind: .stable, firstDay: model.firstDay, lastDay: model.lastDay, breakDay: breakDay,
      changeProbability: probability, dateCount: model.count, termCount: SequentialFilter.terms,
      model: HarmonicModel(originDay: origin ?? model.firstDay, coefficients: coefficients),
      rmse: (0..<options.bandCount).map { Float((model.squares[$0 / 8][$0 % 8] / freedom).squareRoot()) },
      magnitude: (0..<options.bandCount).map { band in
        Float(Quantiles.median(deviations.map { Double($0[band / 8][band % 8]) }) ?? 0)
      })
  }
}
