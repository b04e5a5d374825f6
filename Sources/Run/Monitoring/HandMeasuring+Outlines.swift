import Foundation
import Geodesy
import Kernels
import Mensuration
import Provenance
import Quantities
import Rasters
import Tracking
import Vectors

extension HandMeasuring {
  /// Smaller holes under a point are the picture's scatter, in limiting pixels.
  private static let leastHole = 9.0

  /// The outline of what stands under a pixel: a rectangle or an L where it is one, more right angles and courtyards where
  /// it has them, else the half-contrast line. Columns and rows are those of `picture`.
  /// - Returns: `nil` where nothing stands out.
  static func outline(_ picture: Raster, column: Int, row: Int, limits: SizeLimits) -> PixelOutline? {
    let window = Window(column: 0, row: 0, columns: picture.columns, rows: picture.rows)
    let region = RegionGrowing.region(picture, column: column, row: row)
    let around = Surroundings.ring(region, in: window, inner: 2, outer: 6)
    guard
      let plane = ContrastPlane(
        picture, window: window, inside: Surroundings.interior(region, in: window), around: around)
    else { return nil }
    let plain = Outliner.outline(plane, region: region)
    let thing = ThingOutliner(plane, region: region, reach: 3, leastHole: limits.area(leastHole), limits: limits)
    // Courtyards, and what takes more than an L, are what the plain outline does not know.
    if let straight = thing.rightAngled(), plain?.shape ?? .freehand == .freehand || !straight.holes.isEmpty {
      return straight
    }
    if plain?.shape ?? .freehand == .freehand, let free = thing.outline(), !free.holes.isEmpty { return free }
    return plain
  }

  /// - Throws: `MonitoringError.unmeasurable` where a corner of the outline lies outside the picture, as far as that tells
  ///   where it lies; `RasterError`.
  func checkInside(_ polygons: [GeoPolygon], name: String, isCase: Bool) throws {
    guard !isCase else { return }
    let reader = options.reader()
    defer { reader.close() }
    guard let grid = try reader.header(of: path).grid else { return }
    let transform = try CoordinateTransform(from: .wgs84, to: grid.crs)
    for point in polygons.flatMap(\.exterior) {
      let place = grid.geotransform.pixel(try transform.apply(point))
      guard place.column >= 0, place.row >= 0, place.column <= Double(grid.columns), place.row <= Double(grid.rows)
      else {
        throw MonitoringError(
          .unmeasurable, at: name,
          "The outline leaves the picture: its corner at \(JSONValue.fixed(point.longitude, places: 6)), "
            + "\(JSONValue.fixed(point.latitude, places: 6)) lies outside.",
          mend: "Draw it inside the picture, longitude first.")
      }
    }
  }
}
