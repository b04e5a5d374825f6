import Alignment
import Quantities
import Rasters

extension Grid {
  /// The same ground in pixels `factor` times as large; the last ones may reach beyond it.
  package func reduced(by factor: Int) -> Grid {
    let g = geotransform
    let size = Double(factor)
    return Grid(
      columns: (columns + factor - 1) / factor, rows: (rows + factor - 1) / factor,
      geotransform: Geotransform([
        g.originEasting, g.columnEasting * size, g.rowEasting * size, g.originNorthing, g.columnNorthing * size,
        g.rowNorthing * size,
      ]), crs: crs)
  }

  /// The grid of a window of it.
  package func part(_ window: Window) -> Grid {
    let g = geotransform
    let corner = g.map(PixelPoint(column: Double(window.column), row: Double(window.row)))
    return Grid(
      columns: window.columns, rows: window.rows,
      geotransform: Geotransform([
        corner.easting, g.columnEasting, g.rowEasting, corner.northing, g.columnNorthing, g.rowNorthing,
      ]), crs: crs)
  }
}

extension FittedTransform {
  /// The transform, fitted on a reduced grid, in the pixels of the `grid` that was reduced by `factor`.
  package func enlarged(by factor: Int, onto grid: Grid) -> FittedTransform {
    guard factor > 1 else { return self }
    let size = Double(factor)
    var transform = transform
    transform.centre = transform.centre.enlarged(size)
    transform.shift = transform.shift.enlarged(size)
    transform.field = transform.field.map { field in
      DisplacementField(
        origin: field.origin.enlarged(size), step: field.step * size, columns: field.columns, rows: field.rows,
        nodes: field.nodes.map { $0.enlarged(size) })
    }
    let whole = Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows)
    return FittedTransform(
      transform: transform, ce90InPixels: ce90InPixels * size,
      heldOut: heldOut.map {
        HeldOut(count: $0.count, passing: $0.passing, ce90InPixels: $0.ce90InPixels * size)
      },
      tried: tried, agreeing: agreeing,
      unsupported: unsupported.map { window in
        Window(
          column: window.column * factor, row: window.row * factor, columns: window.columns * factor,
          rows: window.rows * factor
        ).intersection(whole)
      })
  }
}

extension PixelPoint {
  fileprivate func enlarged(_ size: Double) -> PixelPoint { PixelPoint(column: column * size, row: row * size) }
}

extension PictureShift {
  fileprivate func enlarged(_ size: Double) -> PictureShift { PictureShift(rows: rows * size, columns: columns * size) }
}
