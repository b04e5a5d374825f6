import Geodesy
import Quantities
import Rasters

extension Scene {
  /// Where the sun stood: as the metadata say it, else by the clock at the picture's centre; `nil` where the time of day
  /// is not known, since a placeholder would give a wrong answer that looks right.
  /// - Throws: where the scene's CRS cannot be brought to WGS 84.
  package func sunPosition() throws(GeodesyError) -> SolarPosition? {
    if let elevation = product.angles.sunElevation, let azimuth = product.angles.sunAzimuth {
      return SolarPosition(elevation: elevation, azimuth: azimuth)
    }
    guard !date.isDayOnly else { return nil }
    let centre = grid.geotransform.map(
      PixelPoint(column: Double(grid.columns) / 2, row: Double(grid.rows) / 2))
    return SolarPosition(at: date, place: try CoordinateTransform(from: grid.crs, to: .wgs84).geoPoint(centre))
  }
}
