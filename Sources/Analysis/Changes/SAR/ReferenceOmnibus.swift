import Foundation

/// The sequential omnibus test pixel by pixel, written from the paper: what the fast form is tested against.
///
/// Determinants by elimination of complex matrices, P by the χ² distribution's own function. Not called outside tests.
package enum ReferenceOmnibus {
  /// As `SequentialOmnibus.run`, with probabilities by `null` where there is one.
  package static func run(
    _ series: RadarSeries, test: OmnibusTest, falseAlarmRate: Double, minimumDates: Int = 2, null: RadarNull? = nil
  ) -> OmnibusResult {
    var result = OmnibusResult(dateCount: series.dateCount, pixelCount: series.pixelCount)
    for pixel in 0..<series.pixelCount {
      let dates = (0..<series.dateCount).map { series.matrices(date: $0, pixel: pixel) }
      guard dates.count(where: { $0 != nil }) >= minimumDates else { continue }
      walk(dates, pixel, test, log(falseAlarmRate), null, into: &result)
    }
    return result
  }

  private static func walk(
    _ dates: [[ComplexMatrix]?], _ pixel: Int, _ test: OmnibusTest, _ logRate: Double, _ null: RadarNull?,
    into result: inout OmnibusResult
  ) {
    var segment: [[ComplexMatrix]] = []
    for (date, matrices) in dates.enumerated() {
      guard let matrices else { continue }
      let index = date * result.pixelCount + pixel
      defer { segment.append(matrices) }
      guard !segment.isEmpty else {
        result.outcomes[index] = IntervalOutcome.opening.rawValue
        continue
      }
      let logRatio = logRatio(test, segment, matrices)
      let nominal = test.logTail(logRatio: logRatio, date: segment.count + 1)
      result.logTails[index] = null?.logTail(nominal: nominal, date: date) ?? nominal
      result.outcomes[index] = IntervalOutcome.unchanged.rawValue
      guard result.logTails[index] < logRate else { continue }
      let mean = sum(segment).map { $0.scaled(by: 1 / Double(segment.count)) }
      result.outcomes[index] = sign(matrices, mean).rawValue
      result.changeCounts[pixel] += 1
      if result.firstChanges[pixel] < 0 { result.firstChanges[pixel] = Int32(date) }
      result.lastChanges[pixel] = Int32(date)
      segment = []
    }
  }

  private static func logRatio(
    _ test: OmnibusTest, _ segment: [[ComplexMatrix]], _ matrices: [ComplexMatrix]
  ) -> Double {
    let both = sum(segment + [matrices])
    guard test.covariance != .single else {
      return test.logRatio(date: segment.count + 1, power: matrices[0].diagonal[0], with: both[0].diagonal[0])
    }
    return test.logRatio(
      date: segment.count + 1, before: RadarSeries.logDeterminant(sum(segment)),
      itself: RadarSeries.logDeterminant(matrices), with: RadarSeries.logDeterminant(both))
  }

  private static func sign(_ matrices: [ComplexMatrix], _ mean: [ComplexMatrix]) -> IntervalOutcome {
    let rises = zip(matrices, mean).map { $0.adding($1.scaled(by: -1)) }
    if rises.allSatisfy({ $0.pivots.allSatisfy { $0 > 0 } }) { return .appeared }
    let falls = rises.map { $0.scaled(by: -1) }
    return falls.allSatisfy { $0.pivots.allSatisfy { $0 > 0 } } ? .disappeared : .indefinite
  }

  /// Block by block, over the dates.
  private static func sum(_ dates: [[ComplexMatrix]]) -> [ComplexMatrix] {
    dates[0].indices.map { block in
      dates.dropFirst().reduce(dates[0][block]) { $0.adding($1[block]) }
    }
  }
}
