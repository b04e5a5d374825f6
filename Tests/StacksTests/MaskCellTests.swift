import Places
import Rasters
import Statistics
import Testing

@testable import Stacks

/// Masks of grids so large that weather is found on squares of their pixels.
@Suite struct MaskCellTests {
  /// A window that begins and ends inside cells.
  private static let window = Window(column: 5, row: 3, columns: 17, rows: 14)

  @Test("Every pixel of a window lies in exactly one cell, and in the grid's own", arguments: [1, 2, 3, 4, 20])
  func lattice(_ factor: Int) {
    let lattice = CellLattice(Self.window, factor: factor)
    var owners = [Int](repeating: 0, count: Self.window.pixelCount)
    for row in 0..<lattice.cells.rows {
      for column in 0..<lattice.cells.columns {
        for r in lattice.rows(row) {
          for c in lattice.columns(column) {
            owners[r * Self.window.columns + c] += 1
            #expect((r + Self.window.row) / factor == row + lattice.cells.row)
            #expect((c + Self.window.column) / factor == column + lattice.cells.column)
          }
        }
      }
    }
    #expect(owners.allSatisfy { $0 == 1 })
    #expect(CellLattice(Window(column: 7, row: 2, columns: 0, rows: 0), factor: factor).cells.isEmpty)
  }

  @Test("Grids of up to 8 million pixels are masked by pixels, larger ones by at most 5 million cells")
  func side() {
    func side(_ columns: Int, _ rows: Int) -> Int {
      SceneMasks.cellSide(
        Grid(columns: columns, rows: rows, geotransform: Geotransform([0, 1, 0, 0, 0, -1]), crs: .wgs84))
    }
    #expect(side(144, 144) == 1 && side(4_000, 2_000) == 1)
    #expect(side(4_000, 2_001) == 2 && side(6_000, 6_000) == 3 && side(10_000, 10_000) == 5)
  }

  @Test("A cell has the code of most of its pixels; what is found out of it goes to those that nothing else hides")
  func majority() {
    let lattice = CellLattice(Window(column: 0, row: 0, columns: 4, rows: 2), factor: 2)
    let (seen, off, cloud, snow) = (MaskCode.seen, MaskCode.offPicture, MaskCode.cloud, MaskCode.snow)
    let pixels = [cloud, cloud, off, off, cloud, seen, off, snow]
    #expect(lattice.majority(pixels.span, absent: off) == [cloud, snow])
    let absent = [UInt8](repeating: off, count: 8)
    #expect(lattice.majority(absent.span, absent: off) == [off, off])
    var codes = [seen, snow, off, seen, seen, seen, off, off]
    lattice.spread([cloud, seen], before: [seen, seen], over: &codes)
    #expect(codes == [cloud, snow, off, seen, cloud, cloud, off, off])
  }

  @Test("A reduced scene holds the mean of what was measured, and the status of most of it")
  func reduced() throws {
    var generator = SeededGenerator(seed: 771)
    let count = Self.window.pixelCount
    let status = (0..<count).map { _ -> UInt8 in
      let draw = generator.uniform()
      return draw < 0.2 ? WarpedScene.Status.absent : draw < 0.3 ? WarpedScene.Status.saturated : 1
    }
    let samples = (0..<2 * count).map { _ in Float(generator.uniform(100...900)) }
    let scene = WarpedScene(window: Self.window, bandCount: 2, samples: samples, status: status)
    let lattice = CellLattice(Self.window, factor: 3)
    let reduced = scene.reduced(to: lattice)
    #expect(reduced.window == lattice.cells && reduced.bandCount == 2)
    for row in 0..<lattice.cells.rows {
      for column in 0..<lattice.cells.columns {
        let pixels = lattice.rows(row).flatMap { r in lattice.columns(column).map { r * Self.window.columns + $0 } }
          .filter { status[$0] != WarpedScene.Status.absent }
        let index = row * lattice.cells.columns + column
        for band in 0..<2 where !pixels.isEmpty {
          let mean = pixels.reduce(Float(0)) { $0 + samples[band * count + $1] } / Float(pixels.count)
          let number = reduced.withPlanes { numbers, _ in numbers[band * lattice.cells.pixelCount + index] }
          #expect(abs(reduced.offset + reduced.scale * Float(number) - mean) <= 1.01 * reduced.scale)
        }
        let saturated = pixels.count { status[$0] == WarpedScene.Status.saturated }
        let found = reduced.withPlanes { _, status in status[index] }
        let expected: UInt8 = pixels.isEmpty ? 0 : 2 * saturated > pixels.count ? WarpedScene.Status.saturated : 1
        #expect(found == expected)
      }
    }
  }

  @Test(
    "A haze field of cells, brought onto their pixels, tells of each pixel what it told of its cell", arguments: [2, 4])
  func haze(_ factor: Int) {
    let (columns, rows) = (HazeField.cellCount(200), HazeField.cellCount(120))
    // A plane: bilinear values hold it between centres.
    let coarse = HazeField(
      columns: columns, rows: rows,
      values: (0..<columns * rows).map { Float($0 % columns) * 3 - Float($0 / columns) * 2 })
    let grid = Grid(
      columns: 200 * factor, rows: 120 * factor, geotransform: Geotransform([0, 1, 0, 0, 0, -1]), crs: .wgs84)
    let fine = coarse.enlarged(by: factor, to: grid)
    #expect(fine.columns == HazeField.cellCount(grid.columns) && fine.rows == HazeField.cellCount(grid.rows))
    let size = HazeField.cellSize
    for row in stride(from: size * factor, to: 100 * factor, by: 7) {
      let (line, plain) = (HazeLine(fine, row: row), (Float(row) + 0.5) / Float(factor * size) - 0.5)
      for column in stride(from: size * factor, to: 180 * factor, by: 5) {
        let across = (Float(column) + 0.5) / Float(factor * size) - 0.5
        #expect(abs(line.value(column: column) - (3 * across - 2 * plain)) < 0.01)
      }
    }
  }

  @Test(
    "On cells of two and three pixels clouds and shadows are found as on single pixels, and ground stays seen",
    arguments: [1, 2, 3])
  func weather(_ factor: Int) {
    let world = StackWorld(seed: 772)
    func share(_ pixel: Int, _ column: Double, _ row: Double) -> Double {
      min(1, max(0, (30 - StackWorld.distance(pixel, (column: column, row: row))) / 5))
    }
    let inputs = (0..<world.count).map { scene in
      world.input(
        scene,
        look: { _, pixel, ground in
          guard scene == 5 else { return ground }
          let shadowed = ground * (1 - 0.5 * share(pixel, 96, 100))
          return shadowed + share(pixel, 44, 44) * (1_600 - shadowed)
        })
    }
    let pixels = 0..<StackWorld.side * StackWorld.side
    let builder = StackBuilder(grid: world.grid, threads: 2, maskCellSide: factor)
    let result = builder.build(inputs, reference: 0)
    #expect(result.excluded.isEmpty)
    for (reasons, column, row) in [
      ([Visibility.cloud, .haze], 44.0, 44.0), ([.cloudShadow], 96, 100),
    ] {
      // Opacity of 0.26 ends 28.7 pixels from the middle; beside it lie cells that are half in it.
      let judged = pixels.filter {
        abs(StackWorld.distance($0, (column: column, row: row)) - 28.7) > Double(factor) + 1
      }
      let truth = Set(judged.filter { share($0, column, row) > 0.26 })
      let found = Set(judged.filter { reasons.contains(result.series.visibility(of: 5, pixel: $0)) })
      let hit = Double(truth.intersection(found).count)
      #expect(hit / Double(truth.count) >= 0.9, "\(reasons): recall \(hit / Double(truth.count))")
      #expect(hit / Double(found.count) >= 0.9, "\(reasons): precision \(hit / Double(found.count))")
    }
    for scene in 0..<world.count where scene != 5 {
      #expect(result.series.clearShare(of: scene, pixels: Array(pixels)) > 0.99, "date \(scene)")
    }
  }

  @Test("Noise of means falls with the side of cells where pixels are independent, and stays where it is wide")
  func independence() throws {
    // What cells must not do: mask quiet scenes because their means were held against the noise of pixels, or miss thin
    // weather for the opposite reason. Of a scene with independent noise a veil of one pixel's deviation stands out of
    // cells of nine pixels by three of their own.
    let world = StackWorld(seed: 773)
    let inputs = (0..<world.count).map { scene in
      world.input(
        scene, noise: 20,
        look: { _, pixel, ground in
          let isVeiled = scene == 6 && StackWorld.distance(pixel, (column: 70, row: 70)) < 24
          return isVeiled ? ground + 60 : ground
        })
    }
    func share(_ factor: Int) -> Double {
      let builder = StackBuilder(grid: world.grid, threads: 2, maskCellSide: factor)
      let pixels = (0..<StackWorld.side * StackWorld.side).filter {
        StackWorld.distance($0, (column: 70, row: 70)) < 20
      }
      return 1 - builder.build(inputs, reference: 0).series.clearShare(of: 6, pixels: pixels)
    }
    #expect(share(3) >= share(1) - 0.02)
  }
}
