import Foundation

/// Where cloud, or the shadow of cloud, truly lies in one scene: what masks are scored against.
///
/// On the reference grid, as all truth: content at a place of it lies in the scene's own pixels further by the scene's
/// shift, and its clouds with it. The residual turn and scale of a scene, 0.1 pixels at the edge, are left out.
struct CloudTruth {
  /// The least optical depth that counts. The opacity of a cloud is 1 − exp(−depth): the share of the ground's light
  /// that it replaces by its own, and of the sun's direct light that it may keep from the ground in its shadow.
  static let leastDepth = 0.3

  static let clear: UInt8 = 0
  static let cloud: UInt8 = 1
  static let shadow: UInt8 = 2

  let options: PlantOptions
  let scene: SimulatedScene

  /// Row by row; what is both cloud and shadow is cloud.
  func codes() -> [UInt8] {
    let count = options.columns * options.rows
    guard scene.cloudFraction > 0 else { return Array(repeating: Self.clear, count: count) }
    let atmosphere = Atmosphere(options: options, scene: scene)
    let clouds = atmosphere.clouds
    let level = atmosphere.threshold(clouds.field(columns: options.columns, rows: options.rows))
    let least = Float(1 - exp(-Self.leastDepth))
    let way = SunVector(scene).shadow(ofHeight: scene.light.cloudHeight, gsd: options.gsd)
    func isOpaque(columns: Double, rows: Double) -> [Bool] {
      clouds.field(
        columns: options.columns, rows: options.rows, originColumn: scene.shiftInColumns - columns,
        originRow: scene.shiftInRows - rows
      ).map { atmosphere.opacity($0, threshold: level) >= least }
    }
    return zip(isOpaque(columns: 0, rows: 0), isOpaque(columns: way.columns, rows: way.rows)).map {
      $0 ? Self.cloud : $1 ? Self.shadow : Self.clear
    }
  }
}
