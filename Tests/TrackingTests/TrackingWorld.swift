import Geodesy
import Quantities
import Rasters
import Statistics

@testable import Stacks

/// A stack whose normalised values are what is said here, plus seeded noise; a scene every 30 days.
struct TrackingWorld {
  static let side = 64
  static let bandCount = 3
  static let noise = 4.0

  let count: Int
  let seed: UInt64
  /// Value of scene, band and pixel.
  var look: (_ scene: Int, _ band: Int, _ pixel: Int) -> Double
  /// Whether a mask hides the pixel on that scene.
  var isHidden: (_ scene: Int, _ pixel: Int) -> Bool = { _, _ in false }

  /// Ground that nothing changes: waves, so that haze has something to wipe out.
  static func ground(_ band: Int, _ pixel: Int) -> Double {
    let (column, row) = (pixel % side, pixel / side)
    return 300 + 40 * Double(band) + (column / 4 % 2 == row / 6 % 2 ? 60 : 0)
  }

  static func rectangle(_ column: Int, _ row: Int, _ columns: Int, _ rows: Int) -> [Int] {
    (0..<columns * rows).map { (row + $0 / columns) * side + column + $0 % columns }
  }

  var series: StackSeries {
    let side = Self.side
    let window = Window(column: 0, row: 0, columns: side, rows: side)
    let scenes = (0..<count).map { scene -> WarpedScene in
      var generator = SeededGenerator(seed: seed, stream: UInt64(scene))
      let samples = (0..<Self.bandCount).flatMap { band in
        (0..<window.pixelCount).map { Float(look(scene, band, $0) + Self.noise * generator.normal()) }
      }
      return WarpedScene(
        window: window, bandCount: Self.bandCount, samples: samples,
        status: [UInt8](repeating: WarpedScene.Status.measured, count: window.pixelCount))
    }
    let same = [SceneTransfer.Corner(from: 0, to: 0), SceneTransfer.Corner(from: 1_000, to: 1_000)]
    let transfer = SceneTransfer(
      curves: Array(repeating: same, count: Self.bandCount),
      fields: Array(repeating: [0, 0, 0, 0, 0, 0], count: Self.bandCount),
      deviations: Array(repeating: Self.noise, count: Self.bandCount), invariantShare: 1)
    return StackSeries(
      grid: Grid(
        columns: side, rows: side, geotransform: Geotransform([300_000, 5, 0, 2_780_000, 0, -5]),
        crs: CRS("EPSG:32640")), bandCount: Self.bandCount,
      dates: (0..<count).map { Timestamp(secondsSince1970: 1_546_300_800 + $0 * 30 * 86_400) },
      sceneIDs: (0..<count).map { "scene\($0)" }, scenes: scenes,
      transfers: Array(repeating: transfer, count: count),
      codes: (0..<count).map { scene in
        (0..<window.pixelCount).map { isHidden(scene, $0) ? MaskCode.cloud : MaskCode.seen }
      },
      tables: scenes.map { scene in
        (0..<Self.bandCount).map { _ in StackSeries.table(same, offset: scene.offset, scale: scene.scale) }
      })
  }
}
