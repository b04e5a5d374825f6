import Kernels
import Rasters

/// Snow of a stack's dates, from green, near and shortwave infrared reflectance.
///
/// Snow is as bright as cloud in the visible and dark at 1.6 μm, where cloud is bright: the normalised difference of green
/// and shortwave infrared exceeds 0.4. Water does so too, but is dark in the near infrared: that must exceed 0.11. Ground
/// that is so on more than half of the dates that measured it, a glacier say, is the ground itself and hides nothing.
/// What is snow must also be wide: a new roof is a thing. Snow lasts, so neighbouring dates are not asked.
/// - Source: [Dozier1989] for the index; [Hall1995] for both limits. Their threshold on surface temperature, and that on
///   green reflectance in forests, are left out.
struct SnowCover {
  static let leastIndex: Float = 0.4
  static let leastNearInfrared: Float = 0.11
  /// A scene has snow where this many such pixels touch; fewer are as large as a thing on the ground.
  static let widerThanThings = SceneWeather.widerThanThings

  private let series: StackSeries
  private let bands: SnowBands
  /// Per pixel of the grid.
  private let isUsual: [Bool]

  init(_ series: StackSeries, bands: SnowBands, threads: Int) {
    self.series = series
    self.bands = bands
    let rows = series.grid.rows
    let pieces = (rows + Self.rowsAtOnce - 1) / Self.rowsAtOnce
    isUsual = Parallel.map(pieces, threads: threads) { piece -> [Bool] in
      let first = piece * Self.rowsAtOnce
      return Self.usual(series, bands, rows: first..<min(first + Self.rowsAtOnce, rows))
    }.flatMap { $0 }
  }

  private static let rowsAtOnce = 256

  /// Writes snow over `codes` of the scene's window, where they say seen, cloud or haze.
  func mark(_ scene: Int, _ codes: inout [UInt8]) {
    let window = series.scenes[scene].window
    guard !window.isEmpty else { return }
    var isSnow = Self.flags(series, bands, scene: scene, rows: window.row..<window.row + window.rows)
    guard isSnow.contains(true) else { return }
    for pixel in isSnow.indices where isSnow[pixel] {
      let place = (pixel / window.columns + window.row) * series.grid.columns + pixel % window.columns + window.column
      isSnow[pixel] = !isUsual[place]
    }
    let banks = Morphology.components(isSnow, columns: window.columns, rows: window.rows)
    guard banks.contains(where: { $0.count >= Self.widerThanThings }) else { return }
    for bank in banks where bank.count >= SceneWeather.minimumPixels {
      for pixel in bank where Self.yields(codes[pixel]) { codes[pixel] = MaskCode.snow }
    }
  }

  private static func yields(_ code: UInt8) -> Bool {
    code == MaskCode.seen || code == MaskCode.cloud || code == MaskCode.haze
  }

  /// Of the grid's pixels in `rows`, whether more than half of the dates that measured them show what snow shows.
  private static func usual(_ series: StackSeries, _ bands: SnowBands, rows: Range<Int>) -> [Bool] {
    let columns = series.grid.columns
    var counts = [Int32](repeating: 0, count: rows.count * columns)
    for scene in 0..<series.count {
      let window = series.scenes[scene].window
      let common = rows.clamped(to: window.row..<window.row + window.rows)
      guard !common.isEmpty else { continue }
      let isSnow = flags(series, bands, scene: scene, rows: common)
      series.scenes[scene].withPlanes { _, status in
        for index in isSnow.indices {
          let (row, column) = (index / window.columns + common.lowerBound, index % window.columns)
          guard status[(row - window.row) * window.columns + column] != WarpedScene.Status.absent else { continue }
          counts[(row - rows.lowerBound) * columns + column + window.column] += isSnow[index] ? 1 : -1
        }
      }
      series.scenes[scene].releasePages()
    }
    return counts.map { $0 > 0 }
  }

  /// What shows as snow does, of the scene's window in these rows of the grid.
  private static func flags(_ series: StackSeries, _ bands: SnowBands, scene: Int, rows: Range<Int>) -> [Bool] {
    let warped = series.scenes[scene]
    let window = warped.window
    let (offset, scale, count) = (warped.offset, warped.scale, window.pixelCount)
    let first = (rows.lowerBound - window.row) * window.columns
    return warped.withPlanes { numbers, status in
      (first..<first + rows.count * window.columns).map { pixel in
        guard status[pixel] != WarpedScene.Status.absent else { return false }
        func value(_ band: Int) -> Float { offset + scale * Float(numbers[band * count + pixel]) }
        return isSnow(
          green: value(bands.green), nearInfrared: value(bands.nearInfrared),
          shortwaveInfrared: value(bands.shortwaveInfrared))
      }
    }
  }

  /// - Source: [Hall1995], for the index and both limits.
  static func isSnow(green: Float, nearInfrared: Float, shortwaveInfrared: Float) -> Bool {
    // Shortwave reflectance of snow can come out below 0 after correction for the atmosphere.
    let shortwave = max(shortwaveInfrared, 0)
    return green > 0 && nearInfrared > leastNearInfrared
      && green - shortwave > leastIndex * (green + shortwave)
  }
}
