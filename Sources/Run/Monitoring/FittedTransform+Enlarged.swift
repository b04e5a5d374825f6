import Alignment
import Rasters

extension FittedTransform {
  /// The same fit on the grid whose pixels were averaged in blocks of `factor` × `factor` for it.
  func enlarged(by factor: Int, columns: Int, rows: Int) -> FittedTransform {
    guard factor > 1 else { return self }
    let scale = Double(factor)
    let whole = Window(column: 0, row: 0, columns: columns, rows: rows)
    return FittedTransform(
      transform: transform.enlarged(by: scale), ce90InPixels: ce90InPixels * scale,
      heldOut: heldOut.map {
        HeldOut(count: $0.count, passing: $0.passing, ce90InPixels: $0.ce90InPixels * scale)
      }, tried: tried, agreeing: agreeing,
      tiePoints: tiePoints.map { point in
        TiePoint(
          place: point.place.enlarged(by: scale), displacement: point.displacement.enlarged(by: scale),
          rowVariance: point.rowVariance * scale * scale, columnVariance: point.columnVariance * scale * scale,
          covariance: point.covariance * scale * scale)
      },
      unsupported: unsupported.map {
        Window(
          column: $0.column * factor, row: $0.row * factor, columns: $0.columns * factor, rows: $0.rows * factor
        ).intersection(whole)
      }.filter { !$0.isEmpty })
  }
}

extension FittedTransform {
  /// What is known of the reference against itself.
  static func none(on grid: Grid) -> FittedTransform {
    FittedTransform(
      transform: .identity(columns: grid.columns, rows: grid.rows), ce90InPixels: 0, tried: 0, agreeing: 0)
  }
}

extension PictureTransform {
  fileprivate func enlarged(by scale: Double) -> PictureTransform {
    // The linear part is a change for each pixel: it has no length.
    PictureTransform(
      centre: centre.enlarged(by: scale), shift: shift.enlarged(by: scale), linear: linear,
      field: field.map { field in
        DisplacementField(
          origin: field.origin.enlarged(by: scale), step: field.step * scale, columns: field.columns, rows: field.rows,
          nodes: field.nodes.map { $0.enlarged(by: scale) })
      })
  }
}

extension PixelPoint {
  fileprivate func enlarged(by scale: Double) -> PixelPoint { PixelPoint(column: column * scale, row: row * scale) }
}

extension PictureShift {
  fileprivate func enlarged(by scale: Double) -> PictureShift {
    PictureShift(rows: rows * scale, columns: columns * scale)
  }
}
