/// The polygons of a GeoJSON geometry: each one ring or more, the first its outside.
///
/// Geometries of other types, and `null`, have none.
package struct Geometry: Sendable, Decodable {
  package let polygons: [[[Position]]]

  package static let none = Geometry(polygons: [])

  package init(polygons: [[[Position]]]) { self.polygons = polygons }

  private enum Key: String, CodingKey { case type, coordinates }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    switch try members.decode(String.self, forKey: .type) {
    case "Polygon": polygons = [try members.decode([[Position]].self, forKey: .coordinates)]
    case "MultiPolygon": polygons = try members.decode([[[Position]]].self, forKey: .coordinates)
    default: polygons = []
    }
  }

  /// First corner, to put a projection's centre near; `nil` without polygons.
  package var anyCorner: Position? { polygons.first?.first?.first }
}
