import Quantities

/// The truth of one scene: when, under what light and air, and where its content lies.
package struct SimulatedScene: Sendable, Hashable {
  package let index: Int
  /// Moment of the overpass, to the second.
  package let date: Timestamp
  package let sunElevation: Radians
  /// Clockwise from north.
  package let sunAzimuth: Radians
  /// Where content lies in the scene minus where the same content lies in the reference grid, at the centre, in
  /// pixels, downwards.
  package let shiftInRows: Double
  /// The same, to the right.
  package let shiftInColumns: Double
  /// Residual turn of the content about the centre, from the direction of columns towards that of rows.
  package let rotation: Radians
  /// Residual enlargement of the content about the centre; 0 is none.
  package let enlargement: Double
  /// Part of the picture under cloud of more than half its full opacity, 0–1.
  package let cloudFraction: Double
  /// Mean part of the light that haze replaces by its own, 0–1.
  package let hazeDepth: Double
  /// Standard deviation of the optics' Gaussian, in pixels.
  package let opticsSigmaInPixels: Double
  package let hasNoDataCorner: Bool
  let light: SceneLight
  let geometry: SceneGeometry
  package let view: SceneView

  /// Name of the scene's file: `SIM_2021-01-07.tif`.
  package var fileName: String { "SIM_\(date.day).tif" }

  /// Whether a pixel lies in the missing corner.
  func isCut(column: Int, row: Int, columns: Int, rows: Int) -> Bool {
    guard hasNoDataCorner else { return false }
    let across = geometry.corner % 2 == 0 ? column : columns - 1 - column
    let down = geometry.corner < 2 ? row : rows - 1 - row
    return (Double(across) + 0.5) / geometry.cornerInColumns + (Double(down) + 0.5) / geometry.cornerInRows < 1
  }
}

/// Light, air and noise of one scene.
struct SceneLight: Sendable, Hashable {
  let gain: SIMD4<Float>
  let path: SIMD4<Float>
  /// Darkening of wet soil, 0 when dry.
  let moisture: Double
  let noiseScale: Double
  let noiseNeighbourWeight: Double
  let blockNoise: Double
  let cloudWavelengthInPixels: Double
  let cloudSoftness: Double
  let cloudHeight: Double
  /// Greenness of the three classes of vegetation, 0–1.
  let greenness: SIMD4<Float>
}

/// What moves inside one scene besides the shift.
struct SceneGeometry: Sendable, Hashable {
  /// Displacement of the tallest roof, in pixels.
  let leanInColumns: Double
  let leanInRows: Double
  /// Legs of the missing corner in pixels, 0 where the scene is whole.
  let cornerInColumns: Double
  let cornerInRows: Double
  /// 0 top left, 1 top right, 2 bottom left, 3 bottom right.
  let corner: Int
}
