import Geodesy

/// A point of a picture, in pixels: (0, 0) is the outer corner of the first pixel, (0.5, 0.5) its centre.
package struct PixelPoint: Sendable, Hashable {
  package var column: Double
  package var row: Double
  package init(column: Double, row: Double) {
    self.column = column
    self.row = row
  }
}

/// Affine map from pixel to map coordinates, in GDAL's order of coefficients.
package struct Geotransform: Sendable, Hashable {
  package let originEasting: Double
  package let columnEasting: Double
  package let rowEasting: Double
  package let originNorthing: Double
  package let columnNorthing: Double
  package let rowNorthing: Double

  /// - Parameter coefficients: GDAL's six, `[x0, dx/dcolumn, dx/drow, y0, dy/dcolumn, dy/drow]`.
  package init(_ coefficients: [Double]) {
    precondition(coefficients.count == 6, "a geotransform has 6 coefficients, not \(coefficients.count)")
    originEasting = coefficients[0]
    columnEasting = coefficients[1]
    rowEasting = coefficients[2]
    originNorthing = coefficients[3]
    columnNorthing = coefficients[4]
    rowNorthing = coefficients[5]
  }

  package var coefficients: [Double] {
    [originEasting, columnEasting, rowEasting, originNorthing, columnNorthing, rowNorthing]
  }

  package func map(_ point: PixelPoint) -> MapPoint {
    MapPoint(
      easting: originEasting + point.column * columnEasting + point.row * rowEasting,
      northing: originNorthing + point.column * columnNorthing + point.row * rowNorthing)
  }

  /// Twice the signed area of a pixel's two edges; 0 means that the transform cannot be inverted.
  package var determinant: Double { columnEasting * rowNorthing - rowEasting * columnNorthing }

  /// Pixel point under `point`. Calling it on a transform whose `determinant` is 0 is a broken promise.
  package func pixel(_ point: MapPoint) -> PixelPoint {
    precondition(determinant != 0, "geotransform \(coefficients) has no inverse")
    let east = point.easting - originEasting
    let north = point.northing - originNorthing
    return PixelPoint(
      column: (east * rowNorthing - north * rowEasting) / determinant,
      row: (north * columnEasting - east * columnNorthing) / determinant)
  }
}

/// Shape, geotransform and CRS of a picture.
package struct Grid: Sendable, Hashable {
  package let columns: Int
  package let rows: Int
  package let geotransform: Geotransform
  package let crs: CRS

  package init(columns: Int, rows: Int, geotransform: Geotransform, crs: CRS) {
    self.columns = columns
    self.rows = rows
    self.geotransform = geotransform
    self.crs = crs
  }

  package var pixelCount: Int { columns * rows }

  /// The grid of `window` of this one, its pixels averaged in blocks of `factor` × `factor`.
  package func cut(_ window: Window, reducing factor: Int) -> Grid {
    let corner = geotransform.map(PixelPoint(column: Double(window.column), row: Double(window.row)))
    let (old, scale) = (geotransform, Double(factor))
    return Grid(
      columns: (window.columns + factor - 1) / factor, rows: (window.rows + factor - 1) / factor,
      geotransform: Geotransform([
        corner.easting, old.columnEasting * scale, old.rowEasting * scale, corner.northing, old.columnNorthing * scale,
        old.rowNorthing * scale,
      ]), crs: crs)
  }
}

/// A rectangle of whole pixels inside a picture.
package struct Window: Sendable, Hashable {
  package let column: Int
  package let row: Int
  package let columns: Int
  package let rows: Int

  package init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = columns
    self.rows = rows
  }

  package var pixelCount: Int { columns * rows }
  package var isEmpty: Bool { columns <= 0 || rows <= 0 }

  /// Rectangles of at most this size that cover the window, row by row.
  package func tiles(columns width: Int, rows height: Int) -> [Window] {
    stride(from: row, to: row + rows, by: height).flatMap { row in
      stride(from: column, to: column + columns, by: width).map {
        Window(column: $0, row: row, columns: width, rows: height).intersection(self)
      }
    }
  }

  package func contains(column: Int, row: Int) -> Bool {
    column >= self.column && row >= self.row && column < self.column + columns && row < self.row + rows
  }

  /// With `reach` more pixels on every side.
  package func grown(by reach: Int) -> Window {
    Window(column: column - reach, row: row - reach, columns: columns + 2 * reach, rows: rows + 2 * reach)
  }

  package func intersection(_ other: Window) -> Window {
    let left = max(column, other.column)
    let top = max(row, other.row)
    return Window(
      column: left, row: top,
      columns: max(0, min(column + columns, other.column + other.columns) - left),
      rows: max(0, min(row + rows, other.row + other.rows) - top))
  }
}
