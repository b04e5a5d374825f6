import Geodesy
import Kernels
import Rasters

extension SceneWeather {
  /// Cloud shadow over `codes` where nothing else hides the ground.
  ///
  /// What is dark is a shadow only where a cloud can cast one: whole dark places without a cloud are things on the ground,
  /// and so are parts of them, once the clouds' step is known to the pixel.
  /// - Parameter couldHide: ground so bright that a cloud above it might not have been told.
  func markShadows(
    _ smooth: [Float], _ fine: [Float], _ rise: [Float], cloud: [Bool], couldHide: [Bool], _ codes: inout [UInt8]
  ) {
    let dark = banks(smooth.map(-), core: -SceneMasks.shadowCore, edge: Self.edge)
      .filter { ground.colours.areOfOneSide($0, of: window, isBright: false) }
    guard !dark.isEmpty else { return }
    var isDark = [Bool](repeating: false, count: codes.count)
    for bank in dark { for pixel in bank { isDark[pixel] = true } }
    let isKnown = codes.map { $0 != MaskCode.offPicture }
    let match = ShadowMatch(
      cloud: cloud, dark: isDark, isKnown: isKnown, columns: window.columns, rows: window.rows, suns: suns,
      gsd: abs(series.grid.geotransform.coefficients[1]))
    let isClear = codes.indices.map { codes[$0] == MaskCode.seen && !couldHide[$0] }
    let view = ShadowCast.View(
      cloud: cloud, dark: isDark, isClear: isClear, columns: window.columns, rows: window.rows)
    let cast = ShadowCast(
      view, near: match.candidates.map { ($0.step.columns * match.size, $0.step.rows * match.size) },
      reach: match.size)
    for bank in dark where match.denies(bank) { for pixel in bank { isDark[pixel] = false } }
    for pixel in isDark.indices where isDark[pixel] && cast?.isLit(pixel) == true { isDark[pixel] = false }
    let shadow = bounded(
      isDark, departure: fine.map(-), rise: rise.map(-), core: -SceneMasks.shadowCore, leastShare: Self.leastDarkness,
      growsOver: { smooth[$0] < -Self.edge || cast?.isShaded($0) == true })
    for pixel in codes.indices where shadow[pixel] && codes[pixel] == MaskCode.seen && cast?.isLit(pixel) != true {
      codes[pixel] = MaskCode.cloudShadow
    }
  }

  /// Where the sun may have stood: in the course of the scene's day where its time is not known; empty where the grid's
  /// place is not known either.
  private var suns: [SolarPosition] {
    if let sun { return [sun] }
    let centre = series.grid.geotransform.map(
      PixelPoint(column: Double(series.grid.columns) / 2, row: Double(series.grid.rows) / 2))
    guard let place = try? CoordinateTransform(from: series.grid.crs, to: .wgs84).geoPoint(centre) else { return [] }
    return SolarPosition.course(ofDay: series.dates[scene], place: place)
  }
}
