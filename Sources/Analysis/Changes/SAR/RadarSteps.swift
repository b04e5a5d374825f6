import Foundation
import Kernels
import Statistics

/// Changes of a radar series as steps of its pixels, so that they are grouped and followed as those of pictures are.
package enum RadarSteps {
  /// Pixels on either side that are averaged in power: a change of single pixels is lost in speckle, and what is looked for
  /// covers several.
  static let multilookingRadius = 1

  /// One date: decibels, band by band, row by row.
  package struct Date: Sendable {
    let decibels: [Float]
    let seen: [Bool]
    /// Orbit and satellite: passes differ in level, and are brought to one each by itself.
    let pass: String

    package init(decibels: [Float], seen: [Bool], pass: String) {
      self.decibels = decibels
      self.seen = seen
      self.pass = pass
    }
  }

  package struct Result: Sendable {
    package let detection: ChangeDetection
    package let looks: Double
  }

  /// - Parameters:
  ///   - days: rising, one a date.
  ///   - bandCount: 1 or 2 polarisations; of more the first two count.
  /// - Throws: `ChangesError` where a series or its null cannot be had of these dates.
  package static func run(
    columns: Int, rows: Int, bandCount: Int, days: [Double], dates: [Date], falseAlarmRate: Double, threads: Int
  ) throws(ChangesError) -> Result {
    let bands = min(bandCount, 2)
    let count = columns * rows
    let covariance: RadarCovariance = bands == 1 ? .single : .dualDiagonal
    let planes = Parallel.map(dates.count * bands, threads: threads) { index -> [Float] in
      let (date, start) = (dates[index / bands], index % bands * count)
      let power = (0..<count).map { date.seen[$0] ? powf(10, date.decibels[start + $0] / 10) : 0 }
      let mean = Convolution.boxMean(
        power, weights: date.seen.map { $0 ? 1 : 0 }, columns: columns, rows: rows, radius: multilookingRadius)
      return (0..<count).map { date.seen[$0] ? mean[$0] : .nan }
    }
    let values = planes.flatMap { $0 }
    let raw = try RadarSeries(covariance: covariance, days: days, pixelCount: count, values: values)
    let series = try BackscatterLevels.of(raw, columns: columns, passes: dates.map(\.pass)).applied(to: raw)
    let looks = try LooksEstimate.of(series, columns: columns, spacing: 2 + 2 * multilookingRadius).looks
    let omnibus = try SequentialOmnibus(
      test: OmnibusTest(covariance: covariance, looks: looks), falseAlarmRate: falseAlarmRate
    ).calibrated(on: series)
    let found = omnibus.run(series, threads: threads)
    return Result(
      detection: detection(
        found, series, columns: columns, rows: rows, bands: bands, falseAlarmRate: falseAlarmRate), looks: looks.value)
  }

  private static func detection(
    _ found: OmnibusResult, _ series: RadarSeries, columns: Int, rows: Int, bands: Int,
    falseAlarmRate: Double
  ) -> ChangeDetection {
    let growing = -EmpiricalNull.score(deviations: ChangeDetection.growing) * M_LN10
    var events: [ChangeDetection.Event] = []
    var scores = [Float](repeating: 0, count: found.pixelCount)
    var tested = 0
    for pixel in 0..<found.pixelCount {
      let seen = (0..<found.dateCount).filter { found.outcome(date: $0, pixel: pixel) != .notSeen }
      guard seen.count >= 2 else { continue }
      tested += 1
      let steps = seen.indices.dropFirst().filter { found.logTail(date: seen[$0], pixel: pixel) <= growing }
      scores[pixel] = Float(-(seen.map { found.logTail(date: $0, pixel: pixel) }.min() ?? 0) / M_LN10)
      for (order, place) in steps.enumerated() {
        let from = order == 0 ? 0 : steps[order - 1]
        let to = order + 1 < steps.count ? steps[order + 1] : seen.count
        let change = (0..<bands).map { band -> Float in
          func mean(_ range: Range<Int>) -> Float {
            let sum = range.reduce(Float(0)) {
              $0 + series.values[series.start(date: seen[$1], band: band) + pixel]
            }
            return 10 * log10f(max(sum / Float(range.count), .leastNormalMagnitude))
          }
          return mean(place..<to) - mean(from..<place)
        }
        let score = -found.logTail(date: seen[place], pixel: pixel) / M_LN10
        let deviations = Float(EmpiricalNull.deviations(score: score))
        events.append(
          ChangeDetection.Event(
            pixel: pixel,
            step: PixelStep(
              lastOld: seen[place - 1], firstNew: seen[place], statistic: deviations * deviations * deviations,
              change: change), deviations: deviations))
      }
    }
    // Decibels of both polarisations scatter alike.
    let drift = [Float](repeating: 1, count: bands)
    return ChangeDetection(
      columns: columns, rows: rows, null: EmpiricalNull(centre: 0, width: 1),
      detector: StepDetector(days: series.days, noiseFloor: drift, driftVariance: drift), events: events,
      scores: scores, tested: tested,
      // The tail is counted on all dates together, and real change is in it: it cannot say that anything is rarer.
      core: min(ChangeRegions.core, -NormalQuantile.at(falseAlarmRate)))
  }
}
