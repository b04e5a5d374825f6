import Kernels
import Rasters
import Statistics
import Testing

@testable import Stacks

@Suite struct GroundSlopesTests {
  @Test("The median of up to five is that of the sorted values", arguments: 0...5)
  func median(_ count: Int) {
    var generator = SeededGenerator(seed: 4_600 + UInt64(count))
    for _ in 0..<100 {
      let values = (0..<5).map { _ in Float(generator.normal()) }
      let expected = Quantiles.median(values.prefix(count).map(Double.init)) ?? 0
      let vectors = values.map { BandVector(repeating: $0) }
      #expect(abs(Double(GroundSlopes.median(vectors.span, count: count)[0]) - expected) < 1e-6)
    }
  }

  /// A ridge of roofs on a slope that every scene shows.
  private func ground(_ band: Int, _ pixel: Int) -> Double {
    let (column, row) = (Double(pixel % StackWorld.side), Double(pixel / StackWorld.side))
    return (band == 0 ? 400 : 300) + (band == 0 ? 3 : -1.5) * column + (band == 0 ? -2 : 4) * row
  }

  @Test("Even ground has its slopes everywhere but at the border, in spite of noise and of what one date shows")
  func even() {
    let world = StackWorld(count: 12, seed: 4_610)
    let series = world.build { scene, band, pixel, _ in
      // One date shows a block that no other does.
      ground(band, pixel) + (scene == 5 && (60..<70).contains(pixel % StackWorld.side) ? 200 : 0)
    }.series
    let displacements = (0..<series.count).map { _ in Float(0.1) }
    let slopes = GroundSlopes(series, displacements: displacements)
    #expect(slopes.scenes.count == 5 && slopes.scenes == slopes.scenes.sorted())
    let found = slopes.over(Window(column: 20, row: 30, columns: 80, rows: 50))
    // `[pixel * 2 + axis]`, two bands to one vector.
    func middle(_ axis: Int, _ band: Int) -> Double {
      Quantiles.median(stride(from: axis, to: found.count, by: 2).map { Double(found[$0][band]) }) ?? 0
    }
    #expect(found.count == 80 * 50 * 2)
    #expect(abs(middle(0, 0) - 3) < 0.15 && abs(middle(1, 0) + 2) < 0.1)
    #expect(abs(middle(0, 1) + 1.5) < 0.1 && abs(middle(1, 1) - 4) < 0.2)
    let spread = Quantiles.robustDeviation(stride(from: 0, to: found.count, by: 2).map { Double(found[$0][0]) }) ?? 9
    #expect(spread < 0.3 * StackWorld.noise)
  }

  @Test("Dates that lie worse than the middle one are not looked at where others saw as much")
  func wellPlaced() {
    let series = StackWorld(count: 12, seed: 4_611).build().series
    let displacements = (0..<series.count).map { Float($0 % 2 == 0 ? 0.4 : 0.02) }
    let slopes = GroundSlopes(series, displacements: displacements)
    #expect(slopes.scenes.allSatisfy { displacements[$0] < 0.1 })
  }

  @Test("A window beyond the grid is level there")
  func beyond() {
    let series = StackWorld(count: 6, seed: 4_612).build().series
    let slopes = GroundSlopes(series, displacements: Array(repeating: 0.1, count: series.count))
    let found = slopes.over(Window(column: -6, row: 0, columns: 5, rows: 4))
    #expect(found.allSatisfy { $0[0] == 0 && $0[1] == 0 })
  }
}
