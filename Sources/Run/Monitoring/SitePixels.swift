import Geodesy
import Mensuration
import Places
import Rasters

/// Polygons of the site in pixels of the stack's grid.
struct SitePixels {
  let grid: Grid

  /// - Throws: `GeodesyError` where the grid's CRS cannot be reached.
  func ring(_ ring: [GeoPoint]) throws -> [PixelPoint] {
    try CoordinateTransform(from: .wgs84, to: grid.crs).apply(ring).map { grid.geotransform.pixel($0) }
  }

  /// Which pixels' centres lie inside any of `polygons`, holes left out.
  func mask(_ polygons: [GeoPolygon]) throws -> [Bool] {
    var mask = [Bool](repeating: false, count: grid.pixelCount)
    for polygon in polygons {
      let exterior = try ring(polygon.exterior)
      let holes = try polygon.holes.map { try ring($0) }
      let rows = exterior.map(\.row)
      let columns = exterior.map(\.column)
      let top = max(0, Int((rows.min() ?? 0).rounded(.down)))
      let bottom = min(grid.rows - 1, Int((rows.max() ?? -1).rounded(.up)))
      let left = max(0, Int((columns.min() ?? 0).rounded(.down)))
      let right = min(grid.columns - 1, Int((columns.max() ?? -1).rounded(.up)))
      guard top <= bottom, left <= right else { continue }
      for row in top...bottom {
        for column in left...right {
          let centre = PixelPoint(column: Double(column) + 0.5, row: Double(row) + 0.5)
          if PixelOutline.contains(exterior, centre), !holes.contains(where: { PixelOutline.contains($0, centre) }) {
            mask[row * grid.columns + column] = true
          }
        }
      }
    }
    return mask
  }
}
