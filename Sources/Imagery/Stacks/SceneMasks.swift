import Foundation
import Kernels
import Rasters

/// Cloud, haze, cloud shadow and passing saturation, found by departure from the site's own history.
///
/// What departs must also be wide: single bright pixels are things, not weather. What is smooth over the whole
/// neighbourhood is taken off as a `HazeField` first, and the ground seen through it.
struct SceneMasks {
  /// Smoothed departures, in deviations of the scene: where weather is certain, and how far it is followed outward.
  static let cloudCore: Float = 4
  static let cloudEdge: Float = 1.5
  static let shadowCore: Float = -3
  static let shadowEdge: Float = -1.5
  /// A bank whose highest smoothed departure stays below this lets the ground shine through: haze.
  static let opaque: Float = 9
  /// Banks of fewer pixels are things on the ground.
  static let minimumPixels = 30

  private let series: StackSeries
  private let threads: Int

  init(_ series: StackSeries, threads: Int) {
    self.series = series
    self.threads = threads
  }

  /// Codes of a scene before weather is known.
  static func unmasked(_ scene: WarpedScene) -> [UInt8] {
    var codes = [UInt8](repeating: MaskCode.seen, count: scene.window.pixelCount)
    var output = codes.mutableSpan
    scene.withPlanes { _, status in
      for pixel in output.indices where status[pixel] == WarpedScene.Status.absent {
        output[pixel] = MaskCode.offPicture
      }
    }
    return codes
  }

  func masked() -> StackSeries {
    guard series.count >= WeatherDepartures.minimumDates else { return series }
    let columns = series.grid.columns
    let cellRows = max(1, 2_000_000 / max(1, HazeField.cellSize * columns * series.count * series.bandCount))
    let rowsPerBlock = cellRows * HazeField.cellSize
    let blocks = (series.grid.rows + rowsPerBlock - 1) / rowsPerBlock
    let departures = WeatherDepartures(series)
    let found = Parallel.map(blocks, threads: threads) { block in
      departures.block(
        Window(
          column: 0, row: block * rowsPerBlock, columns: columns,
          rows: min(rowsPerBlock, self.series.grid.rows - block * rowsPerBlock)))
    }
    let haze = hazeFields(found)
    let codes = Parallel.map(series.count, threads: threads) { scene in
      self.codes(
        scene, departures: found.flatMap { $0.planes[scene] }, haze: departures.combined(haze[scene], of: scene))
    }
    return StackSeries(
      grid: series.grid, bandCount: series.bandCount, dates: series.dates, sceneIDs: series.sceneIDs,
      scenes: series.scenes, transfers: series.transfers, codes: codes, tables: series.tables, haze: haze)
  }

  /// Per scene and band the field, from the cells of all blocks.
  private func hazeFields(_ blocks: [WeatherDepartures.Block]) -> [[HazeField]] {
    let columns = HazeField.cellCount(series.grid.columns)
    let sampled = Double(series.grid.pixelCount / WeatherDepartures.sampling / WeatherDepartures.sampling)
    let isCloudy = (0..<series.count).map { scene in
      Double(blocks.reduce(0) { $0 + $1.cells[scene].clouded }) > Self.fewClouds * sampled
    }
    let bands = Parallel.map(series.bandCount, threads: threads) { band -> [HazeField] in
      HazeField.fields(
        means: (0..<self.series.count).map { scene in
          blocks.flatMap { $0.cells[scene].means(band, withDark: !isCloudy[scene]) }
        }, columns: columns)
    }
    return (0..<series.count).map { scene in bands.map { $0[scene] } }
  }

  /// Share of the grid under certain cloud from which on a scene's dark departures may be the clouds' shadows.
  static let fewClouds = 0.002

  // MARK: - Regions of weather

  private func codes(_ scene: Int, departures whole: [Int8], haze: HazeField) -> [UInt8] {
    let window = series.scenes[scene].window
    var codes = series.codes[scene]
    guard !window.isEmpty else { return codes }
    var plane = [Float](repeating: 0, count: window.pixelCount)
    let columns = series.grid.columns
    for row in 0..<window.rows {
      let line = HazeLine(haze, row: row + window.row)
      for column in 0..<window.columns {
        let departure = whole[(row + window.row) * columns + column + window.column]
        plane[row * window.columns + column] =
          departure == 0 ? 0 : Float(departure) / WeatherDepartures.unit - line.value(column: column + window.column)
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
