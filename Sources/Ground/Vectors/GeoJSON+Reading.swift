import Geodesy
import Provenance

extension GeoJSON {
  /// Polygons of a Polygon or MultiPolygon geometry, each ring valid, open and in the RFC's direction.
  /// - Parameter place: what the geometry is called in errors, such as `site.geojson, feature 2`.
  /// - Throws: `wrongGeometry`, `malformed`, and all that `RingValidity` throws.
  package static func polygons(
    from geometry: JSONValue, at place: String = "geometry"
  ) throws(VectorError) -> [GeoPolygon] {
    switch geometry["type"]?.stringValue {
    case "Polygon": return [try polygon(from: coordinates(of: geometry, at: place), at: place)]
    case "MultiPolygon":
      let lists = try coordinates(of: geometry, at: place)
      var polygons: [GeoPolygon] = []
      for (index, list) in lists.enumerated() {
        let name = "\(place), polygon \(index + 1)"
        polygons.append(try polygon(from: items(list, at: name), at: name))
      }
      guard !polygons.isEmpty else { throw empty(at: place) }
      return polygons
    default: throw wrong(geometry, wanted: "a Polygon or MultiPolygon", at: place)
    }
  }

  /// Lines of a LineString or MultiLineString geometry, each of at least two different points.
  /// - Throws: `wrongGeometry`, `malformed`, `degenerate`, `outOfRange`, `tooLarge`.
  package static func lines(
    from geometry: JSONValue, at place: String = "geometry"
  ) throws(VectorError) -> [[GeoPoint]] {
    switch geometry["type"]?.stringValue {
    case "LineString": return [try line(from: coordinates(of: geometry, at: place), at: place)]
    case "MultiLineString":
      var lines: [[GeoPoint]] = []
      for (index, list) in try coordinates(of: geometry, at: place).enumerated() {
        let name = "\(place), line \(index + 1)"
        lines.append(try line(from: items(list, at: name), at: name))
      }
      guard !lines.isEmpty else { throw empty(at: place) }
      return lines
    default: throw wrong(geometry, wanted: "a LineString or MultiLineString", at: place)
    }
  }

  /// The place of a Point geometry.
  /// - Throws: `wrongGeometry`, `malformed`, `outOfRange`.
  package static func point(from geometry: JSONValue, at place: String = "geometry") throws(VectorError) -> GeoPoint {
    guard geometry["type"]?.stringValue == "Point" else { throw wrong(geometry, wanted: "a Point", at: place) }
    let point = try position(from: .array(coordinates(of: geometry, at: place)), at: place)
    try RingValidity.check(point, at: place)
    return point
  }
}

extension GeoJSON {
  private static func polygon(from lists: [JSONValue], at place: String) throws(VectorError) -> GeoPolygon {
    var rings: [[GeoPoint]] = []
    for (index, list) in lists.enumerated() {
      let name = "\(place), ring \(index + 1)"
      let ring = try RingValidity.open(closed: positions(from: items(list, at: name), at: name), at: name)
      if let exterior = rings.first, !ring.allSatisfy({ Rings.contains($0, in: exterior) }) {
        throw VectorError(
          .holeOutside, at: name, "The hole does not lie inside the outline.",
          mend: "Draw the hole inside the first ring, or make it a polygon of its own in a MultiPolygon.")
      }
      rings.append(Rings.oriented(ring, counterclockwise: index == 0))
    }
    guard let exterior = rings.first else { throw empty(at: place) }
    return GeoPolygon(exterior: exterior, holes: Array(rings.dropFirst()))
  }

  private static func line(from list: [JSONValue], at place: String) throws(VectorError) -> [GeoPoint] {
    let points = try positions(from: list, at: place)
    guard points.count <= RingValidity.largestPointCount else {
      throw VectorError(
        .tooLarge, at: place,
        "The line has \(points.count) points; \(RingValidity.largestPointCount) is the limit.",
        mend: "Simplify the line.")
    }
    for point in points { try RingValidity.check(point, at: place) }
    guard Set(points).count >= 2 else {
      throw VectorError(
        .degenerate, at: place, "The line has fewer than 2 different points.", mend: "Draw it with two points or more.")
    }
    return points
  }

  private static func positions(from list: [JSONValue], at place: String) throws(VectorError) -> [GeoPoint] {
    var points: [GeoPoint] = []
    points.reserveCapacity(list.count)
    for item in list { points.append(try position(from: item, at: place)) }
    return points
  }

  /// Heights, which RFC 7946 allows as a third number, are dropped.
  private static func position(from item: JSONValue, at place: String) throws(VectorError) -> GeoPoint {
    guard let numbers = item.arrayValue, numbers.count >= 2,
      let longitude = numbers[0].doubleValue, let latitude = numbers[1].doubleValue
    else {
      let found = item.compactText
      throw VectorError(
        .malformed, at: place, "\(found.prefix(40)) is no position.", mend: "Write each point as [longitude, latitude]."
      )
    }
    return GeoPoint(longitude: longitude, latitude: latitude)
  }

  private static func coordinates(of geometry: JSONValue, at place: String) throws(VectorError) -> [JSONValue] {
    guard let list = geometry["coordinates"]?.arrayValue else {
      throw VectorError(
        .malformed, at: place, "The geometry has no list of coordinates.", mend: "Save the file as RFC 7946 GeoJSON.")
    }
    return list
  }

  private static func items(_ value: JSONValue, at place: String) throws(VectorError) -> [JSONValue] {
    guard let list = value.arrayValue else {
      throw VectorError(
        .malformed, at: place, "\(value.compactText.prefix(40)) stands where a list of points should.",
        mend: "Save the file as RFC 7946 GeoJSON.")
    }
    return list
  }

  private static func empty(at place: String) -> VectorError {
    VectorError(.malformed, at: place, "The geometry is empty.", mend: "Draw its outline, or remove it from the file.")
  }

  private static func wrong(_ geometry: JSONValue, wanted: String, at place: String) -> VectorError {
    let found = geometry["type"]?.stringValue
    return VectorError(
      .wrongGeometry, at: place, found.map { "The geometry is a \($0)." } ?? "There is no geometry.",
      mend: "Give \(wanted).")
  }
}
