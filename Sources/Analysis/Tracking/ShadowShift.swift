import Foundation
import Geodesy
import Quantities
import Rasters
import Stacks

/// Where the shadow of what stands a metre high falls on a picture.
package struct ShadowShift: Sendable, Hashable {
  /// Pixels a metre of height, away from the sun.
  package let columns: Double
  package let rows: Double

  /// A lower sun makes shadows of which little is left on the picture.
  static let lowestSun = 12.0 * Double.pi / 180
  /// Local solar time at which pictures are taken of which the day alone is known: most satellites that see by
  /// daylight cross at this time, half an hour more or less, all year round.
  package static let usualHour = 10.5

  /// - Parameter gsd: size of a pixel, metres.
  /// - Returns: `nil` where the sun stands too low.
  package init?(_ sun: SolarPosition, gsd: Double) {
    guard sun.elevation.magnitude >= Self.lowestSun else { return nil }
    let length = 1 / (tan(sun.elevation.magnitude) * gsd)
    columns = -sin(sun.azimuth.magnitude) * length
    rows = cos(sun.azimuth.magnitude) * length
  }

  /// Of each scene, at the middle of the grid, north up.
  /// - Parameter suns: where the sun stood as the scenes' own metadata say it; reckoned where they do not.
  package static func all(
    _ dates: [Timestamp], suns: [SolarPosition?] = [], grid: Grid, gsd: Double
  ) throws(GeodesyError) -> [ShadowShift?] {
    let middle = grid.geotransform.map(PixelPoint(column: Double(grid.columns) / 2, row: Double(grid.rows) / 2))
    let place = try CoordinateTransform(from: grid.crs, to: .wgs84).geoPoint(middle)
    return dates.enumerated().map { index, date in
      let known = suns.indices.contains(index) ? suns[index] : nil
      return ShadowShift(known ?? SolarPosition(at: moment(date, place), place: place), gsd: gsd)
    }
  }

  /// Where the sun stands at the usual hour of a day.
  package static func usualSun(ofDay date: Timestamp, at place: GeoPoint) -> SolarPosition {
    SolarPosition(at: moment(date, place), place: place)
  }

  private static func moment(_ date: Timestamp, _ place: GeoPoint) -> Timestamp {
    guard date.isDayOnly else { return date }
    return Timestamp(secondsSince1970: date.secondsSince1970 + Int((usualHour - place.longitude / 15) * 3_600))
  }
}
