/// The same walk in Swift, eight pixels at once: what the loop in C is compared with, bit for bit and by its speed.
/// Called by tests and benchmarks, and where `KernelForm.plain` is chosen.
extension SequentialOmnibus {
  /// Pixels that go through the dates together: pixel by pixel every date's lines of memory would be fetched for a few
  /// numbers each, and half of the time went into waiting for them. A multiple of the lanes.
  private static var tileLength: Int { 256 }

  /// As `run` on one thread.
  package func runInLanes(_ series: RadarSeries) -> OmnibusResult {
    let table = OmnibusTable(test: test, dateCount: series.dateCount)
    let (pixels, logRates) = (0..<series.pixelCount, logRates(series.dateCount))
    var result =
      switch test.covariance {
      case .single: walk(SingleLanes.self, series, pixels, table, logRates)
      case .dualDiagonal: walk(DualDiagonalLanes.self, series, pixels, table, logRates)
      case .dualFull: walk(DualFullLanes.self, series, pixels, table, logRates)
      case .quadFull: walk(QuadFullLanes.self, series, pixels, table, logRates)
      }
    if let null { result.calibrate(by: null) }
    return result
  }

  private func walk<Form: CovarianceLanes>(
    _ form: Form.Type, _ series: RadarSeries, _ pixels: Range<Int>, _ table: OmnibusTable,
    _ logRates: [Double]
  ) -> OmnibusResult {
    let kernel = OmnibusKernel<Form>(table: table, logRates: logRates, pixelCount: series.pixelCount)
    var logTails = [Double](repeating: 0, count: series.dateCount * pixels.count)
    var outcomes = [UInt8](repeating: 0, count: logTails.count)
    var tallies: [OmnibusKernel<Form>.Tally] = []
    for start in stride(from: pixels.lowerBound, to: pixels.upperBound, by: Self.tileLength) {
      let tile = start..<min(start + Self.tileLength, pixels.upperBound)
      tallies += walk(kernel, series, tile, place: start - pixels.lowerBound, of: pixels.count, &logTails, &outcomes)
    }
    var result = OmnibusResult(dateCount: series.dateCount, logTails: logTails, outcomes: outcomes)
    for pixel in 0..<pixels.count {
      let (tally, lane) = (tallies[pixel / PixelLanes.scalarCount], pixel % PixelLanes.scalarCount)
      guard tally.seen[lane] >= Double(minimumDates) else {
        result.forget(pixel: pixel)
        continue
      }
      result.changeCounts[pixel] = Int32(tally.changes[lane])
      result.firstChanges[pixel] = Int32(tally.first[lane])
      result.lastChanges[pixel] = Int32(tally.last[lane])
    }
    return result
  }

  /// All dates of the pixels of `tile`, the first of which is at `place` of the `length` pixels that `logTails` and
  /// `outcomes` hold of each date.
  private func walk<Form: CovarianceLanes>(
    _ kernel: OmnibusKernel<Form>, _ series: RadarSeries, _ tile: Range<Int>, place: Int, of length: Int,
    _ logTails: inout [Double], _ outcomes: inout [UInt8]
  ) -> [OmnibusKernel<Form>.Tally] {
    let count = (tile.count + PixelLanes.scalarCount - 1) / PixelLanes.scalarCount
    var segments = [OmnibusKernel<Form>.Segment](repeating: .init(), count: count)
    var tallies = [OmnibusKernel<Form>.Tally](repeating: .init(), count: count)
    do {
      var segmentSpan = segments.mutableSpan
      var tallySpan = tallies.mutableSpan
      var logTailSpan = logTails.mutableSpan
      var outcomeSpan = outcomes.mutableSpan
      for date in 0..<series.dateCount {
        kernel.walk(
          series.values.span, tile, date: date, offset: series.start(date: date, band: 0),
          target: date * length + place, &segmentSpan, &tallySpan, &logTailSpan, &outcomeSpan)
      }
    }
    return tallies
  }
}
