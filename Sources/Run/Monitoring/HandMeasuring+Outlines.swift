import CaseStore
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

  /// - Throws: `MonitoringError.unmeasurable` where a corner of the outline lies outside the picture, of a case outside all
  ///   its pictures or the named one, as far as they tell where they lie; `RasterError`.
  func checkInside(_ polygons: [GeoPolygon], name: String, isCase: Bool) throws {
    let grids = isCase ? try caseGrids() : try pictureGrid()
    guard !grids.isEmpty else { return }
    let corners = polygons.flatMap(\.exterior)
    let isHeld = try grids.map { grid in
      let transform = try CoordinateTransform(from: .wgs84, to: grid.crs)
      // What the grid's projection cannot reach lies outside it.
      return corners.map { (try? transform.apply($0)).map { grid.holds($0) } ?? false }
    }
    guard let outside = corners.indices.first(where: { corner in !isHeld.contains { $0[corner] } }) else { return }
    let point = corners[outside]
    throw MonitoringError(
      .unmeasurable, at: name,
      "The outline leaves \(isCase ? "the pictures of the case" : "the picture"): its corner at "
        + "\(JSONValue.fixed(point.longitude, places: 6)), "
        + "\(JSONValue.fixed(point.latitude, places: 6)) lies outside.",
      mend: isCase ? "Draw it inside them, longitude first." : "Draw it inside the picture, longitude first.")
  }

  private func pictureGrid() throws -> [Grid] {
    let reader = options.reader()
    defer { reader.close() }
    return [try reader.header(of: path).grid].compactMap(\.self)
  }

  /// Of the named scene, or of all that the case has not left out.
  private func caseGrids() throws -> [Grid] {
    let rows = try CaseStore.open(path, for: .reading).scenes()
    if let scene { return rows.filter { $0.scene?.id == scene || $0.fileName == scene }.compactMap(\.scene?.grid) }
    return rows.filter { $0.exclusion == nil }.compactMap(\.scene?.grid)
  }
}

extension Grid {
  /// Whether a place in its CRS lies on it, its rim included.
  fileprivate func holds(_ point: MapPoint) -> Bool {
    let place = geotransform.pixel(point)
    return place.column >= 0 && place.row >= 0 && place.column <= Double(columns) && place.row <= Double(rows)
  }
}
