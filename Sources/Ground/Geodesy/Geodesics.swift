import CPROJ
import Quantities

/// Lengths and areas on the WGS 84 ellipsoid, accurate to nanometres and to 0.1 m² for any ring.
///
/// Rings are without a repeated last point (one that has it gives the same result); edges are geodesics. Points must
/// be finite.
/// - Source: [Karney2013], through PROJ's `geodesic.h`.
package enum Geodesics {
  private static let ellipsoid: geod_geodesic = {
    var ellipsoid = geod_geodesic()
    unsafe geod_init(&ellipsoid, 6_378_137, 1 / 298.257_223_563)
    return ellipsoid
  }()

  /// Area inside the ring, whichever way it runs; 0 under 3 points. A ring and its outside are told apart by size.
  package static func area(of ring: [GeoPoint]) -> SquareMetres {
    guard ring.count >= 3 else { return SquareMetres(0) }
    return SquareMetres(abs(measures(of: ring, isLine: false).area))
  }

  /// Area of the exterior ring less those of its holes.
  package static func area(of polygon: GeoPolygon) -> SquareMetres {
    polygon.holes.reduce(area(of: polygon.exterior)) { $0 - area(of: $1) }
  }

  /// Length of the closed ring; 0 under 2 points.
  package static func perimeter(of ring: [GeoPoint]) -> Metres {
    guard ring.count >= 2 else { return Metres(0) }
    return Metres(measures(of: ring, isLine: false).length)
  }

  /// Length of all rings, those of the holes too.
  package static func perimeter(of polygon: GeoPolygon) -> Metres {
    polygon.holes.reduce(perimeter(of: polygon.exterior)) { $0 + perimeter(of: $1) }
  }

  /// Length of the open line; 0 under 2 points.
  package static func length(of line: [GeoPoint]) -> Metres {
    guard line.count >= 2 else { return Metres(0) }
    return Metres(measures(of: line, isLine: true).length)
  }

  /// Shortest way over the ellipsoid.
  package static func distance(_ start: GeoPoint, _ end: GeoPoint) -> Metres {
    Metres(inverse(start, end).length)
  }

  /// Direction in which the shortest way leaves `start`, clockwise from north, −π … π.
  package static func azimuth(from start: GeoPoint, to end: GeoPoint) -> Radians {
    Radians(degrees: inverse(start, end).azimuthInDegrees)
  }

  /// The place `distance` away from `start` in the direction `azimuth`, clockwise from north.
  package static func point(from start: GeoPoint, azimuth: Radians, distance: Metres) -> GeoPoint {
    requireFinite(start)
    var ellipsoid = ellipsoid
    var longitude = 0.0
    var latitude = 0.0
    unsafe geod_direct(
      &ellipsoid, start.latitude, start.longitude, azimuth.degrees, distance.magnitude, &latitude, &longitude, nil)
    return GeoPoint(longitude: longitude, latitude: latitude)
  }
}

extension Geodesics {
  private static func inverse(_ start: GeoPoint, _ end: GeoPoint) -> (length: Double, azimuthInDegrees: Double) {
    requireFinite(start)
    requireFinite(end)
    var ellipsoid = ellipsoid
    var length = 0.0
    var azimuth = 0.0
    unsafe geod_inverse(
      &ellipsoid, start.latitude, start.longitude, end.latitude, end.longitude, &length, &azimuth, nil)
    return (length, azimuth)
  }

  private static func measures(of points: [GeoPoint], isLine: Bool) -> (area: Double, length: Double) {
    var ellipsoid = ellipsoid
    var polygon = geod_polygon()
    unsafe geod_polygon_init(&polygon, isLine ? 1 : 0)
    for point in points {
      requireFinite(point)
      unsafe geod_polygon_addpoint(&ellipsoid, &polygon, point.latitude, point.longitude)
    }
    var area = 0.0
    var length = 0.0
    _ = unsafe geod_polygon_compute(&ellipsoid, &polygon, 0, 1, &area, &length)
    return (isLine ? 0 : area, length)
  }

  private static func requireFinite(_ point: GeoPoint) {
    precondition(
      point.longitude.isFinite && abs(point.latitude) <= 90,
      "(\(point.longitude), \(point.latitude)) is no place on the Earth")
  }
}
