import Geodesy

/// What an outline on WGS 84 must fulfil before anything is measured in it.
package enum RingValidity {
  /// More points than any drawn outline has; checking many more would take minutes.
  package static let largestPointCount = 100_000

  /// The ring without its repeated last point.
  /// - Parameter place: what the ring is called in errors, such as `feature 2, ring 1`.
  /// - Throws: `tooLarge`, `outOfRange`, `notClosed`, `degenerate` (under 3 different points, no area), `selfCrossing`.
  package static func open(closed ring: [GeoPoint], at place: String) throws(VectorError) -> [GeoPoint] {
    guard ring.count <= largestPointCount else {
      throw VectorError(
        .tooLarge, at: place, "The ring has \(ring.count) points; \(largestPointCount) is the limit.",
        mend: "Simplify the outline.")
    }
    for point in ring { try check(point, at: place) }
    guard let first = ring.first, let last = ring.last, ring.count > 1, first == last else {
      throw VectorError(
        .notClosed, at: place, notClosedReason(ring), mend: "Repeat the first point at the end, as RFC 7946 asks.")
    }
    var points: [GeoPoint] = []
    for point in ring.dropLast() where point != points.last { points.append(point) }
    while points.count > 1, points.last == points.first { points.removeLast() }
    try check(open: points, at: place)
    return points
  }

  /// - Throws: `degenerate` or `selfCrossing`, as `open(closed:at:)` does.
  package static func check(open ring: [GeoPoint], at place: String) throws(VectorError) {
    let distinct = Set(ring).count
    guard distinct >= 3 else {
      throw VectorError(
        .degenerate, at: place,
        "The ring has \(distinct) different \(distinct == 1 ? "point" : "points"); 3 are the least.",
        mend: "Draw the outline with at least three corners.")
    }
    guard ring.contains(where: { ring[0].cross(ring[1], $0) != 0 }) else {
      throw VectorError(
        .degenerate, at: place, "All points of the ring lie on one line.",
        mend: "Draw the outline with at least three corners.")
    }
    if let crossing = Rings.firstCrossing(ring) {
      let first = ring[crossing.first]
      let second = ring[crossing.second]
      throw VectorError(
        .selfCrossing, at: place,
        "The edge from \(text(first)) meets the edge from \(text(second)).",
        mend: "Move the corners so that the outline does not cross or touch itself.")
    }
    let longitudes = ring.map(\.longitude)
    if let west = longitudes.min(), let east = longitudes.max(), east - west > 180 {
      throw VectorError(
        .outOfRange, at: place, "The ring spans \(text(east - west))° of longitude.",
        mend: "Cut the outline at the 180° meridian into two polygons of a MultiPolygon.")
    }
  }

  /// - Throws: `outOfRange` where the point is no longitude and latitude; says so where it looks like metres, or
  ///   swapped.
  package static func check(_ point: GeoPoint, at place: String) throws(VectorError) {
    let (longitude, latitude) = (point.longitude, point.latitude)
    guard !(abs(longitude) <= 180 && abs(latitude) <= 90) else { return }
    let reason: String
    let mend: String
    if abs(longitude) > 1_000 || abs(latitude) > 1_000 {
      reason = "\(text(point)) looks like metres of a projected CRS, not like degrees."
      mend = "Save the file as GeoJSON in WGS 84 (EPSG:4326)."
    } else if abs(latitude) > 90, abs(latitude) <= 180, abs(longitude) <= 90 {
      reason = "\(text(point)) has a latitude beyond ±90; latitude and longitude seem to be swapped."
      mend = "Write longitude first, then latitude."
    } else {
      reason = "\(text(point)) lies outside ±180 of longitude or ±90 of latitude."
      mend = "Write degrees on WGS 84, longitude first."
    }
    throw VectorError(.outOfRange, at: place, reason, mend: mend)
  }

  private static func notClosedReason(_ ring: [GeoPoint]) -> String {
    guard let first = ring.first, let last = ring.last, ring.count > 1 else {
      return "The ring has \(ring.count == 1 ? "a single point" : "no point")."
    }
    return "The ring ends at \(text(last)) and not where it began, at \(text(first))."
  }

  private static func text(_ point: GeoPoint) -> String { "(\(text(point.longitude)), \(text(point.latitude)))" }
  private static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
  }
}
