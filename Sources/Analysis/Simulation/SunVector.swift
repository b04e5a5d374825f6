import Foundation
import Quantities
import Rasters

/// The sun's direction on the picture, north up.
struct SunVector: Sendable {
  /// Unit vector towards the sun, in columns and rows.
  let columns: Double
  let rows: Double
  /// Length of a shadow over the height that casts it.
  let cotangent: Double

  init(_ scene: SimulatedScene) {
    columns = sin(scene.sunAzimuth.magnitude)
    rows = -cos(scene.sunAzimuth.magnitude)
    // Below 5° no optical picture is taken; the bound keeps an odd place or season from endless shadows.
    cotangent = 1 / tan(max(scene.sunElevation.magnitude, 5 * .pi / 180))
  }

  /// From the top of something `height` metres high to the end of its shadow, in pixels.
  func shadow(ofHeight height: Double, gsd: Double) -> (columns: Double, rows: Double) {
    let length = height * cotangent / gsd
    return (-columns * length, -rows * length)
  }
}
