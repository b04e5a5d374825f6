import Statistics
import Testing

@testable import Stacks

@Suite struct ShadowCastTests {
  private static let side = 240
  private static let step = (columns: -47, rows: -29)

  /// Seeded round clouds and their shadows, the latter moved by up to `scatter` pixels more, and a dark thing.
  private func view(seed: UInt64, scatter: Double, thing: (column: Int, row: Int)) -> ShadowCast.View {
    let count = Self.side * Self.side
    var (cloud, dark) = ([Bool](repeating: false, count: count), [Bool](repeating: false, count: count))
    var generator = SeededGenerator(seed: seed)
    func fill(_ flags: inout [Bool], column: Double, row: Double, radius: Double) {
      for pixel in flags.indices {
        let (right, down) = (Double(pixel % Self.side) - column, Double(pixel / Self.side) - row)
        if right * right + down * down < radius * radius { flags[pixel] = true }
      }
    }
    for _ in 0..<9 {
      let (column, row) = (generator.uniform(20...220), generator.uniform(20...220))
      let radius = generator.uniform(9...16)
      fill(&cloud, column: column, row: row, radius: radius)
      fill(
        &dark, column: column + Double(Self.step.columns) + generator.uniform(-scatter...scatter),
        row: row + Double(Self.step.rows) + generator.uniform(-scatter...scatter), radius: radius)
    }
    fill(&dark, column: Double(thing.column), row: Double(thing.row), radius: 8)
    for pixel in dark.indices where cloud[pixel] { dark[pixel] = false }
    return ShadowCast.View(
      cloud: cloud, dark: dark, isClear: cloud.map { !$0 }, columns: Self.side, rows: Self.side)
  }

  @Test("The step is found within a pixel from one that is six pixels off", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func sharp(_ seed: UInt64) throws {
    let cast = try #require(
      ShadowCast(view(seed: seed, scatter: 0.01, thing: (60, 180)), near: [(-53, -23)], reach: 10))
    #expect(abs(cast.step.columns + 47) <= 1 && abs(cast.step.rows + 29) <= 1, "\(cast.step)")
    #expect(cast.slack <= 2)
  }

  @Test("What no cloud shades is lit, what one shades is not, and beyond the picture nothing is said") func lit() throws
  {
    let thing = (column: 60, row: 180)
    let view = view(seed: 2, scatter: 0.01, thing: thing)
    let cast = try #require(ShadowCast(view, near: [(-50, -30)], reach: 10))
    var (shaded, lit) = (0, 0)
    for pixel in view.cloud.indices where view.cloud[pixel] {
      let (column, row) = (pixel % Self.side + cast.step.columns, pixel / Self.side + cast.step.rows)
      guard column >= 0, row >= 0 else { continue }
      shaded += 1
      if cast.isLit(row * Self.side + column) { lit += 1 }
    }
    #expect(shaded > 1_000 && lit == 0)
    let corner = (Self.side - 10) * Self.side + Self.side - 10
    #expect(!cast.isLit(corner) && !cast.isShaded(corner))
    let source = (thing.row - cast.step.rows) * Self.side + thing.column - cast.step.columns
    #expect(cast.isLit(thing.row * Self.side + thing.column) == !view.cloud[source])
  }

  @Test("Clouds of several heights leave their shadows more room than clouds of one") func slack() throws {
    let room = try (1...6).map { seed in
      try #require(
        ShadowCast(view(seed: seed, scatter: 5, thing: (60, 180)), near: [Self.step], reach: 16)
      ).slack
    }
    #expect(room.reduce(0, +) >= 12, "\(room)")
  }

  @Test("Dark places that lie at no step from the clouds give none") func unlike() {
    let view = view(seed: 3, scatter: 0.01, thing: (60, 180))
    var generator = SeededGenerator(seed: 9)
    let dark = view.dark.indices.map { _ in generator.uniform(0...1) < 0.2 }
    let other = ShadowCast.View(
      cloud: view.cloud, dark: dark, isClear: view.isClear, columns: Self.side, rows: Self.side)
    #expect(ShadowCast(other, near: [Self.step, (20, 30)], reach: 8) == nil)
  }
}
