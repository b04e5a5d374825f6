import Foundation
import Kernels

/// Where in a radar series each pixel changed, how often, and which way.
///
/// Each date is tested against the mean of the dates since the last change (ln Rⱼ of `OmnibusTest`); where P falls below
/// the false-alarm rate the date is a change and opens a new segment, against which the next dates are tested. A date
/// that did not see a pixel is left out for that pixel, which goes on with its own j.
///
/// Departs from the paper in one thing: the omnibus test over the rest of the series does not have to reject first, so
/// that the rate is that of each tested date and not of whole series.
/// - Source: [Conradsen2016] for tests and walk; [Nielsen2020] for the sign, by Loewner's order.
package struct SequentialOmnibus: Sendable {
  /// Pixels of one piece of work.
  private static let pieceLength = 4_096
  /// Pixels that go through the dates together: pixel by pixel every date's lines of memory would be fetched for a few
  /// numbers each, and half of the time went into waiting for them. A multiple of the lanes.
  private static let tileLength = 256

  package let test: OmnibusTest
  /// Probability of a change where there is none, per pixel and tested date: nominal, unless there is a null.
  package let falseAlarmRate: Double
  /// A pixel seen on fewer dates than these is `notSeen` throughout.
  package let minimumDates: Int
  /// Of the series that it was calibrated on.
  package private(set) var null: RadarNull?

  /// - Throws: `ChangesError.badRate` where the rate is not between 0 and 1.
  package init(test: OmnibusTest, falseAlarmRate: Double, minimumDates: Int = 2) throws(ChangesError) {
    guard falseAlarmRate > 0, falseAlarmRate < 1 else {
      throw ChangesError(
        .badRate, at: "false-alarm rate", "\(falseAlarmRate) is not a probability between 0 and 1.",
        mend: "Give one such as 1e-3.")
    }
    precondition(minimumDates >= 2, "\(minimumDates) dates cannot show a change")
    self.test = test
    self.falseAlarmRate = falseAlarmRate
    self.minimumDates = minimumDates
  }

  /// The same test with probabilities by what the series itself shows on ground that did not change, which is taken to
  /// be most of it. Dates of the series are to be at one level (`BackscatterLevels`).
  ///
  ///     let series = try BackscatterLevels.of(raw, columns: columns, passes: passes).applied(to: raw)
  ///     let looks = try LooksEstimate.of(series, columns: columns).looks
  ///     let test = OmnibusTest(covariance: series.covariance, looks: looks)
  ///     let omnibus = try SequentialOmnibus(test: test, falseAlarmRate: 1e-3).calibrated(on: series)
  ///     let found = omnibus.run(series)
  /// - Parameter series: of the dates that `run` is to be given.
  /// - Throws: `ChangesError.tooLittleGround` where fewer than `RadarNull.fewestTests` pixels and dates were tested.
  package func calibrated(on series: RadarSeries) throws(ChangesError) -> SequentialOmnibus {
    var calibrated = self
    calibrated.null = try RadarNull.fitted(to: series, of: self)
    return calibrated
  }

  /// The same on any number of threads.
  /// - Parameter series: of the covariance that the test is for; of the dates that it was calibrated on.
  package func run(_ series: RadarSeries, threads: Int = 1) -> OmnibusResult {
    var result = nominal(series, logRates: logRates(series.dateCount), threads: threads)
    if let null { result.calibrate(by: null) }
    return result
  }

  /// Of each date: the logarithm of the nominal P below which it is a change.
  func logRates(_ dateCount: Int) -> [Double] {
    let logRate = log(falseAlarmRate)
    guard let null else { return [Double](repeating: logRate, count: dateCount) }
    precondition(null.widths.count == dateCount, "\(dateCount) dates, a null of \(null.widths.count)")
    return (0..<dateCount).map { null.nominalLogTail(at: logRate, date: $0) }
  }

  /// With nominal logarithms, a change where one is below its date's.
  func nominal(_ series: RadarSeries, logRates: [Double], threads: Int) -> OmnibusResult {
    precondition(
      series.covariance == test.covariance, "a series of \(series.covariance), a test of \(test.covariance)")
    let table = OmnibusTable(test: test, dateCount: series.dateCount)
    // One piece where one thread is to run: its result is the answer as it stands.
    let length = threads == 1 ? max(series.pixelCount, 1) : Self.pieceLength
    let pieces = Parallel.map((series.pixelCount + length - 1) / length, threads: threads) { piece in
      let pixels = piece * length..<min((piece + 1) * length, series.pixelCount)
      return switch test.covariance {
      case .single: walk(SingleLanes.self, series, pixels, table, logRates)
      case .dualDiagonal: walk(DualDiagonalLanes.self, series, pixels, table, logRates)
      case .dualFull: walk(DualFullLanes.self, series, pixels, table, logRates)
      case .quadFull: walk(QuadFullLanes.self, series, pixels, table, logRates)
      }
    }
    if pieces.count == 1 { return pieces[0] }
    var result = OmnibusResult(dateCount: series.dateCount, pixelCount: series.pixelCount)
    for (index, piece) in pieces.enumerated() { result.put(piece, at: index * length) }
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
