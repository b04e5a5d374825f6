import Geodesy
import Provenance
import Vectors

/// Outlines in pixels or metres of one plane, where RFC 7946 would have degrees.
enum PlaneOutlines {
  /// Columns or eastings stand as longitudes, rows or northings as latitudes.
  /// - Throws: `badOutline`, `malformed`, `tooLarge`.
  static func polygons(of feature: FeatureReading) throws(ScoringError) -> [GeoPolygon] {
    let type = feature.geometry["type"]?.stringValue
    guard let list = feature.geometry["coordinates"]?.arrayValue, type == "Polygon" || type == "MultiPolygon" else {
      throw ScoringError(
        .badOutline, at: feature.place, type.map { "The geometry is a \($0.prefix(40))." } ?? "There is no geometry.",
        mend: "Give a Polygon or MultiPolygon.")
    }
    var polygons: [GeoPolygon] = []
    for item in type == "Polygon" ? [JSONValue.array(list)] : list {
      var rings: [[GeoPoint]] = []
      for ring in item.arrayValue ?? [] { rings.append(try self.ring(ring, feature.place)) }
      guard let exterior = rings.first else { throw malformed(feature.place) }
      polygons.append(GeoPolygon(exterior: exterior, holes: Array(rings.dropFirst())))
    }
    guard !polygons.isEmpty else { throw malformed(feature.place) }
    return polygons
  }

  private static func ring(_ value: JSONValue, _ place: String) throws(ScoringError) -> [GeoPoint] {
    var points: [GeoPoint] = []
    for item in value.arrayValue ?? [] {
      guard let pair = item.arrayValue, pair.count >= 2, let east = pair[0].doubleValue,
        let north = pair[1].doubleValue, abs(east) < 1e9, abs(north) < 1e9
      else { throw malformed(place) }
      let point = GeoPoint(longitude: east, latitude: north)
      if point != points.last { points.append(point) }
    }
    guard points.count <= RingValidity.largestPointCount else {
      throw ScoringError(
        .tooLarge, at: place, "A ring has \(points.count) points; \(RingValidity.largestPointCount) is the limit.",
        mend: "Simplify the outline.")
    }
    guard points.count > 3, points.first == points.last else {
      throw ScoringError(
        .badOutline, at: place, "A ring is not closed, or has fewer than 3 corners.",
        mend: "Repeat the first point at the end, as RFC 7946 asks.")
    }
    points.removeLast()
    if let crossing = Rings.firstCrossing(points) {
      let (one, other) = (points[crossing.first], points[crossing.second])
      throw ScoringError(
        .badOutline, at: place,
        "The edge from (\(one.longitude), \(one.latitude)) meets the edge from (\(other.longitude), \(other.latitude)).",
        mend: "Move the corners so that the outline does not cross or touch itself.")
    }
    return points
  }

  private static func malformed(_ place: String) -> ScoringError {
    ScoringError(
      .malformed, at: place, "The geometry holds no rings of points.", mend: "Save the file as RFC 7946 GeoJSON.")
  }
}
