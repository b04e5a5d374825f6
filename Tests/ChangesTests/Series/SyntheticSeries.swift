import Foundation
import Statistics

@testable import Changes

/// A pixel of six bands with a season, a trend and breaks at known days, as a mask that misses some clouds gives it.
struct SyntheticSeries {
  var days: [Double] = []
  /// By date, then band.
  var values: [[Double]] = []
  var clear: [Bool] = []

  static let bandCount = 6
  private static let means = [400.0, 600, 500, 2800, 1600, 900]
  private static let amplitudes = [50.0, 80, 90, 600, 300, 150]
  private static let noise = [40.0, 45, 50, 130, 90, 60]

  static var options: BreakOptions {
    BreakOptions(bandCount: bandCount, detectionBands: [1, 2, 3, 4, 5], screeningBands: [1, 4])
  }

  /// - Parameters:
  ///   - breaks: days after the first at which all bands step by `size` times their noise.
  ///   - missedCloud: share of the clear dates that are cloud.
  init(
    years: Double, breaks: [Double] = [], size: Double = 6, every: Double = 16, missedCloud: Double = 0.03,
    noiseScale: Double = 1, seed: UInt64
  ) {
    var generator = SeededGenerator(seed: seed)
    var day = 730_000.0
    while day < 730_000 + years * 365.25 {
      let isClear = generator.uniform() < 0.6
      let isMissed = generator.uniform() < missedCloud
      let steps = Double(breaks.count { day - 730_000 >= $0 })
      let angle = 2 * .pi * (day - 730_000) / 365.25
      var row: [Double] = []
      for band in 0..<Self.bandCount {
        let sign = band == 3 ? -1.0 : 1
        var value = Self.means[band] + Self.amplitudes[band] * cos(angle - 1) + sign * size * steps * Self.noise[band]
        value += noiseScale * Self.noise[band] * generator.normal()
        if isMissed || !isClear { value = 0.3 * value + 3000 }
        row.append(value.rounded())
      }
      days.append(day)
      values.append(row)
      clear.append(isClear)
      day += every
    }
  }

  var flat: [Float] { values.flatMap { $0.map(Float.init) } }

  func fast(_ options: BreakOptions = options) throws -> SeriesBreaks {
    var detector = try BreakDetector(dates: SeriesDates(days: days), options: options)
    let (flat, clear) = (flat, clear)
    return detector.breaks(values: flat.span, clear: clear.span)
  }

  func plain(_ options: BreakOptions = options) throws -> SeriesBreaks {
    try ReferenceBreaks.breaks(days: days, values: values, clear: clear, options: options)
  }

  func sequential(_ options: BreakOptions = options) throws -> SequentialBreaks {
    var state = try SequentialBreaks(options: options)
    for index in days.indices {
      _ = try state.add(day: days[index], values: values[index].map(Float.init), isClear: clear[index])
    }
    return state
  }
}
