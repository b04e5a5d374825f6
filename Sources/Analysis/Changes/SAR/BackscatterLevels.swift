import Foundation
import Statistics

/// How bright each date of a series is as a whole, channel by channel: rain, frost and snow move the mean of a scene by
/// decibels, and satellites and orbits differ, without anything having been built.
///
/// Of each date and channel the mean power of small cells of ground is taken, which leaves little speckle. Within the
/// dates of one satellite and orbit a cell's level is its median over the dates; a date's gain is the median, over the
/// cells, of what it shows over that level. Done again on the half of the cells that then vary least through time. The
/// satellites and orbits among one another likewise, as the median over the cells, against the one with most dates. A
/// date is brought to the level of the series by dividing its powers by its gain.
///
/// One gain a date and channel: weather that moves one part of a scene alone stays in it.
package struct BackscatterLevels: Sendable, Hashable {
  /// Pixels of a cell along a side.
  package static let cellSide = 5
  /// A date that shows fewer cells has no gain.
  package static let fewestCells = 50

  /// Power over that of the series' level, date by date, channel by channel; `nil` where too little of the date was seen.
  package let gains: [[Double]?]

  /// - Parameters:
  ///   - columns: pixels of a row of the series' grid.
  ///   - passes: of each date, what names its satellite and orbit.
  /// - Throws: `ChangesError.tooLittleGround` where fewer than two dates show `fewestCells` cells.
  package static func of(_ series: RadarSeries, columns: Int, passes: [String]) throws(ChangesError)
    -> BackscatterLevels
  {
    precondition(columns > 0 && series.pixelCount % columns == 0, "\(series.pixelCount) pixels in rows of \(columns)")
    precondition(passes.count == series.dateCount, "\(passes.count) passes for \(series.dateCount) dates")
    let channels = series.covariance.powerBands.map { band in
      channelGains((0..<series.dateCount).map { cells(series, $0, band, columns) }, passes: passes)
    }
    let gains = (0..<series.dateCount).map { date -> [Double]? in
      let of = channels.compactMap { $0[date] }
      return of.count == channels.count ? of : nil
    }
    let count = gains.count { $0 != nil }
    guard count >= 2 else {
      throw ChangesError(
        .tooLittleGround, at: "levels of backscatter",
        "Of \(series.dateCount) dates \(count) show \(fewestCells) cells of \(cellSide) × \(cellSide) pixels, and 2 are "
          + "needed.", mend: "Take a larger area, or leave the levels as they are.")
    }
    return BackscatterLevels(gains: gains)
  }

  /// The series at one level. A date without a gain becomes one that saw nothing.
  package func applied(to series: RadarSeries) -> RadarSeries {
    precondition(gains.count == series.dateCount, "\(gains.count) gains for \(series.dateCount) dates")
    var values = series.values
    for (date, gains) in gains.enumerated() {
      for (band, pair) in series.covariance.channels.enumerated() {
        // An element off the diagonal is a product of two amplitudes.
        let factor = gains.map { Float(1 / ($0[pair.0] * $0[pair.1]).squareRoot()) } ?? .nan
        let start = series.start(date: date, band: band)
        for index in start..<start + series.pixelCount { values[index] *= factor }
      }
    }
    return RadarSeries(series, values: values)
  }

  /// ln of the mean power of each cell; NaN where less than half of it was seen.
  private static func cells(_ series: RadarSeries, _ date: Int, _ band: Int, _ columns: Int) -> [Double] {
    let rows = series.pixelCount / columns
    let start = series.start(date: date, band: band)
    var levels: [Double] = []
    for top in stride(from: 0, through: rows - cellSide, by: cellSide) {
      for left in stride(from: 0, through: columns - cellSide, by: cellSide) {
        var (sum, count) = (0.0, 0)
        for row in top..<top + cellSide {
          for column in left..<left + cellSide {
            let power = series.values[start + row * columns + column]
            guard power > 0, power < .infinity else { continue }
            sum += Double(power)
            count += 1
          }
        }
        levels.append(2 * count >= cellSide * cellSide ? log(sum / Double(count)) : .nan)
      }
    }
    return levels
  }

  /// Of one channel.
  /// - Parameter levels: date by date, cell by cell.
  private static func channelGains(_ levels: [[Double]], passes: [String]) -> [Double?] {
    var logGains = [Double?](repeating: nil, count: levels.count)
    let groups = Dictionary(grouping: levels.indices, by: { passes[$0] })
      .mapValues { dates in dates.filter { date in levels[date].count(where: { !$0.isNaN }) >= fewestCells } }
      .filter { !$0.value.isEmpty }
    // Most dates first; of as many, the one that comes first.
    let order = groups.values.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
    var reference: [Double] = []
    for dates in order {
      let (gains, own) = passGains(dates.map { levels[$0] })
      if reference.isEmpty { reference = own }
      let offset = median(zip(own, reference).map { $0 - $1 }) ?? 0
      for (date, gain) in zip(dates, gains) { logGains[date] = gain + offset }
    }
    return logGains.map { $0.map(exp) }
  }

  /// Logarithms of the dates' gains, and of each cell's level.
  private static func passGains(_ levels: [[Double]]) -> (gains: [Double], cells: [Double]) {
    var gains = levels.map { _ in 0.0 }
    var reference: [Double] = []
    var isStable = [Bool](repeating: true, count: levels[0].count)
    for round in 0..<3 {
      let levelled = zip(levels, gains).map { date, gain in date.map { $0 - gain } }
      reference = isStable.indices.map { cell in median(levelled.map { $0[cell] }) ?? .nan }
      if round > 0 {
        let scatter = isStable.indices.map { cell in
          median(levelled.map { abs($0[cell] - reference[cell]) }) ?? .nan
        }
        let limit = median(scatter) ?? .nan
        isStable = scatter.map { $0 <= limit }
      }
      gains = levels.map { date in
        median(date.indices.filter { isStable[$0] }.map { date[$0] - reference[$0] }) ?? 0
      }
    }
    return (gains, reference)
  }

  /// Of those that are numbers.
  private static func median(_ values: [Double]) -> Double? { Quantiles.median(values.filter { !$0.isNaN }) }
}
