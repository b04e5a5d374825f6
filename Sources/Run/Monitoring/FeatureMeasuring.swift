import Foundation
import Geodesy
import Kernels
import Mensuration
import Places
import Quantities
import Rasters
import Stacks
import Tracking

/// Size and height of what was outlined on a stack.
struct FeatureMeasuring {
  let series: StackSeries
  /// Of each scene of the series.
  let aspects: [SceneAspect]
  let gsd: Double
  /// As `AreaError.init` takes it.
  let registration: Double

  /// Shadows of things up to this height, metres, are followed to their end.
  private static let followed = 30.0
  /// Ground beyond a shadow's tip and around a thing that tells what is lit, pixels.
  private static let margin = 14
  /// By how much an outline may be turned as it is sharpened, radians; how its area may change; and how far it may move,
  /// pixels.
  private static let turning = 4 * Double.pi / 180
  private static let sameAreas = 0.7...1.4
  private static let farthest = 3.0
  /// Share of a thing that a scene must show.
  private static let leastClear = 0.95

  /// `nil` where the outline is no area, or the grid's CRS cannot be left.
  func size(_ outline: PixelOutline) -> FeatureSize? {
    // A transform belongs to one thread: each call makes its own.
    guard let toGround = try? CoordinateTransform(from: series.grid.crs, to: .wgs84),
      let size = try? ThingSize(outline, grid: series.grid, by: toGround, registration: registration)
    else { return nil }
    return FeatureSize(size)
  }

  /// A right-angled outline drawn sharper: its sides moved to the edges on each of `scenes`, and the dates put together.
  ///
  /// Means of many dates blur an outline by what the dates lie beside each other, and hold what their shadows have in
  /// common; each date alone knows where its own shadow falls.
  /// - Returns: `nil` where it has no right angles, or the dates show another thing.
  func sharpened(_ outline: PixelOutline, scenes: [Int]) -> PixelOutline? {
    guard outline.shape != .freehand, outline.holes.isEmpty else { return nil }
    return sketched(outline.ring, scenes: scenes, turning: Self.turning).flatMap { sharp in
      let share = sharp.areaInPixels / max(outline.areaInPixels, 1e-9)
      let moved = hypot(
        sharp.middle.column - outline.middle.column, sharp.middle.row - outline.middle.row)
      return Self.sameAreas.contains(share) && moved <= Self.farthest ? sharp.doubted(by: outline) : nil
    }
  }

  /// The thing that a ring in pixels of the grid means roughly, by each of `scenes`.
  func sketched(_ ring: [PixelPoint], scenes: [Int], turning: Double = SketchFit.largestTurn) -> PixelOutline? {
    let middle = PixelOutline(freehand: ring).middle
    let pixels = Surroundings.covered(
      ring, in: Window(column: 0, row: 0, columns: series.grid.columns, rows: series.grid.rows))
    guard !pixels.isEmpty else { return nil }
    let window = Composite.window(around: pixels, grid: series.grid, margin: Self.margin)
    let outlines = scenes.compactMap { scene -> PixelOutline? in
      guard aspects.indices.contains(scene), series.clearShare(of: scene, pixels: pixels) >= Self.leastClear,
        let view = try? aspects[scene].view(at: middle, on: series.grid, gsd: gsd)
      else { return nil }
      return SketchFit.outline(
        series.raster(of: scene, window: window), window: window, sketch: ring, aspect: view.aspect, turning: turning)
    }
    return outlines.count * 2 >= scenes.count ? SketchFit.combined(outlines) : nil
  }

  /// By the shadows on those of `scenes` that show the place clearly.
  func height(_ outline: PixelOutline, scenes: [Int]) -> Measured<Metres> {
    let usable = scenes.filter { aspects.indices.contains($0) && aspects[$0].hindrance == nil }
    guard !usable.isEmpty else {
      let hindrance = scenes.compactMap { aspects.indices.contains($0) ? aspects[$0].hindrance : nil }.first
      return .refused(hindrance ?? "no clear picture shows it")
    }
    let middle = outline.middle
    let views = usable.map { scene in
      (scene, try? aspects[scene].view(at: middle, on: series.grid, gsd: gsd))
    }
    let known = views.compactMap { scene, view in view.map { (scene: scene, view: $0) } }
    guard !known.isEmpty else { return .refused("the place cannot be put on the globe") }
    let reach = known.map { $0.view.perMetre * Self.followed }.max() ?? 0
    let pixels = Surroundings.covered(
      outline.ring, in: Window(column: 0, row: 0, columns: series.grid.columns, rows: series.grid.rows))
    let window = Composite.window(around: pixels, grid: series.grid, margin: Int(min(reach, 120)) + Self.margin)
    let likelihoods = known.compactMap { scene, view in
      ShadowHeight.likelihood(
        outline, series.raster(of: scene, window: window), window: window, view: view)
    }
    return ShadowHeight.estimate(
      likelihoods, scenes: known.map { (aspects[$0.scene], $0.view) }, errors: outline.errors)
  }
}

extension FeatureSize {
  init(_ size: ThingSize) {
    self.init(length: size.length, width: size.width, perimeter: size.perimeter, orientation: size.orientation)
  }
}
