import Foundation
import Kernels
import Rasters

/// Cloud, haze, cloud shadow and passing saturation, found by departure from the site's own history.
///
/// Each pixel is compared with its own neighbouring dates, earlier and later ones apart: weather departs from both, a
/// roof that was just built only from the earlier ones, and what is bright on most dates, a white roof say, from
/// neither. What departs must also be wide: single bright pixels are things, not weather.
struct SceneMasks {
  /// Clear dates before, and as many after, whose medians a date is compared with.
  static let reach = 3
  /// Fewer dates than this have no history to depart from.
  static let minimumDates = 5
  /// Smoothed departures, in deviations of the scene: where weather is certain, and how far it is followed outward.
  static let cloudCore: Float = 4
  static let cloudEdge: Float = 1.5
  static let shadowCore: Float = -3
  static let shadowEdge: Float = -1.5
  /// A bank whose highest smoothed departure stays below this lets the ground shine through: haze.
  static let opaque: Float = 9
  /// Banks of fewer pixels are things on the ground.
  static let minimumPixels = 30
  /// Departures are kept as one byte a pixel: 1/7 deviation a step, ± 18 deviations.
  static let unit: Float = 7

  private let series: StackSeries
  private let threads: Int

  init(_ series: StackSeries, threads: Int) {
    self.series = series
    self.threads = threads
  }

  /// Codes of a scene before weather is known.
  static func unmasked(_ scene: WarpedScene) -> [UInt8] {
    scene.withPlanes { _, status in
      (0..<scene.window.pixelCount).map {
        status[$0] == WarpedScene.Status.absent ? MaskCode.offPicture : MaskCode.seen
      }
    }
  }

  func masked() -> StackSeries {
    guard series.count >= Self.minimumDates else { return series }
    let rowsPerBlock = max(1, 2_000_000 / max(1, series.grid.columns * series.count * series.bandCount))
    let blocks = (series.grid.rows + rowsPerBlock - 1) / rowsPerBlock
    let departures = Parallel.map(blocks, threads: threads) { block in
      self.departures(
        Window(
          column: 0, row: block * rowsPerBlock, columns: self.series.grid.columns,
          rows: min(rowsPerBlock, self.series.grid.rows - block * rowsPerBlock)))
    }
    let codes = Parallel.map(series.count, threads: threads) { scene in
      self.codes(scene, departures: departures.map { $0[scene] })
    }
    return StackSeries(
      grid: series.grid, bandCount: series.bandCount, dates: series.dates, sceneIDs: series.sceneIDs,
      scenes: series.scenes, transfers: series.transfers, codes: codes, tables: series.tables)
  }

  /// Per scene the departures over `window`, row-major, in units of 1/7 deviation; 0 where nothing was measured.
  private func departures(_ window: Window) -> [[Int8]] {
    let block = series.block(window)
    let count = series.count
    let bands = series.bandCount
    var result = [[Int8]](repeating: [Int8](repeating: 0, count: window.pixelCount), count: count)
    let weights = bandWeights
    let noise = (0..<count).map { scene in
      zip(series.transfers[scene].deviations, weights).reduce(Float(0)) { $0 + Float($1.0) * $1.1 }
    }
    var level = [Float](repeating: 0, count: count)
    var present = [Int](repeating: 0, count: count)
    for pixel in 0..<window.pixelCount {
      var found = 0
      for scene in 0..<count where block.seen[pixel * count + scene] {
        var sum: Float = 0
        for band in 0..<bands { sum += weights[band] * block.values[(pixel * bands + band) * count + scene] }
        level[found] = sum
        present[found] = scene
        found += 1
      }
      guard found >= Self.minimumDates else { continue }
      for index in 0..<found {
        let scene = present[index]
        let departure = Self.departure(level, index, count: found) / noise[scene] * Self.unit
        result[scene][pixel] = Int8(max(-127, min(127, departure.rounded())))
      }
    }
    return result
  }

  /// By how much a date departs from the medians of the dates before and after, in the same direction from both; at the
  /// ends of the series from the one there is.
  private static func departure(_ level: [Float], _ index: Int, count: Int) -> Float {
    let before = index > 0 ? level[index] - median(level, max(0, index - reach)..<index) : nil
    let after = index + 1 < count ? level[index] - median(level, index + 1..<min(count, index + 1 + reach)) : nil
    guard let before, let after else { return before ?? after ?? 0 }
    if before > 0, after > 0 { return min(before, after) }
    if before < 0, after < 0 { return max(before, after) }
    return 0
  }

  /// Median of one to three neighbouring values.
  private static func median(_ values: [Float], _ range: Range<Int>) -> Float {
    let first = values[range.lowerBound]
    switch range.count {
    case 1: return first
    case 2: return (first + values[range.lowerBound + 1]) / 2
    default:
      let second = values[range.lowerBound + 1]
      let third = values[range.lowerBound + 2]
      return max(min(first, second), min(max(first, second), third))
    }
  }

  /// Bands count in proportion to how quiet they are; weights add up to 1.
  private var bandWeights: [Float] {
    let noise = (0..<series.bandCount).map { band in
      series.transfers.reduce(0.0) { $0 + $1.deviations[band] } / Double(series.count)
    }
    let total = noise.reduce(0) { $0 + 1 / $1 }
    return noise.map { Float(1 / $0 / total) }
  }

  // MARK: - Regions of weather

  private func codes(_ scene: Int, departures: [[Int8]]) -> [UInt8] {
    let window = series.scenes[scene].window
    var codes = series.codes[scene]
    guard !window.isEmpty else { return codes }
    var plane = [Float](repeating: 0, count: window.pixelCount)
    let columns = series.grid.columns
    let whole = departures.flatMap { $0 }
    for row in 0..<window.rows {
      for column in 0..<window.columns {
        plane[row * window.columns + column] =
          Float(whole[(row + window.row) * columns + column + window.column]) / Self.unit
      }
    }
    let weights = codes.map { $0 == MaskCode.offPicture ? Float(0) : 1 }
    let smooth = Convolution.boxMean(plane, weights: weights, columns: window.columns, rows: window.rows, radius: 2)
    var clouded = 0
    for bank in banks(smooth, window: window, core: { $0 > Self.cloudCore }, edge: { $0 > Self.cloudEdge }) {
      let top = bank.reduce(-Float.infinity) { max($0, smooth[$1]) }
      let code = top >= Self.opaque ? MaskCode.cloud : MaskCode.haze
      if code == MaskCode.cloud { clouded += bank.count }
      for pixel in bank where codes[pixel] == MaskCode.seen { codes[pixel] = code }
    }
    // A shadow needs something that casts it: without cloud, dark departures are things on the ground.
    if clouded > 0 {
      for bank in banks(smooth, window: window, core: { $0 < Self.shadowCore }, edge: { $0 < Self.shadowEdge }) {
        for pixel in bank where codes[pixel] == MaskCode.seen { codes[pixel] = MaskCode.cloudShadow }
      }
    }
    markSaturation(scene, plane, codes: &codes)
    return codes
  }

  /// Connected pixels past the edge threshold that hold a core, spread by two pixels.
  private func banks(
    _ smooth: [Float], window: Window, core: (Float) -> Bool, edge: (Float) -> Bool
  ) -> [[Int]] {
    guard smooth.contains(where: core) else { return [] }
    let components = Morphology.components(smooth.map(edge), columns: window.columns, rows: window.rows)
    return components.filter { $0.count >= Self.minimumPixels && $0.contains { core(smooth[$0]) } }.map { bank in
      var flags = [Bool](repeating: false, count: smooth.count)
      for pixel in bank { flags[pixel] = true }
      let spread = Morphology.dilate(flags, columns: window.columns, rows: window.rows, radius: 2)
      return spread.indices.filter { spread[$0] }
    }
  }

  /// Saturation that passes (glint, thin cloud) says nothing of the ground; a roof that is always at the limit is seen.
  private func markSaturation(_ scene: Int, _ plane: [Float], codes: inout [UInt8]) {
    series.scenes[scene].withPlanes { _, status in
      for pixel in codes.indices
      where status[pixel] == WarpedScene.Status.saturated && codes[pixel] == MaskCode.seen
        && plane[pixel] > Self.cloudCore
      {
        codes[pixel] = MaskCode.saturated
      }
    }
  }
}
