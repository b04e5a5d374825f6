import Rasters

/// Where the moving picture shows what the reference shows: for each place of the reference's grid a displacement, in
/// pixels of that grid, content in the moving picture minus content in the reference.
///
/// displacement(p) = `shift` + `linear` · (p − `centre`) + `field`(p)
package struct PictureTransform: Sendable, Hashable {
  /// Change of the displacement for each pixel of the reference; all 0 for a translation.
  package struct Linear: Sendable, Hashable {
    package var rowsPerRow: Double
    package var rowsPerColumn: Double
    package var columnsPerRow: Double
    package var columnsPerColumn: Double

    package static let none = Linear(rowsPerRow: 0, rowsPerColumn: 0, columnsPerRow: 0, columnsPerColumn: 0)

    package init(rowsPerRow: Double, rowsPerColumn: Double, columnsPerRow: Double, columnsPerColumn: Double) {
      self.rowsPerRow = rowsPerRow
      self.rowsPerColumn = rowsPerColumn
      self.columnsPerRow = columnsPerRow
      self.columnsPerColumn = columnsPerColumn
    }
  }

  package enum Kind: String, Sendable, CaseIterable { case translation, affine, field }

  /// Middle of the reference's grid, unless said otherwise.
  package var centre: PixelPoint
  /// Displacement at `centre`, `field` apart.
  package var shift: PictureShift
  package var linear: Linear
  package var field: DisplacementField?

  package init(centre: PixelPoint, shift: PictureShift, linear: Linear = .none, field: DisplacementField? = nil) {
    self.centre = centre
    self.shift = shift
    self.linear = linear
    self.field = field
  }

  /// Content that did not move, on a grid of this size.
  package static func identity(columns: Int, rows: Int) -> PictureTransform {
    PictureTransform(centre: PixelPoint(column: Double(columns) / 2, row: Double(rows) / 2), shift: .none)
  }

  package var kind: Kind {
    if field != nil { return .field }
    return linear == .none ? .translation : .affine
  }

  package func displacement(at place: PixelPoint) -> PictureShift {
    let (right, down) = (place.column - centre.column, place.row - centre.row)
    var rows = shift.rows + linear.rowsPerRow * down + linear.rowsPerColumn * right
    var columns = shift.columns + linear.columnsPerRow * down + linear.columnsPerColumn * right
    if let field {
      let more = field.displacement(at: place)
      rows += more.rows
      columns += more.columns
    }
    return PictureShift(rows: rows, columns: columns)
  }

  /// Displacement at the centre, as the contract's `shift` says it.
  package var shiftAtCentre: PictureShift { displacement(at: centre) }

  /// The place in the moving picture, on the reference's grid, of what the reference shows at `place`.
  package func moved(_ place: PixelPoint) -> PixelPoint {
    let shift = displacement(at: place)
    return PixelPoint(column: place.column + shift.columns, row: place.row + shift.rows)
  }
}
