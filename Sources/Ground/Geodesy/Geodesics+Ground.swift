import Quantities

/// Lengths of a pixel's two sides on the ground.
package struct GroundPixelSize: Sendable, Hashable {
  /// Along the row: from one column to the next.
  package let column: Metres
  /// Along the column: from one row to the next.
  package let row: Metres

  package init(column: Metres, row: Metres) {
    self.column = column
    self.row = row
  }

  /// Geometric mean of both sides: the ground sample distance of a scene.
  package var mean: Metres { Metres((column.magnitude * row.magnitude).squareRoot()) }
}

extension Geodesics {
  /// Distance on the ground between two points of a map, which is not their distance on the map: Web Mercator is
  /// 10 % too long at 25° and 31 % at 40°.
  package static func groundDistance(
    from start: MapPoint, to end: MapPoint, in crs: CRS
  ) throws(GeodesyError) -> Metres {
    let points = try CoordinateTransform(from: crs, to: .wgs84).geoPoints([start, end])
    return distance(points[0], points[1])
  }

  /// Size on the ground of the pixel at `centre` whose next column lies at `nextColumn` and next row at `nextRow`.
  /// - Throws: `unknownCRS`, `noTransform`, or `outsideDomain` where the pixel lies off the map.
  package static func groundPixelSize(
    at centre: MapPoint, nextColumn: MapPoint, nextRow: MapPoint, in crs: CRS
  ) throws(GeodesyError) -> GroundPixelSize {
    let points = try CoordinateTransform(from: crs, to: .wgs84).geoPoints([centre, nextColumn, nextRow])
    return GroundPixelSize(column: distance(points[0], points[1]), row: distance(points[0], points[2]))
  }
}
