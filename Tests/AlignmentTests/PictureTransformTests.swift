import Alignment
import Foundation
import Rasters
import Statistics
import Testing

@Suite struct PictureTransformTests {
  @Test("One transform followed by another leads where both lead in turn", arguments: 1...20 as ClosedRange<UInt64>)
  func composition(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed, stream: 72)
    func transform(_ centre: PixelPoint) -> PictureTransform {
      func slope() -> Double { generator.uniform(-0.02...0.02) }
      return PictureTransform(
        centre: centre, shift: PictureShift(rows: generator.uniform(-50...50), columns: generator.uniform(-50...50)),
        linear: .init(rowsPerRow: slope(), rowsPerColumn: slope(), columnsPerRow: slope(), columnsPerColumn: slope()))
    }
    let first = transform(PixelPoint(column: 250, row: 200))
    let second = transform(PixelPoint(column: 300, row: 180))
    let both = first.followed(by: second)
    for _ in 0..<10 {
      let place = PixelPoint(column: generator.uniform(0...500), row: generator.uniform(0...400))
      let (found, expected) = (both.moved(place), second.moved(first.moved(place)))
      #expect(hypot(found.column - expected.column, found.row - expected.row) < 1e-9)
    }
  }

  @Test("The field of the later transform moves with the shift of the earlier")
  func fieldMoves() {
    let nodes = (0..<9).map { PictureShift(rows: Double($0), columns: -Double($0) / 2) }
    let field = DisplacementField(
      origin: PixelPoint(column: 0, row: 0), step: 100, columns: 3, rows: 3, nodes: nodes)
    let first = PictureTransform(
      centre: PixelPoint(column: 100, row: 100), shift: PictureShift(rows: 7, columns: -12))
    let second = PictureTransform(centre: first.centre, shift: PictureShift(rows: 1, columns: 2), field: field)
    let both = first.followed(by: second)
    for place in [PixelPoint(column: 40, row: 50), PixelPoint(column: 130, row: 90)] {
      let (found, expected) = (both.moved(place), second.moved(first.moved(place)))
      #expect(hypot(found.column - expected.column, found.row - expected.row) < 1e-9)
    }
    #expect(both.kind == .field)
  }

  @Test("A field is bilinear between its nodes and constant beyond them")
  func bilinear() {
    let nodes = [0.0, 1, 2, 3].map { PictureShift(rows: $0, columns: 10 * $0) }
    let field = DisplacementField(origin: PixelPoint(column: 10, row: 20), step: 8, columns: 2, rows: 2, nodes: nodes)
    #expect(field.displacement(at: PixelPoint(column: 14, row: 24)) == PictureShift(rows: 1.5, columns: 15))
    #expect(field.displacement(at: PixelPoint(column: -99, row: 0)) == PictureShift(rows: 0, columns: 0))
    #expect(field.displacement(at: PixelPoint(column: 99, row: 99)) == PictureShift(rows: 3, columns: 30))
  }
}
