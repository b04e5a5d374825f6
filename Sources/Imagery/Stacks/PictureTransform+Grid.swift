import Alignment
import Rasters

extension PictureTransform {
  /// The translation `shift`, about the middle of `grid`.
  package init(_ grid: Grid, shift: PictureShift) {
    self = .identity(columns: grid.columns, rows: grid.rows)
    self.shift = shift
  }
}
