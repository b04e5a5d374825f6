import Alignment
import Rasters

extension PictureTransform {
  /// The translation `shift`, about the middle of `grid`.
  package init(_ grid: Grid, shift: PictureShift) {
    self = .identity(columns: grid.columns, rows: grid.rows)
    self.shift = shift
  }

  /// The same for `window` of the reference: places count from its corner.
  package func cut(_ window: Window) -> PictureTransform {
    func moved(_ point: PixelPoint) -> PixelPoint {
      PixelPoint(column: point.column - Double(window.column), row: point.row - Double(window.row))
    }
    return PictureTransform(
      centre: moved(centre), shift: shift, linear: linear,
      field: field.map {
        DisplacementField(origin: moved($0.origin), step: $0.step, columns: $0.columns, rows: $0.rows, nodes: $0.nodes)
      })
  }
}
