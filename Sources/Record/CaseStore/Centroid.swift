import Geodesy

/// Where a thing's label belongs.
enum Centroid {
  /// Centre of mass of the largest exterior ring, on the plane of degrees: a pin for maps, not a measure.
  /// The mean of its points for a ring without area; `nil` without points.
  static func of(_ polygons: [GeoPolygon]) -> GeoPoint? {
    let rings = polygons.map { $0.exterior }.filter { !$0.isEmpty }
    guard let ring = rings.max(by: { abs(moments($0).area) < abs(moments($1).area) }) else { return nil }
    let (area, longitude, latitude) = moments(ring)
    // Sums are taken from the first point, so that small rings far from the origin keep their digits.
    if area != 0 {
      return GeoPoint(longitude: ring[0].longitude + longitude / area, latitude: ring[0].latitude + latitude / area)
    }
    let count = Double(ring.count)
    return GeoPoint(
      longitude: ring.reduce(0) { $0 + $1.longitude } / count, latitude: ring.reduce(0) { $0 + $1.latitude } / count)
  }

  /// Signed area and first moments about the ring's first point.
  private static func moments(_ ring: [GeoPoint]) -> (area: Double, longitude: Double, latitude: Double) {
    var sums = (area: 0.0, longitude: 0.0, latitude: 0.0)
    for index in ring.indices {
      let here = ring[index]
      let next = ring[(index + 1) % ring.count]
      let (x0, y0) = (here.longitude - ring[0].longitude, here.latitude - ring[0].latitude)
      let (x1, y1) = (next.longitude - ring[0].longitude, next.latitude - ring[0].latitude)
      let cross = x0 * y1 - x1 * y0
      sums.area += cross / 2
      sums.longitude += (x0 + x1) * cross / 6
      sums.latitude += (y0 + y1) * cross / 6
    }
    return sums
  }
}
