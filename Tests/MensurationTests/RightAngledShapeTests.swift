import Foundation
import Rasters
import Testing

@testable import Mensuration

@Suite("Right-angled shapes")
struct RightAngledShapeTests {
  @Test("The rectangle with the largest sum is that of trying them all, at seeded planes")
  func largest() {
    for seed in 1...20 {
      let (columns, rows, least) = (9, 7, 2)
      let values = (0..<columns * rows).map { Int8(($0 &* 7_919 &+ seed &* 104_729) % 7 - 3) }
      var best = 0
      for top in 0..<rows {
        for bottom in top + least..<max(rows + 1, top + least + 1) where bottom <= rows {
          for left in 0..<columns {
            for right in left + least..<max(columns + 1, left + least + 1) where right <= columns {
              var sum = 0
              for row in top..<bottom { for column in left..<right { sum += Int(values[row * columns + column]) } }
              best = max(best, sum)
            }
          }
        }
      }
      let found = LargestRectangle.find(in: values, columns: columns, rows: rows, least: least)
      #expect(found?.sum ?? 0 == best, "seed \(seed)")
    }
  }

  @Test("Rings keep the cells on their right hand: outer ones have positive area, holes negative")
  func rings() {
    let rows = [
      "......",
      ".####.",
      ".#..#.",
      ".####.",
      "....#.",
      ".#....",
    ]
    let flags = rows.flatMap { $0.map { $0 == "#" } }
    let found = CellRings.trace(flags, columns: 6, rows: 6)
    #expect(found.map(CellRings.area).sorted() == [-2, 1, 13])
    #expect(found.map(\.count).sorted() == [4, 4, 6])
    #expect(CellRings.trace([Bool](repeating: false, count: 36), columns: 6, rows: 6).isEmpty)
  }

  @Test("Cells that touch by a corner alone are two rings")
  func corner() {
    let found = CellRings.trace([true, false, false, true], columns: 2, rows: 2)
    #expect(found.map(CellRings.area) == [1, 1])
  }

  @Test("A rectangle takes one rectangle, an L two, and noise below a twenty-fifth none")
  func shapes() throws {
    let box = try #require(OrientedBox(around: Self.points([(0, 0), (40, 0), (40, 30), (0, 30)])))
    let whole = try #require(RightAngledShape(box, leastSide: 3) { Self.lies($0, 0..<40, 0..<30) })
    #expect(whole.rings.count == 1 && whole.rings[0].count == 4)
    let angled = try #require(
      RightAngledShape(box, leastSide: 3) { Self.lies($0, 0..<40, 0..<30) && !Self.lies($0, 20..<40, 14..<30) })
    #expect(angled.rings.count == 1 && angled.rings[0].count == 6)
    #expect(abs(PixelOutline.signedArea(angled.rings[0]) - 880) < 60)
    let court = try #require(
      RightAngledShape(box, leastSide: 3) { Self.lies($0, 0..<40, 0..<30) && !Self.lies($0, 14..<28, 9..<21) })
    #expect(court.rings.count == 2 && abs(PixelOutline.signedArea(court.rings[1]) + 168) < 30)
    let nicked = try #require(
      RightAngledShape(box, leastSide: 3) { Self.lies($0, 0..<40, 0..<30) && !Self.lies($0, 36..<40, 26..<30) })
    #expect(nicked.rings[0].count == 4)
    #expect(RightAngledShape(box, leastSide: 3) { _ in false } == nil)
  }

  @Test("Of three classes of brightness the threshold parts the darkest; of one value there is none")
  func shadow() throws {
    let values = (0..<300).map { Float([20, 90, 160][$0 % 3]) + Float($0 % 7) }
    let level = try #require(ShadowLevel.threshold(values))
    #expect(level > 26 && level <= 90)
    #expect(ShadowLevel.threshold([5, 5, 5]) == nil && ShadowLevel.threshold([]) == nil)
  }

  @Test("A thing narrower than three pixels has no area, in these words; a hole is taken off an outline's area")
  func area() {
    let thin = PixelOutline(freehand: Self.points([(0, 0), (20, 0), (20, 1), (0, 1)]))
    let plane = ContrastPlane(
      window: Window(column: 0, row: 0, columns: 24, rows: 8), values: [Float](repeating: 0, count: 192),
      valid: [Bool](repeating: true, count: 192), separation: 1)
    #expect(
      ThingArea(thin, on: plane, region: Array(0..<20))
        == .refused("narrower than 3 pixels: its edges run into each other at this pixel size"))
    var square = PixelOutline(freehand: Self.points([(0, 0), (20, 0), (20, 20), (0, 20)]))
    square.holes = [Self.points([(5, 5), (5, 9), (9, 9), (9, 5)])]
    #expect(square.areaInPixels == 384 && square.perimeterInPixels == 96)
    #expect(!square.contains(PixelPoint(column: 7, row: 7)) && square.contains(PixelPoint(column: 3, row: 7)))
    #expect(square.moved(columns: 2, rows: 1).holes[0][0] == PixelPoint(column: 7, row: 6))
  }

  private static func points(_ places: [(Double, Double)]) -> [PixelPoint] {
    places.map { PixelPoint(column: $0.0, row: $0.1) }
  }

  private static func lies(_ point: PixelPoint, _ columns: Range<Int>, _ rows: Range<Int>) -> Bool {
    point.column >= Double(columns.lowerBound) && point.column < Double(columns.upperBound)
      && point.row >= Double(rows.lowerBound) && point.row < Double(rows.upperBound)
  }
}
