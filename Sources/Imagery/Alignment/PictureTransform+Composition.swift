import Rasters

extension PictureTransform {
  /// The transform that leads a place p to `after.moved(moved(p))`: `after` goes on from where this one ends.
  ///
  /// Exact but for the field of `after`, whose lattice is moved by this transform's shift at the centre and not turned
  /// with it: a turn of a degree moves a node at a thousand pixels by 17 pixels, little beside its step.
  /// - Precondition: this transform has no field.
  package func followed(by after: PictureTransform) -> PictureTransform {
    precondition(field == nil, "a transform with a field cannot be gone on from")
    let atCentre = after.displacement(withoutFieldAt: moved(centre))
    let (a, b) = (linear, after.linear)
    // Displacements d₁ and d₂: d(p) = d₁(p) + d₂(p + d₁(p)), so its slope is L₁ + L₂ + L₂ L₁.
    let both = Linear(
      rowsPerRow: a.rowsPerRow + b.rowsPerRow + b.rowsPerRow * a.rowsPerRow + b.rowsPerColumn * a.columnsPerRow,
      rowsPerColumn: a.rowsPerColumn + b.rowsPerColumn + b.rowsPerRow * a.rowsPerColumn
        + b.rowsPerColumn * a.columnsPerColumn,
      columnsPerRow: a.columnsPerRow + b.columnsPerRow + b.columnsPerRow * a.rowsPerRow
        + b.columnsPerColumn * a.columnsPerRow,
      columnsPerColumn: a.columnsPerColumn + b.columnsPerColumn + b.columnsPerRow * a.rowsPerColumn
        + b.columnsPerColumn * a.columnsPerColumn)
    let moved = after.field.map { field in
      DisplacementField(
        origin: PixelPoint(column: field.origin.column - shift.columns, row: field.origin.row - shift.rows),
        step: field.step, columns: field.columns, rows: field.rows, nodes: field.nodes)
    }
    return PictureTransform(
      centre: centre,
      shift: PictureShift(rows: shift.rows + atCentre.rows, columns: shift.columns + atCentre.columns), linear: both,
      field: moved)
  }

  private func displacement(withoutFieldAt place: PixelPoint) -> PictureShift {
    PictureTransform(centre: centre, shift: shift, linear: linear).displacement(at: place)
  }
}
