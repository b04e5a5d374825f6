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

  /// `nil` where the outline is no area, or the grid's CRS cannot be left.
  func size(_ outline: PixelOutline) -> FeatureSize? {
    // A transform belongs to one thread: each call makes its own.
    guard let toGround = try? CoordinateTransform(from: series.grid.crs, to: .wgs84),
      let size = try? ThingSize(outline, grid: series.grid, by: toGround, registration: registration)
    else { return nil }
    return FeatureSize(size)
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
    let reference = known.count >= 4 ? Composite.lit(series, scenes: known.map(\.scene), window: window) : nil
    let likelihoods = known.compactMap { scene, view in
      ShadowHeight.likelihood(
        outline, series.raster(of: scene, window: window), window: window, reference: reference, view: view)
    }
    let relative = known.reduce(0) { sum, entry in
      let share = aspects[entry.scene].relativeDeviation(gsd: gsd)
      return sum + share * share
    }
    return ShadowHeight.estimate(
      likelihoods, relative: (relative / Double(known.count)).squareRoot(),
      perMetre: known.reduce(0) { $0 + $1.view.perMetre } / Double(known.count), errors: outline.errors)
  }
}

extension FeatureSize {
  init(_ size: ThingSize) {
    self.init(length: size.length, width: size.width, perimeter: size.perimeter, orientation: size.orientation)
  }
}
