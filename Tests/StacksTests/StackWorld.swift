import Foundation
import Geodesy
import Places
import Quantities
import Rasters
import Stacks
import Statistics

/// A site whose every scene is known: the same ground, seen through another gain, offset and noise on each date.
struct StackWorld: Sendable {
  static let side = 144
  static let bandCount = 2
  /// Deviation of the noise of every scene, in units of the reference.
  static let noise = 10.0

  let count: Int
  let seed: UInt64
  /// Per band and pixel, in units of the reference.
  let ground: [[Double]]

  init(count: Int = 12, seed: UInt64 = 701) {
    self.count = count
    self.seed = seed
    let fields = (0..<3).map { Self.smoothField(seed: seed, stream: UInt64($0)) }
    var generator = SeededGenerator(seed: seed, stream: 9)
    let texture = fields[0].indices.map { _ in 40 * generator.normal() }
    ground = [
      fields[0].indices.map { 500 + 150 * fields[0][$0] + 50 * fields[1][$0] + texture[$0] },
      fields[0].indices.map { 350 + 90 * fields[0][$0] + 60 * fields[2][$0] + 0.8 * texture[$0] },
    ]
  }

  /// A seeded field of deviation 1 whose waves are 15 to 100 pixels long.
  static func smoothField(seed: UInt64, stream: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed, stream: stream)
    var field = [Double](repeating: 0, count: side * side)
    for _ in 0..<40 {
      let length = generator.uniform(15...100)
      let direction = generator.uniform(0...2 * .pi)
      let phase = generator.uniform(0...2 * .pi)
      let (down, across) = (2 * .pi / length * sin(direction), 2 * .pi / length * cos(direction))
      for index in field.indices {
        field[index] += 0.2236 * cos(down * Double(index / side) + across * Double(index % side) + phase)
      }
    }
    return field
  }

  var grid: Grid {
    Grid(
      columns: Self.side, rows: Self.side, geotransform: Geotransform([300_000, 1, 0, 2_780_000, 0, -1]),
      crs: CRS("EPSG:32640"))
  }

  /// value at the reference's level = gain · number + offset; 1 and 0 for the first scene, which is the reference.
  func drift(of scene: Int) -> (gain: Double, offset: Double) {
    var generator = SeededGenerator(seed: seed, stream: 100 + UInt64(scene))
    return scene == 0 ? (1, 0) : (generator.uniform(0.6...1.6), generator.uniform(-150...150))
  }

  func id(_ scene: Int) -> String { "scene\(scene)" }

  func date(_ scene: Int) -> Timestamp { Timestamp(secondsSince1970: 1_546_300_800 + scene * 30 * 86_400) }

  /// What a sensor gives of the ground after `look` changed it.
  /// - Parameters:
  ///   - look: value of band and pixel on that date, at the reference's level, from the unchanged ground's.
  ///   - status: of each pixel.
  func input(
    _ scene: Int, noise: Double = noise, status: (Int) -> UInt8 = { _ in WarpedScene.Status.measured },
    look: (_ band: Int, _ pixel: Int, _ ground: Double) -> Double = { $2 }
  ) -> StackBuilder.Input {
    var generator = SeededGenerator(seed: seed, stream: 200 + UInt64(scene))
    let drift = drift(of: scene)
    var samples: [Float] = []
    for band in 0..<Self.bandCount {
      for pixel in 0..<Self.side * Self.side {
        let value = look(band, pixel, ground[band][pixel]) + noise * generator.normal()
        samples.append(Float((value - drift.offset) / drift.gain))
      }
    }
    return StackBuilder.Input(
      id: id(scene), date: date(scene),
      warped: WarpedScene(
        window: Window(column: 0, row: 0, columns: Self.side, rows: Self.side), bandCount: Self.bandCount,
        samples: samples, status: (0..<Self.side * Self.side).map(status)))
  }

  /// The stack of all scenes, each changed by `look`.
  func build(
    threads: Int = 2, look: (_ scene: Int, _ band: Int, _ pixel: Int, _ ground: Double) -> Double = { $3 }
  ) -> StackBuilder.Result {
    let inputs = (0..<count).map { scene in input(scene, look: { look(scene, $0, $1, $2) }) }
    return StackBuilder(grid: grid, threads: threads).build(inputs, reference: 0)
  }

  var whole: Window { Window(column: 0, row: 0, columns: Self.side, rows: Self.side) }

  /// Pixels of a square of `size` about the centre of cell `cell` of a lattice of 16 pixels, nine cells a row.
  static func roof(_ cell: Int, size: Int = 8) -> [Int] {
    let (row, column) = (cell / 9 * 16 + 8, cell % 9 * 16 + 8)
    return (0..<size * size).map { (row - size / 2 + $0 / size) * side + column - size / 2 + $0 % size }
  }

  /// Distance of a pixel's centre from a place, in pixels.
  static func distance(_ pixel: Int, _ place: (column: Double, row: Double)) -> Double {
    hypot(Double(pixel % side) + 0.5 - place.column, Double(pixel / side) + 0.5 - place.row)
  }
}
