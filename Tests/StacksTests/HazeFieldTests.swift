import Foundation
import Rasters
import Testing

@testable import Stacks

@Suite struct HazeFieldTests {
  /// A bump with the shape of a squared cosine, `size` pixels across, 1 in its middle.
  private func bump(_ pixel: Int, size: Double) -> Double {
    let away = StackWorld.distance(pixel, (column: 72, row: 72))
    return away < size / 2 ? pow(cos(.pi * away / size), 2) : 0
  }

  private func means(_ series: StackSeries, _ scene: Int, _ world: StackWorld, over pixels: [Int]) -> [Double] {
    let raster = series.raster(of: scene, window: world.whole)
    return (0..<StackWorld.bandCount).map { band in
      pixels.reduce(0) {
        $0 + Double(raster.samples[band * world.grid.pixelCount + $1]) - world.ground[band][$1]
      } / Double(pixels.count)
    }
  }

  private func square(_ size: Int) -> [Int] {
    let first = (StackWorld.side - size) / 2
    return (0..<size * size).map { (first + $0 / size) * StackWorld.side + first + $0 % size }
  }

  @Test(
    "Of a smooth bump on one date, 60 px wide at half its height, over half is taken off; of a wider one four fifths",
    arguments: [741, 742, 743] as [UInt64], [(40.0, 60.0, 0.45), (-40, 60, 0.45), (40, 110, 0.2), (-40, 110, 0.2)])
  func passingBump(_ seed: UInt64, _ shape: (height: Double, width: Double, left: Double)) {
    let world = StackWorld(seed: seed)
    let result = world.build { scene, _, pixel, ground in
      scene == 5 ? ground + shape.height * bump(pixel, size: 2 * shape.width) : ground
    }
    let middle = square(16)
    #expect(result.series.clearShare(of: 5, pixels: middle) > 0.95)
    for rest in means(result.series, 5, world, over: middle) {
      #expect(abs(rest) < shape.left * abs(shape.height), "\(rest) of \(shape.height) is left")
    }
    for rest in means(result.series, 4, world, over: middle) {
      #expect(abs(rest) < 0.1 * abs(shape.height), "the date before is off by \(rest)")
    }
  }

  @Test("A square of 40 px that stays is left as it is", arguments: [741, 742, 743] as [UInt64], [60.0, -60])
  func standingSquare(_ seed: UInt64, _ height: Double) {
    let world = StackWorld(seed: seed)
    let pixels = square(40)
    let isSquare = Set(pixels)
    let result = world.build { scene, _, pixel, ground in
      scene >= 6 && isSquare.contains(pixel) ? ground + height : ground
    }
    for scene in 0..<12 {
      for step in means(result.series, scene, world, over: pixels) {
        #expect(abs(step - (scene >= 6 ? height : 0)) < 0.15 * abs(height), "scene \(scene): \(step)")
      }
    }
  }

  @Test("Cells that step and stay make no field; one date's wide bump makes its own, smoothed")
  func cells() {
    let (scenes, columns) = (12, 9)
    func fields(_ value: (_ scene: Int, _ row: Int, _ column: Int) -> Float?) -> [HazeField] {
      HazeField.fields(
        means: (0..<scenes).map { scene in
          (0..<columns * columns).map { value(scene, $0 / columns, $0 % columns) }
        }, columns: columns)
    }
    let step = fields { scene, row, column in scene >= 5 && (3...5).contains(row) && (3...5).contains(column) ? 8 : 0 }
    #expect(step.allSatisfy { $0.values.allSatisfy { $0 == 0 } })
    let passing = fields { scene, row, column in scene == 5 && (2...6).contains(row) ? 8 : 0 }
    for (scene, field) in passing.enumerated() {
      #expect(field.values[4 * columns + 4] == (scene == 5 ? 8 : 0))
      #expect(field.values[4] == 0)
    }
    let absent = fields { scene, _, _ in scene == 5 ? nil : 3 }
    #expect(absent.allSatisfy { $0.values.allSatisfy { $0 == 0 } })
  }

  @Test("Along a row a field is bilinear between the centres of its cells, and level beyond the outer ones")
  func bilinear() {
    // 3 × 2 cells: value 10 · column + 100 · row of the cell.
    let field = HazeField(columns: 3, rows: 2, values: [0, 10, 20, 100, 110, 120])
    for row in 0..<32 {
      let line = HazeLine(field, row: row)
      for column in 0..<48 {
        let across = min(max((Double(column) + 0.5) / 16 - 0.5, 0), 2)
        let down = min(max((Double(row) + 0.5) / 16 - 0.5, 0), 1)
        #expect(abs(Double(line.value(column: column)) - (10 * across + 100 * down)) < 1e-4)
      }
    }
  }
}
