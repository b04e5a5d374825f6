/// The walk through the dates for several pixels at once.
struct OmnibusKernel<Form: CovarianceLanes> {
  let table: OmnibusTable
  let logRate: Double
  /// Of the series: how far its bands lie apart.
  let pixelCount: Int

  /// Since the last change.
  private struct Segment {
    var sum = Form()
    /// ln|sum|.
    var logarithm = PixelLanes.zero
    /// Dates in it.
    var dates = PixelLanes.zero
  }

  /// Of all dates.
  struct Tally {
    var seen = PixelLanes.zero
    var changes = PixelLanes.zero
    var first = PixelLanes(repeating: -1)
    var last = PixelLanes(repeating: -1)
  }

  /// Walks the pixels from `start` on, as many as there are lanes, up to `end`. `logTails` and `outcomes` hold
  /// `length` pixels of each date, of which these are those from `place` on.
  @inline(__always)
  func walk(
    _ values: Span<Float>, from start: Int, to end: Int, dateCount: Int, place: Int, length: Int,
    _ logTails: inout MutableSpan<Double>, _ outcomes: inout MutableSpan<UInt8>
  ) -> Tally {
    let count = min(PixelLanes.scalarCount, end - start)
    var (segment, tally) = (Segment(), Tally())
    var (offset, target) = (0, place)
    for date in 0..<dateCount {
      let here = Form(loading: values, from: offset &+ start, to: offset &+ end, stride: pixelCount)
      let (logTail, outcome) = step(here, date, &segment, &tally)
      for lane in 0..<count {
        logTails[target &+ lane] = logTail[lane]
        outcomes[target &+ lane] = UInt8(truncatingIfNeeded: outcome[lane])
      }
      offset &+= pixelCount &* Form.covariance.bandCount
      target &+= length
    }
    return tally
  }

  @inline(__always)
  private func step(
    _ read: Form, _ date: Int, _ segment: inout Segment, _ tally: inout Tally
  ) -> (logTail: PixelLanes, outcome: SIMD8<Int64>) {
    let seen = read.isSeen
    // Numbers that can be reckoned with, where there are none.
    let here = Form().replacing(with: read, where: seen)
    let isFirst = segment.dates .== 0
    let sum = here.replacing(with: segment.sum.adding(here), where: .!isFirst)
    let itself = here.determinant.naturalLogarithm
    let logarithm = sum.determinant.naturalLogarithm
    let dates = segment.dates + 1
    let row = table.row(dates)
    let braces = row.constant + segment.dates * segment.logarithm + itself - dates * logarithm
    let x = PixelLanes.larger(-table.looks * row.rho * braces, .zero)
    let tested = seen .& .!isFirst
    let logTail = PixelLanes.zero.replacing(with: table.tail.logTail(x, omega: row.omega), where: tested)
    let changed = tested .& (logTail .< PixelLanes(repeating: logRate))
    var outcome = SIMD8<Int64>.zero.replacing(with: code(.opening), where: seen)
    outcome.replace(with: code(.unchanged), where: tested)
    tally.seen.replace(with: tally.seen + 1, where: seen)
    segment.sum = segment.sum.replacing(with: sum, where: seen)
    segment.logarithm.replace(with: logarithm, where: seen)
    let before = segment.dates
    segment.dates.replace(with: dates, where: seen)
    if any(changed) {
      outcome.replace(with: sign(here, before, sum), where: changed)
      tally.first.replace(with: PixelLanes(repeating: Double(date)), where: changed .& (tally.changes .== 0))
      tally.last.replace(with: PixelLanes(repeating: Double(date)), where: changed)
      tally.changes.replace(with: tally.changes + 1, where: changed)
      segment.sum = segment.sum.replacing(with: here, where: changed)
      segment.logarithm.replace(with: itself, where: changed)
      segment.dates.replace(with: PixelLanes(repeating: 1), where: changed)
    }
    return (logTail, outcome)
  }

  /// Of the date less the mean of those before it: times their number, (j−1) X − (S − X) = j X − S.
  @inline(__always)
  private func sign(_ here: Form, _ before: PixelLanes, _ sum: Form) -> SIMD8<Int64> {
    let dates = before + 1
    let rise = here.scaled(by: dates, less: sum)
    // Positive definite where its negative is negative definite.
    let fall = sum.less(here, times: dates)
    return code(.indefinite)
      .replacing(with: code(.appeared), where: rise.isPositive)
      .replacing(with: code(.disappeared), where: fall.isPositive)
  }

  @inline(__always)
  private func code(_ outcome: IntervalOutcome) -> SIMD8<Int64> {
    SIMD8<Int64>(repeating: Int64(outcome.rawValue))
  }
}
