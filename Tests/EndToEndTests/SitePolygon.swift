import Foundation
import Geodesy
import Provenance
import Vectors

/// Polygons of GeoJSON files, and such files made for a test.
enum SitePolygon {
  /// The first polygon of a file; `nil` where it holds none.
  static func first(of file: String) -> GeoPolygon? {
    guard let data = FileManager.default.contents(atPath: file), let json = try? JSONValue(parsing: data)
    else { return nil }
    let features = json["features"]?.arrayValue ?? [json]
    return features.lazy.compactMap { try? GeoJSON.polygons(from: $0["geometry"] ?? $0).first }.first
  }

  /// Writes a site of one ring.
  static func write(_ ring: [(Double, Double)], name: String = "a site", to path: String) throws {
    let points = (ring + ring.prefix(1)).map { JSONValue.array([.number($0.0), .number($0.1)]) }
    let feature: JSONValue = [
      "type": "Feature", "properties": ["id": "site", "name": .string(name)],
      "geometry": ["type": "Polygon", "coordinates": [.array(points)]],
    ]
    try Data(feature.prettyText.utf8).write(to: URL(fileURLWithPath: path))
  }
}
