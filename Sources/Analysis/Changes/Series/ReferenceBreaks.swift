import Statistics

/// COLD in its plain form: one pixel, one band after the other, everything reckoned anew. `BreakDetector` is the fast one.
///
/// Where the papers leave a choice, it is taken as COLD's users know it:
/// - RMSE is never taken smaller than the band's median step between neighbouring clear dates of the whole series.
/// - The first of several values on a day counts.
/// - Screening also sees the consecutive dates after the window but only removes dates of the window, for good.
/// - The starting test adds up the bands' (|trend over the window| + larger of the end residuals) / RMSE squared; the
///   2014 paper averages |trend|, |first| and |last| over 3 RMSE and tests each.
/// - A started model is first extended backwards, to the last break or the gap it started after; six dates or more that
///   it does not explain before the first model get a model of 4 terms, and its end counts as a break.
/// - A date whose deviations were tested keeps them when the model is fitted again, once there are more than 24 dates.
/// - RMSE of the test is then that of the dates nearest in season, three for each term, not over all years.
package struct ReferenceBreaks {
  private struct Fit {
    var coefficients: [[Double]]
    var residuals: [[Double]]
    var rmse: [Double]
  }

  private let options: BreakOptions
  private let origin: Double
  private let limit: Double
  private let outlierLimit: Double
  private let leastRMSE: [Double]
  private var days: [Double]
  private var values: [[Double]]
  private var rows: [[Double]]

  /// Window of the model, and where the first one may begin.
  private var start = 0
  private var end = BreakOptions.startingDates
  private var first = 0
  private var fit = Fit(coefficients: [], residuals: [], rmse: [])
  private var fitted = 0..<0
  private var terms = BreakOptions.fewestTerms
  private var isWatching = false
  private var isFresh = false
  private var datesAtRefit = 0
  /// Deviations of the consecutive dates after the window, of every band and as multiples of RMSE.
  private var deviations: [[Double]] = []
  private var multiples: [[Double]] = []
  private var segments: [SeriesSegment] = []
  private var current: SeriesSegment?

  /// Breaks of one pixel.
  /// - Parameters:
  ///   - days: in any unit-day count, not falling.
  ///   - values: of each date, all bands.
  ///   - clear: whether the masks call the date clear.
  /// - Throws: `datesOutOfOrder`, `wrongCount`, `badOption`.
  package static func breaks(days: [Double], values: [[Double]], clear: [Bool], options: BreakOptions)
    throws(ChangesError) -> SeriesBreaks
  {
    _ = try SeriesDates(days: days)
    let options = try options.checked()
    guard values.count == days.count, clear.count == days.count, values.allSatisfy({ $0.count == options.bandCount })
    else {
      throw ChangesError(
        .wrongCount, at: "series", "\(values.count) dates of values and \(clear.count) marks for \(days.count) days.",
        mend: "Give \(options.bandCount) values and one mark for each day.")
    }
    var kept: [Int] = []
    for index in days.indices where clear[index] && kept.last.map({ days[$0] < days[index] }) ?? true {
      if values[index].allSatisfy({ $0 > options.leastValue && $0 < options.mostValue }) { kept.append(index) }
    }
    let clearDays = kept.map { days[$0] }
    if let refusal = SeriesBreaks.refusal(days: clearDays, options) {
      return SeriesBreaks(segments: [], refusal: refusal)
    }
    var run = ReferenceBreaks(
      days: clearDays, values: kept.map { values[$0] }, origin: days[0], options: options)
    return run.result()
  }

  private init(days: [Double], values: [[Double]], origin: Double, options: BreakOptions) {
    self.days = days
    self.values = values
    self.origin = origin
    self.options = options
    limit = options.changeThreshold
    outlierLimit = options.outlierThreshold
    rows = days.map { HarmonicModel.terms(day: $0, originDay: origin) }
    leastRMSE = (0..<options.bandCount).map { band in
      let steps = (1..<values.count).map { abs(values[$0][band] - values[$0 - 1][band]) }
      return max(Quantiles.median(steps) ?? 0, options.smallestRMSE)
    }
  }

  private mutating func result() -> SeriesBreaks {
    while end + options.consecutiveDates <= days.count {
      if end - start >= BreakOptions.startingDates, days[end - 1] - days[start] >= BreakOptions.daysInYear {
        if !isWatching, !starts() { continue }
        watch()
      }
      end += 1
    }
    finish()
    return SeriesBreaks(segments: segments, refusal: segments.isEmpty ? .neverStable : nil)
  }

  // MARK: Starting

  /// Whether a model starts on the window; where not, the window has moved on.
  private mutating func starts() -> Bool {
    let gaps = (start..<end - 1).map { days[$0 + 1] - days[$0] }
    if let gap = gaps.max(), gap > options.longestGap {
      (start, end, first) = (start + 1, end + 1, start + 1)
      return false
    }
    let flagged = flags(start..<end + options.consecutiveDates)
    let kept = (start..<end).filter { !flagged[$0 - start] }
    guard kept.count >= BreakOptions.startingDates, let last = kept.last,
      days[last] - days[kept[0]] >= BreakOptions.daysInYear
    else {
      end += 1
      return false
    }
    for index in (start..<end).reversed() where flagged[index - start] { remove(index) }
    end = start + kept.count
    fit = fitting(start..<end, terms: BreakOptions.fewestTerms)
    guard isStable else {
      (start, end) = (start + 1, end + 1)
      return false
    }
    (isWatching, isFresh) = (true, true)
    let earliest = segments.last?.breakDay.flatMap { day in days.firstIndex { $0 >= day } } ?? first
    let magnitude = extendBackwards(to: earliest)
    if segments.isEmpty, start - first >= BreakOptions.provisionalDates {
      let provisional = first..<start
      let early = fitting(provisional, terms: BreakOptions.fewestTerms)
      var segment = described(early, provisional, terms: BreakOptions.fewestTerms, .beforeFirst)
      segment.breakDay = days[start]
      segment.changeProbability = 1
      segment.magnitude = magnitude
      segments.append(segment)
    }
    return true
  }

  private func flags(_ window: Range<Int>) -> [Bool] {
    ReferenceScreen.flagged(
      days: Array(days[window]), bands: options.screeningBands.map { band in window.map { values[$0][band] } },
      limits: options.screeningBands.map { options.screeningFactor * leastRMSE[$0] })
  }

  private var isStable: Bool {
    let years = (days[end - 1] - days[start]) / BreakOptions.daysInYear
    let sum = options.detectionBands.reduce(0.0) { sum, band in
      let residuals = fit.residuals[band]
      let size =
        abs(fit.coefficients[band][1] * years)
        + max(abs(residuals[0]), abs(residuals[residuals.count - 1]))
      let multiple = size / rmse(band)
      return sum + multiple * multiple
    }
    return sum <= limit
  }

  private func rmse(_ band: Int) -> Double { max(leastRMSE[band], fit.rmse[band]) }

  /// Takes dates in front of the window into it until a break.
  /// - Returns: per band what the model expects less what was observed, over the dates last looked at.
  private mutating func extendBackwards(to earliest: Int) -> [Float] {
    var seen: [[Double]] = []
    var index = start - 1
    while index >= earliest {
      let count = min(index - earliest + 1, options.consecutiveDates)
      seen = (0..<count).map { deviation(of: index - $0, terms: BreakOptions.fewestTerms) }
      let scaled = seen.map { one in options.detectionBands.map { one[$0] / rmse($0) } }
      if isBreak(scaled) { break }
      if square(scaled[0]) > outlierLimit {
        remove(index)
        end -= 1
      }
      start = index
      index -= 1
    }
    return medians(seen).map { -$0 }
  }

  // MARK: Watching

  private mutating func watch() {
    let count = end - start
    terms = BreakOptions.terms(dates: count)
    if datesAtRefit == 0 { datesAtRefit = count }
    if isFresh || count <= BreakOptions.datesPerTerm * BreakOptions.mostTerms {
      isFresh = false
      refit()
      deviations = (0..<options.consecutiveDates).map { deviation(of: end + $0, terms: terms) }
      multiples = deviations.map { one in options.detectionBands.map { one[$0] / rmse($0) } }
    } else {
      if end - fitted.upperBound > Int(Double(datesAtRefit) * BreakOptions.growthBeforeRefit) {
        datesAtRefit = count
        refit()
      }
      current?.lastDay = days[end - 1]
      let newest = end + options.consecutiveDates - 1
      let seasonal = seasonalRMSE(day: days[newest])
      let one = deviation(of: newest, terms: terms)
      deviations = deviations.dropFirst() + [one]
      multiples = multiples.dropFirst() + [options.detectionBands.map { one[$0] / max(leastRMSE[$0], seasonal[$0]) }]
    }
    if isBreak(multiples) {
      close(breakDay: days[end], probability: 1, magnitude: medians(deviations))
      start = end
      isWatching = false
      datesAtRefit = 0
    } else if square(multiples[0]) > outlierLimit {
      remove(end)
      end -= 1
    }
  }

  private mutating func refit() {
    fitted = start..<end
    fit = fitting(fitted, terms: terms)
    current = described(fit, fitted, terms: terms, .stable)
  }

  /// RMSE of the model's dates that lie nearest to `day` in the year, three for each term.
  private func seasonalRMSE(day: Double) -> [Double] {
    let fittedTerms = current?.termCount ?? terms
    let count = BreakOptions.datesPerTerm * fittedTerms
    let year = BreakOptions.daysInYear
    let distances = fitted.map { index -> Double in
      let apart = days[index] - day
      return abs((apart / year).rounded() * year - apart)
    }
    let nearest = distances.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(count)
    return (0..<options.bandCount).map { band in
      let sum = nearest.reduce(0.0) { $0 + fit.residuals[band][$1] * fit.residuals[band][$1] }
      return (sum / Double(count - fittedTerms)).squareRoot()
    }
  }

  // MARK: The end of the series

  private mutating func finish() {
    guard isWatching else { return finishUnstarted() }
    let count = options.consecutiveDates
    // Dates from `stable` on deviate.
    let stable = (0..<count).last { square(multiples[$0]) <= limit || !isOneWay(Array(multiples[$0...])) }.map {
      $0 + 1
    }
    let deviating = count - (stable ?? count)
    current?.lastDay = days[days.count - 1 - deviating]
    close(
      breakDay: deviating > 0 ? days[days.count - deviating] : nil,
      probability: Double(deviating) / Double(count),
      magnitude: medians(deviating > 0 ? Array(deviations.suffix(deviating)) : []))
  }

  private mutating func finishUnstarted() {
    var from = segments.last?.breakDay.flatMap { day in days.firstIndex { $0 >= day } } ?? 0
    if segments.isEmpty { from = 0 }
    guard days.count - from >= BreakOptions.provisionalDates else { return }
    let flagged = flags(from..<days.count)
    for index in (from..<days.count).reversed() where flagged[index - from] { remove(index) }
    guard days.count - from >= BreakOptions.provisionalDates else { return }
    let window = from..<days.count
    segments.append(
      described(fitting(window, terms: BreakOptions.fewestTerms), window, terms: BreakOptions.fewestTerms, .afterLast))
  }

  // MARK: Parts

  private mutating func remove(_ index: Int) {
    days.remove(at: index)
    values.remove(at: index)
    rows.remove(at: index)
  }

  private func fitting(_ window: Range<Int>, terms: Int) -> Fit {
    let design = window.map { Array(rows[$0][1..<terms]) }
    var result = Fit(coefficients: [], residuals: [], rmse: [])
    for band in 0..<options.bandCount {
      let observed = window.map { values[$0][band] }
      let coefficients = ReferenceLasso.fit(rows: design, values: observed, penalty: options.penalty)
      let residuals = zip(observed, design).map { value, row in
        value - coefficients[0] - zip(coefficients.dropFirst(), row).reduce(0) { $0 + $1.0 * $1.1 }
      }
      result.coefficients.append(coefficients + [Double](repeating: 0, count: BreakOptions.mostTerms - terms))
      result.residuals.append(residuals)
      let sum = residuals.reduce(0) { $0 + $1 * $1 }
      result.rmse.append((sum / Double(window.count - terms)).squareRoot())
    }
    return result
  }

  private func deviation(of index: Int, terms: Int) -> [Double] {
    (0..<options.bandCount).map { band in
      values[index][band] - (0..<terms).reduce(0) { $0 + fit.coefficients[band][$1] * rows[index][$1] }
    }
  }

  private func square(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 } }

  private func isBreak(_ vectors: [[Double]]) -> Bool {
    vectors.allSatisfy { square($0) > limit } && isOneWay(vectors)
  }

  /// Whether neighbouring deviations point the same way on average; one alone does.
  private func isOneWay(_ vectors: [[Double]]) -> Bool {
    guard vectors.count > 1 else { return true }
    let sum = (1..<vectors.count).reduce(0.0) { $0 + DeviationAngle.between(vectors[$1 - 1], vectors[$1]) }
    return sum / Double(vectors.count - 1) < options.largestMeanAngle
  }

  private func medians(_ vectors: [[Double]]) -> [Float] {
    (0..<options.bandCount).map { band in Float(Quantiles.median(vectors.map { $0[band] }) ?? 0) }
  }

  private func described(_ fit: Fit, _ window: Range<Int>, terms: Int, _ kind: SeriesSegment.Kind) -> SeriesSegment {
    SeriesSegment(
      kind: kind, firstDay: days[window.lowerBound], lastDay: days[window.upperBound - 1], breakDay: nil,
      changeProbability: 0, dateCount: window.count, termCount: terms,
      model: HarmonicModel(originDay: origin, coefficients: fit.coefficients.flatMap { $0.map(Float.init) }),
      rmse: fit.rmse.map(Float.init), magnitude: [Float](repeating: 0, count: options.bandCount))
  }

  private mutating func close(breakDay: Double?, probability: Double, magnitude: [Float]) {
    guard var segment = current else { return }
    segment.breakDay = breakDay
    segment.changeProbability = probability
    segment.magnitude = magnitude
    segments.append(segment)
    current = nil
  }
}
