import Geodesy
import Kernels
import Rasters
import Statistics

extension SceneWeather {
  /// Cloud shadow over `codes` where nothing else hides the ground.
  ///
  /// What is dark is a shadow only where a cloud can cast one: whole dark places without a cloud are things on the ground,
  /// and so are parts of them, once the clouds' step is known to the pixel. Beyond what departs from its neighbouring dates
  /// a shadow is followed over what the step explains, and over what is at least half as dark as the scene's shadows make such
  /// ground: a hall that was built departs from most dates as well, but by its own measure. Where neither is known it is followed
  /// over all that departs from most dates.
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
    let levels = self.levels()
    let shade = shadeLine(isDark, rise, levels)
    let shadow = bounded(
      isDark, departure: fine.map(-), rise: rise.map(-), core: -SceneMasks.shadowCore, leastShare: Self.leastDarkness,
      growsOver: { pixel in
        smooth[pixel] < -Self.edge || cast?.isShaded(pixel) == true
          || shade.map { Self.isShadowed(rise[pixel], level: levels[pixel], shade: $0) } ?? (cast == nil)
      })
    for pixel in codes.indices where shadow[pixel] && codes[pixel] == MaskCode.seen && cast?.isLit(pixel) != true {
      codes[pixel] = MaskCode.cloudShadow
    }
  }

  /// What ground of every level shows in full shadow, in deviations of the scene: one line, as a shadow leaves the same
  /// share of the light everywhere; `nil` where too little of what is dark lies on one.
  private func shadeLine(_ isDark: [Bool], _ rise: [Float], _ levels: [Float]) -> RobustLine? {
    let cores = isDark.indices.filter { isDark[$0] && rise[$0] <= SceneMasks.shadowCore && levels[$0].isFinite }
    let used = stride(from: 0, to: cores.count, by: max(1, cores.count / Self.shadeSamples)).map { cores[$0] }
    let line = RobustLine.fit(
      used.map { Double(levels[$0]) }, used.map { Double(levels[$0] + rise[$0]) }, tolerance: Self.shadeTolerance,
      seed: 5)
    return line.flatMap { $0.inlierShare >= Self.leastOnLine ? $0 : nil }
  }

  private static let shadeSamples = 2_000
  /// Two deviations of the noise: 95 % of what lies on the line.
  private static let shadeTolerance = 2.0
  /// Of dark cores, full shadows: the others lie at thin edges, or are no shadows.
  private static let leastOnLine = 1 / 3.0
  /// Share of a full shadow's depth from which on ground is more in shadow than in light.
  private static let leastDepth = 0.5

  /// Whether ground is as dark as in at least half of the scene's full shadow.
  private static func isShadowed(_ rise: Float, level: Float, shade: RobustLine) -> Bool {
    guard level.isFinite else { return false }
    let full = Double(level) - shade(Double(level))
    return full > 0 && -Double(rise) >= leastDepth * full
  }

  /// The ground on most dates, in deviations of the scene, over the same squares as the rise; NaN where not known.
  private func levels() -> [Float] {
    let own = (0..<window.pixelCount).map(level)
    let known = own.map { $0.isFinite ? Float(1) : 0 }
    let smooth = means(own.map { $0.isFinite ? $0 : 0 }, known, radius: 1)
    return zip(smooth, own).map { $1.isFinite ? $0 : .nan }
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
