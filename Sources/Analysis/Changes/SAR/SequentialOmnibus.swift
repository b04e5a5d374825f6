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
    if KernelForm.current == .plain { return runInLanes(series) }
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
    let pass = table.pass(test.covariance)
    // One piece where one thread is to run: its result is the answer as it stands.
    let length = threads == 1 ? max(series.pixelCount, 1) : Self.pieceLength
    let pieces = Parallel.map((series.pixelCount + length - 1) / length, threads: threads) { piece in
      let pixels = piece * length..<min((piece + 1) * length, series.pixelCount)
      let found = pass.run(series.values, pixelCount: series.pixelCount, pixels: pixels, logRates: logRates)
      var result = OmnibusResult(dateCount: series.dateCount, found)
      for pixel in found.seen.indices where found.seen[pixel] < minimumDates { result.forget(pixel: pixel) }
      return result
    }
    if pieces.count == 1 { return pieces[0] }
    var result = OmnibusResult(dateCount: series.dateCount, pixelCount: series.pixelCount)
    for (index, piece) in pieces.enumerated() { result.put(piece, at: index * length) }
    return result
  }
}
