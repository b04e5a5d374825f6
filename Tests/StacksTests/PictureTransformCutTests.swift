import Alignment
import Rasters
import Stacks
import Testing

@Suite struct PictureTransformCutTests {
  @Test("On a window, a transform moves every place as the whole's does there")
  func cut() {
    let field = DisplacementField(
      origin: PixelPoint(column: 10, row: 20), step: 100, columns: 3, rows: 2,
      nodes: (0..<6).map { PictureShift(rows: Double($0), columns: 2 - Double($0 * $0) / 9) })
    let whole = PictureTransform(
      centre: PixelPoint(column: 150, row: 80), shift: PictureShift(rows: 1.5, columns: -2),
      linear: .init(rowsPerRow: 1e-3, rowsPerColumn: -2e-3, columnsPerRow: 3e-3, columnsPerColumn: 4e-3), field: field)
    let part = whole.cut(Window(column: 40, row: 70, columns: 50, rows: 60))
    for (column, row) in [(0.0, 0.0), (12.5, 40.25), (50, 60), (-30, 200)] {
      let (own, other) = (
        part.displacement(at: PixelPoint(column: column, row: row)),
        whole.displacement(at: PixelPoint(column: column + 40, row: row + 70))
      )
      #expect(abs(own.rows - other.rows) < 1e-12 && abs(own.columns - other.columns) < 1e-12)
    }
  }
}
