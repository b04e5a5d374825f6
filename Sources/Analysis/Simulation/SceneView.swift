import Foundation

/// From where a scene was taken.
package struct SceneView: Sendable, Hashable {
  /// Radians from the vertical.
  package let offNadir: Double
  /// Direction from the ground to the satellite, radians clockwise from north.
  package let azimuth: Double

  static let nadir = SceneView(offNadir: 0, azimuth: 0)

  /// Where the picture, put on flat ground, shows the top of something `height` metres high: away from the satellite, in
  /// pixels from its foot.
  package func lean(ofHeight height: Double, gsd: Double) -> (columns: Double, rows: Double) {
    let length = height * tan(offNadir) / gsd
    return (-sin(azimuth) * length, cos(azimuth) * length)
  }
}
