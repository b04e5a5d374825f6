/// Polygons in metres. A point is inside where rays from it cross the rings an odd number of times.
package struct PlaneShape: Sendable {
  /// Outside rings and holes alike, each without its repeated last point.
  package let rings: [[PlanePoint]]
  /// Square metres, holes taken off.
  package let area: Double
  /// `nil` where there is no area.
  package let centroid: PlanePoint?

  package init(polygons: [[[PlanePoint]]]) {
    var rings: [[PlanePoint]] = []
    var total = (area: 0.0, east: 0.0, north: 0.0)
    for polygon in polygons {
      for (index, closed) in polygon.enumerated() {
        let ring = closed.count > 1 && closed.first == closed.last ? Array(closed.dropLast()) : closed
        guard ring.count >= 3 else { continue }
        rings.append(ring)
        let moments = Self.moments(of: ring)
        let sign = (moments.area < 0) == (index == 0) ? -1.0 : 1.0
        total.area += sign * moments.area
        total.east += sign * moments.east
        total.north += sign * moments.north
      }
    }
    self.rings = rings
    area = max(total.area, 0)
    centroid = total.area > 0 ? PlanePoint(east: total.east / total.area, north: total.north / total.area) : nil
  }

  package func contains(_ point: PlanePoint) -> Bool {
    var isInside = false
    for (start, end) in edges where (start.north > point.north) != (end.north > point.north) {
      let part = (point.north - start.north) / (end.north - start.north)
      if point.east < start.east + part * (end.east - start.east) { isInside.toggle() }
    }
    return isInside
  }

  /// Metres to the nearest place of the shape; 0 inside, infinite without rings.
  package func distance(to point: PlanePoint) -> Double {
    if contains(point) { return 0 }
    return edges.map { Self.distance(from: point, to: $0) }.min() ?? .infinity
  }

  /// Metres across where the shape, seen from all sides, is narrowest; 0 without rings.
  ///
  /// The narrowest way across a convex hull lies square to one of its edges.
  package var narrowestWidth: Double {
    let hull = ConvexHull.corners(of: rings.joined())
    guard hull.count >= 3 else { return 0 }
    let widths = hull.indices.map { index in
      let start = hull[index]
      let end = hull[(index + 1) % hull.count]
      let along = PlanePoint(east: end.east - start.east, north: end.north - start.north)
      let length = (along.east * along.east + along.north * along.north).squareRoot()
      return hull.map { ($0.north - start.north) * along.east - ($0.east - start.east) * along.north }
        .map { abs($0) / length }.max() ?? 0
    }
    return widths.min() ?? 0
  }

  package var edges: [(PlanePoint, PlanePoint)] {
    rings.flatMap { ring in zip(ring, ring.dropFirst() + ring.prefix(1)).map { ($0, $1) } }
  }

  /// Signed area and first moments, taken about the first corner so that no digits are lost far from the centre.
  private static func moments(of ring: [PlanePoint]) -> (area: Double, east: Double, north: Double) {
    let origin = ring[0]
    var sum = (area: 0.0, east: 0.0, north: 0.0)
    for (start, end) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
      let first = (start.east - origin.east, start.north - origin.north)
      let second = (end.east - origin.east, end.north - origin.north)
      let cross = first.0 * second.1 - second.0 * first.1
      sum.area += cross / 2
      sum.east += cross * (first.0 + second.0) / 6
      sum.north += cross * (first.1 + second.1) / 6
    }
    return (sum.area, sum.east + sum.area * origin.east, sum.north + sum.area * origin.north)
  }

  private static func distance(from point: PlanePoint, to edge: (PlanePoint, PlanePoint)) -> Double {
    let along = (edge.1.east - edge.0.east, edge.1.north - edge.0.north)
    let offset = (point.east - edge.0.east, point.north - edge.0.north)
    let squared = along.0 * along.0 + along.1 * along.1
    let part = squared > 0 ? min(max((offset.0 * along.0 + offset.1 * along.1) / squared, 0), 1) : 0
    let away = (offset.0 - part * along.0, offset.1 - part * along.1)
    return (away.0 * away.0 + away.1 * away.1).squareRoot()
  }
}
