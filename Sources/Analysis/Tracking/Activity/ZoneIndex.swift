import Foundation
import Kernels
import Rasters
import Stacks
import Statistics

/// How much of a zone departs on one date, and only then, from what it shows on the dates around it.
///
/// Vehicles and material come and go between dates; what is built stays, and departs from one side of its date alone. Each
/// pixel is compared, by its contrast with the ground around it, with the medians of the dates before and after; the
/// smaller departure counts, and only where both go the same way. What counts as a departure is learnt from the zone's
/// own quiet dates.
package struct ZoneIndex {
  private let series: StackSeries
  private let pixels: [Int]
  private let threads: Int

  /// On so few clear dates nothing is usual.
  package static let fewestDates = 6
  /// A date that saw less of the zone has no index.
  package static let leastClear = 0.5
  /// Earlier clear dates from which on a date is ranked among them.
  package static let fewestRanked = 6
  /// Pixels of a zone that are looked at: of larger ones every second row, or third, and so on.
  private static let mostPixels = 150_000
  /// Dates to each side whose median is compared with.
  private static let reach = 3
  /// Share of the pixels that exceed the threshold on quiet dates.
  static let quietShare = 0.01
  /// Least threshold, in deviations.
  static let leastThreshold = 3.0
  /// Pixels that say the same thing: contrast is a mean over nine.
  private static let pixelsPerWitness = 9.0
  /// Its quantile of 95 %.
  private static let normal = 1.6449

  package struct Day: Sendable, Hashable {
    package let share: Double
    package let low: Double
    package let high: Double
  }

  /// - Parameter pixels: indices in the grid, rising.
  package init(_ series: StackSeries, pixels: [Int], threads: Int) {
    self.series = series
    self.threads = threads
    let step = max(1, (pixels.count + Self.mostPixels - 1) / Self.mostPixels)
    self.pixels = step == 1 ? pixels : pixels.filter { $0 / series.grid.columns % step == 0 }
  }

  /// Per scene of the stack its index; `nil` where it saw too little of the zone. Empty where too few dates saw it.
  package func days() -> [Day?] {
    let clear = series.clearShares(pixels: pixels, threads: threads).map { $0 >= Self.leastClear }
    guard clear.count(where: { $0 }) >= Self.fewestDates else { return [] }
    let departures = departures()
    let threshold = Self.threshold(zip(departures, clear).filter(\.1).map(\.0))
    return zip(departures, clear).map { departures, isClear in
      isClear && !departures.isEmpty ? Self.day(departures, threshold) : nil
    }
  }

  /// Per scene, in deviations, how far each of the pixels that it saw departs.
  private func departures() -> [[Float]] {
    let columns = series.grid.columns
    var rows: [(row: Int, columns: [Int])] = []
    for pixel in pixels {
      if rows.last?.row != pixel / columns { rows.append((pixel / columns, [])) }
      rows[rows.count - 1].columns.append(pixel % columns)
    }
    let lines = rows
    let parts = Parallel.map(lines.count, threads: threads) { self.departures(row: lines[$0].row, lines[$0].columns) }
    var result = [[Float]](repeating: [], count: series.count)
    for part in parts { for scene in part.indices { result[scene] += part[scene] } }
    return result
  }

  private func departures(row: Int, _ columns: [Int]) -> [[Float]] {
    let first = columns.first ?? 0
    let window = Window(column: first, row: row, columns: (columns.last ?? first) - first + 1, rows: 1)
    let block = series.localContrastBlock(window, inside: window)
    var result = [[Float]](repeating: [], count: series.count)
    for column in columns {
      let pixel = column - first
      let seen = (0..<series.count).filter { block.seen[pixel * series.count + $0] }
      guard seen.count >= Self.fewestDates else { continue }
      var squares = [Double](repeating: 0, count: seen.count)
      for band in 0..<series.bandCount {
        let values = seen.map { Double(block.value(pixel: pixel, band: band, scene: $0)) }
        let floor = seen.reduce(0) { $0 + series.deviations(of: $1)[band] } / Double(seen.count) / 3
        let own = Self.departures(values, floor: floor)
        for index in seen.indices { squares[index] += own[index] * own[index] / Double(series.bandCount) }
      }
      for (index, scene) in seen.enumerated() { result[scene].append(Float(squares[index].squareRoot())) }
    }
    return result
  }

  /// Of one pixel's dates in order, in deviations of its own noise; of the first and last from one side.
  /// - Parameter floor: least deviation, in the values' unit.
  static func departures(_ values: [Double], floor: Double) -> [Double] {
    let steps = zip(values, values.dropFirst()).map { abs($0 - $1) }
    // Two dates differ by √2 of one date's noise.
    let noise = max((Quantiles.median(steps) ?? 0) * 1.4826 / 2.squareRoot(), floor, .leastNormalMagnitude)
    return values.indices.map { index in
      let before = Quantiles.median(Array(values[max(0, index - reach)..<index]))
      let after = Quantiles.median(Array(values[index + 1..<min(values.count, index + 1 + reach)]))
      switch (before, after) {
      case (let before?, let after?):
        let (early, late) = (values[index] - before, values[index] - after)
        return early * late > 0 ? min(abs(early), abs(late)) / noise : 0
      case (let side?, nil), (nil, let side?): return abs(values[index] - side) / noise
      case (nil, nil): return 0
      }
    }
  }

  /// What one pixel in a hundred exceeds on the quieter half of the dates.
  static func threshold(_ dates: [[Float]]) -> Double {
    let busy = dates.filter { !$0.isEmpty }
      .map { date in (share: Double(date.count { Double($0) > leastThreshold }) / Double(date.count), date: date) }
    let level = Quantiles.median(busy.map(\.share)) ?? 0
    var quiet = busy.filter { $0.share <= level }.flatMap { $0.date.map(Double.init) }
    return max(leastThreshold, Quantiles.quantile(1 - quietShare, of: &quiet) ?? leastThreshold)
  }

  /// The share over the threshold, with Wilson's interval for as many witnesses as pixels tell apart.
  /// - Source: [Wilson1927]
  static func day(_ departures: [Float], _ threshold: Double) -> Day {
    let share = Double(departures.count { Double($0) > threshold }) / Double(departures.count)
    let count = max(1, Double(departures.count) / pixelsPerWitness)
    let square = normal * normal
    let middle = (share + square / (2 * count)) / (1 + square / count)
    let half =
      normal / (1 + square / count)
      * (share * (1 - share) / count + square / (4 * count * count)).squareRoot()
    return Day(share: share, low: max(0, min(share, middle - half)), high: min(1, max(share, middle + half)))
  }

  /// Of each day the share of the earlier ones with a lower index; `nil` under `fewestRanked` of them.
  package static func ranks(_ shares: [Double?]) -> [Double?] {
    shares.indices.map { index in
      let earlier = shares[..<index].compactMap { $0 }
      guard let own = shares[index], earlier.count >= fewestRanked else { return nil }
      return Double(earlier.count { $0 < own }) / Double(earlier.count)
    }
  }
}
