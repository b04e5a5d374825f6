/// The walk through the dates for several pixels at once.
struct OmnibusKernel<Form: CovarianceLanes> {
  let table: OmnibusTable
  /// Of each date: the logarithm below which it is a change.
  let logRates: [Double]
  /// Of the series: how far its bands lie apart.
  let pixelCount: Int

  /// Since the last change.
  struct Segment {
    var sum = Form(diagonal: 0)
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

  /// One date of the pixels from `start` up to `end`, which lie `offset` from the cube's first; `logTails` and `outcomes`
  /// hold them from `target` on. Segments and tallies are of as many pixels each as there are lanes.
  @inline(__always)
  func walk(
    _ values: Span<Float>, _ pixels: Range<Int>, date: Int, offset: Int, target: Int,
    _ segments: inout MutableSpan<Segment>, _ tallies: inout MutableSpan<Tally>,
    _ logTails: inout MutableSpan<Double>, _ outcomes: inout MutableSpan<UInt8>
  ) {
    for index in 0..<segments.count {
      let first = index &* PixelLanes.scalarCount
      let start = pixels.lowerBound &+ first
      let here = Form(
        loading: values, from: offset &+ start, to: offset &+ pixels.upperBound, stride: pixelCount)
      var (segment, tally) = (segments[index], tallies[index])
      let (logTail, outcome) = step(here, date, &segment, &tally)
      (segments[index], tallies[index]) = (segment, tally)
      let count = min(PixelLanes.scalarCount, pixels.upperBound &- start)
      store(logTail, outcome, count, at: target &+ first, &logTails, &outcomes)
    }
  }

  /// Lane by lane in so many words where there are all: a loop would go through memory.
  @inline(__always)
  private func store(
    _ logTail: PixelLanes, _ outcome: SIMD8<Int64>, _ count: Int, at target: Int,
    _ logTails: inout MutableSpan<Double>, _ outcomes: inout MutableSpan<UInt8>
  ) {
    guard count == PixelLanes.scalarCount else {
      for lane in 0..<count {
        logTails[target &+ lane] = logTail[lane]
        outcomes[target &+ lane] = UInt8(truncatingIfNeeded: outcome[lane])
      }
      return
    }
    // The last first: what comes before it needs no check of its own.
    (logTails[target &+ 7], logTails[target &+ 6]) = (logTail[7], logTail[6])
    (logTails[target &+ 5], logTails[target &+ 4]) = (logTail[5], logTail[4])
    (logTails[target &+ 3], logTails[target &+ 2]) = (logTail[3], logTail[2])
    (logTails[target &+ 1], logTails[target]) = (logTail[1], logTail[0])
    let codes = SIMD8<UInt8>(truncatingIfNeeded: outcome)
    (outcomes[target &+ 7], outcomes[target &+ 6]) = (codes[7], codes[6])
    (outcomes[target &+ 5], outcomes[target &+ 4]) = (codes[5], codes[4])
    (outcomes[target &+ 3], outcomes[target &+ 2]) = (codes[3], codes[2])
    (outcomes[target &+ 1], outcomes[target]) = (codes[1], codes[0])
  }

  @inline(__always)
  private func step(
    _ read: Form, _ date: Int, _ segment: inout Segment, _ tally: inout Tally
  ) -> (logTail: PixelLanes, outcome: SIMD8<Int64>) {
    let seen = read.isSeen
    let isOpen = segment.dates .> 0
    // Most of the time both hold everywhere: what need not be chosen lane by lane is not.
    let isPlain = all(seen .& isOpen)
    var here = read
    if !isPlain {
      // Numbers that can be reckoned with, where there are none.
      here = Form(diagonal: 1).replacing(with: read, where: seen)
      segment.sum = Form(diagonal: 0).replacing(with: segment.sum, where: isOpen)
    }
    let sum = segment.sum.adding(here)
    let dates = segment.dates + 1
    let row = table.row(dates)
    let braces = Form.braces(
      OmnibusStep(
        here: here, before: segment.sum, sum: sum, dates: dates, logarithm: segment.logarithm, constant: row.constant))
    let x = PixelLanes.larger(row.factor * braces.value, .zero)
    var logTail = table.tail.logTail(x, omega: row.omega)
    var outcome = code(.unchanged)
    if isPlain {
      segment = Segment(sum: sum, logarithm: braces.sum, dates: dates)
      tally.seen += 1
    } else {
      let tested = seen .& isOpen
      logTail = PixelLanes.zero.replacing(with: logTail, where: tested)
      outcome = code(.notSeen).replacing(with: code(.opening), where: seen).replacing(with: outcome, where: tested)
      segment.sum = segment.sum.replacing(with: sum, where: seen)
      segment.logarithm.replace(with: braces.sum, where: seen)
      segment.dates.replace(with: dates, where: seen)
      tally.seen.replace(with: tally.seen + 1, where: seen)
    }
    // What was not tested has a logarithm of 0, which is below none.
    let changed = logTail .< PixelLanes(repeating: logRates[date])
    if any(changed) {
      outcome.replace(with: sign(here, dates, sum), where: changed)
      tally.first.replace(with: PixelLanes(repeating: Double(date)), where: changed .& (tally.changes .== 0))
      tally.last.replace(with: PixelLanes(repeating: Double(date)), where: changed)
      tally.changes.replace(with: tally.changes + 1, where: changed)
      segment.sum = segment.sum.replacing(with: here, where: changed)
      segment.logarithm.replace(with: braces.itself, where: changed)
      segment.dates.replace(with: PixelLanes(repeating: 1), where: changed)
    }
    return (logTail, outcome)
  }

  /// Of the date less the mean of those before it: times their number, (j−1) X − (S − X) = j X − S.
  @inline(__always)
  private func sign(_ here: Form, _ dates: PixelLanes, _ sum: Form) -> SIMD8<Int64> {
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
