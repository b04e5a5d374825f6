import Geodesy
import Provenance

/// Geometries as RFC 7946 has them: WGS 84, longitude first, right-hand rule, the first point of a ring repeated.
package enum GeoJSON {
  /// Decimals of a coordinate: 7 are a centimetre on the ground.
  package static let places = 7

  /// A Polygon for one polygon, else a MultiPolygon; exteriors run counterclockwise, holes clockwise.
  package static func geometry(of polygons: [GeoPolygon]) -> JSONValue {
    let lists = polygons.map(rings)
    if lists.count == 1 { return ["type": "Polygon", "coordinates": lists[0]] }
    return ["type": "MultiPolygon", "coordinates": .array(lists)]
  }

  /// A LineString for one line, else a MultiLineString.
  package static func geometry(ofLines lines: [[GeoPoint]]) -> JSONValue {
    let lists = lines.map { JSONValue.array($0.map(position)) }
    if lists.count == 1 { return ["type": "LineString", "coordinates": lists[0]] }
    return ["type": "MultiLineString", "coordinates": .array(lists)]
  }

  package static func geometry(of point: GeoPoint) -> JSONValue {
    ["type": "Point", "coordinates": position(point)]
  }

  package static func position(_ point: GeoPoint) -> JSONValue {
    [.decimal(point.longitude, places: places), .decimal(point.latitude, places: places)]
  }

  private static func rings(_ polygon: GeoPolygon) -> JSONValue {
    let exterior = Rings.oriented(polygon.exterior, counterclockwise: true)
    let holes = polygon.holes.map { Rings.oriented($0, counterclockwise: false) }
    return .array(([exterior] + holes).map { .array(($0 + $0.prefix(1)).map(position)) })
  }
}
