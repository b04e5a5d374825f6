import Geodesy
import Vectors

/// Areas in squared units of the coordinates.
enum PlaneArea {
  /// The sum over polygons, their holes taken off.
  static func of(_ polygons: [GeoPolygon]) -> Double {
    polygons.reduce(0) { sum, polygon in
      polygon.holes.reduce(sum + abs(Rings.signedArea(polygon.exterior))) { $0 - abs(Rings.signedArea($1)) }
    }
  }
}
