import Geodesy
import Kernels
import Rasters

/// Cloud, haze, cloud shadow and passing saturation, found by departure from the site's own history.
///
/// What departs must also be wide: single bright pixels are things, not weather. What is smooth over the whole
/// neighbourhood is taken off as a `HazeField` first, and the ground seen through it. What a provider's own mask says is
/// believed where the site's history does not speak against it.
///
/// Snow is told from cloud where the stack holds reflectances of green, near and shortwave infrared (`SnowCover`). Without
/// these nothing can tell them apart: snow that comes and goes is then cloud or haze, and snow that lies for several dates
/// in a row may be taken for a state of the ground and is seen.
struct SceneMasks {
  /// Smoothed departures, in deviations of the scene, from which weather is certain.
  static let cloudCore: Float = 4
  static let shadowCore: Float = -3

  private let series: StackSeries
  private let threads: Int
  /// Per scene where the sun stood, if that is known.
  private let suns: [SolarPosition?]
  private let snow: SnowCover?

  init(_ series: StackSeries, suns: [SolarPosition?], snowBands: SnowBands? = nil, threads: Int) {
    self.series = series
    self.suns = suns
    snow =
      series.count < WeatherDepartures.fewestDates
      ? nil : snowBands.map { SnowCover(series, bands: $0, threads: threads) }
    self.threads = threads
  }

  /// Codes of a scene before weather is known.
  ///
  /// What a provider masked has numbers like any other pixel: with a history of its own to be compared with, it is open.
  /// - Parameter believing: a provider's word stands, as nothing else is known.
  static func unmasked(_ scene: WarpedScene, believing: Bool) -> [UInt8] {
    defer { scene.releasePages() }
    var codes = [UInt8](repeating: MaskCode.seen, count: scene.window.pixelCount)
    var output = codes.mutableSpan
    scene.withPlanes { _, status in
      for pixel in output.indices {
        if status[pixel] == WarpedScene.Status.absent {
          output[pixel] = MaskCode.offPicture
        } else if let code = MaskCode.provider(status[pixel]), believing || code == MaskCode.terrainShadow {
          output[pixel] = code
        }
      }
    }
    return codes
  }

  func masked() -> StackSeries {
    guard series.count >= WeatherDepartures.fewestDates else { return series }
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
    let typical = found.flatMap(\.typical)
    let codes = Parallel.map(series.count, threads: threads) { scene in
      self.codes(
        scene, departures: found.flatMap { $0.planes[scene] }, haze: departures.combined(haze[scene], of: scene),
        SceneWeather.Ground(
          typical: typical, weights: departures.weights, noise: departures.noise[scene],
          colours: DepartureColours(
            found.map { $0.cells[scene] }, noise: departures.bandNoise[scene], grid: self.series.grid)))
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

  // MARK: - One scene

  private func codes(
    _ scene: Int, departures whole: [Int8], haze: HazeField, _ ground: SceneWeather.Ground
  ) -> [UInt8] {
    let window = series.scenes[scene].window
    var codes = series.codes[scene]
    guard !window.isEmpty else { return codes }
    var plane = [Float](repeating: 0, count: window.pixelCount)
    var hazes = plane
    let places = (0..<window.columns).map { HazeField.place($0 + window.column, of: haze.columns) }
    var planeSpan = plane.mutableSpan
    var hazeSpan = hazes.mutableSpan
    let departures = whole.span
    let placeSpan = places.span
    for row in 0..<window.rows {
      let line = HazeLine(haze, row: row + window.row)
      let first = (row &+ window.row) &* series.grid.columns &+ window.column
      for column in 0..<window.columns {
        let departure = departures[first &+ column]
        let value = line.value(placeSpan[column])
        let index = row &* window.columns &+ column
        hazeSpan[index] = value
        planeSpan[index] = departure == 0 ? 0 : Float(departure) * (1 / WeatherDepartures.unit) - value
      }
    }
    SceneWeather(series, scene: scene, departures: plane, haze: hazes, ground: ground, sun: suns[scene]).mark(&codes)
    snow?.mark(scene, &codes)
    series.scenes[scene].withPlanes { _, status in
      markProvided(status, plane, window, &codes)
      markSaturation(status, plane, &codes)
    }
    return codes
  }

  /// Smoothed departure beyond which the history agrees with a provider who calls a pixel weather.
  private static let agreement: Float = 1.5

  /// A provider's word, where the history says the same of the pixel's side, be it ever so weakly: what looks as on most
  /// other dates, a bright roof, is seen.
  private func markProvided(_ status: Span<UInt8>, _ plane: [Float], _ window: Window, _ codes: inout [UInt8]) {
    var isAny = false
    for pixel in codes.indices where MaskCode.provider(status[pixel]) != nil { isAny = true }
    guard isAny else { return }
    let weights = codes.map { $0 == MaskCode.offPicture ? Float(0) : 1 }
    let smooth = Convolution.boxMean(plane, weights: weights, columns: window.columns, rows: window.rows, radius: 1)
    for pixel in codes.indices where codes[pixel] != MaskCode.offPicture {
      guard let code = MaskCode.provider(status[pixel]) else { continue }
      let side = code == MaskCode.cloudShadow ? -smooth[pixel] : smooth[pixel]
      if code == MaskCode.terrainShadow || side > Self.agreement { codes[pixel] = code }
    }
  }

  /// Saturation that passes (glint, thin cloud) says nothing of the ground; a roof that is always at the limit is seen.
  private func markSaturation(_ status: Span<UInt8>, _ plane: [Float], _ codes: inout [UInt8]) {
    for pixel in codes.indices
    where status[pixel] == WarpedScene.Status.saturated && codes[pixel] == MaskCode.seen
      && plane[pixel] > Self.cloudCore
    {
      codes[pixel] = MaskCode.saturated
    }
  }
}
