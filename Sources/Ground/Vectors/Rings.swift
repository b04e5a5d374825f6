import Geodesy

/// Plane geometry of rings: closed outlines without a repeated last point.
package enum Rings {
  /// Area in squared units of the coordinates: positive when the ring runs counterclockwise; 0 under 3 points.
  package static func signedArea<Point: PlanarPoint>(_ ring: [Point]) -> Double {
    guard ring.count >= 3 else { return 0 }
    // Seen from the first point: map coordinates of millions of metres would cancel away the last digits.
    var twice = 0.0
    for index in 1..<ring.count - 1 { twice += ring[0].cross(ring[index], ring[index + 1]) }
    return twice / 2
  }

  package static func isCounterclockwise<Point: PlanarPoint>(_ ring: [Point]) -> Bool { signedArea(ring) > 0 }

  /// The ring so that it runs counterclockwise (or clockwise), from the same first point.
  package static func oriented<Point: PlanarPoint>(_ ring: [Point], counterclockwise: Bool) -> [Point] {
    guard let first = ring.first, isCounterclockwise(ring) != counterclockwise else { return ring }
    return [first] + ring.dropFirst().reversed()
  }

  /// Whether `point` lies inside the ring or on its edge.
  package static func contains<Point: PlanarPoint>(_ point: Point, in ring: [Point]) -> Bool {
    guard var start = ring.last else { return false }
    var isInside = false
    for end in ring {
      if lies(point, on: start, end) { return true }
      if (start.planarNorth > point.planarNorth) != (end.planarNorth > point.planarNorth) {
        let side = start.cross(end, point)
        if (end.planarNorth > start.planarNorth) == (side > 0) { isInside.toggle() }
      }
      start = end
    }
    return isInside
  }

  /// Centre of gravity of the ring's inside; the mean of its points where it has no area, `nil` where it has no point.
  package static func centroid<Point: PlanarPoint>(_ ring: [Point]) -> Point? {
    guard let first = ring.first else { return nil }
    var weight = 0.0
    var east = 0.0
    var north = 0.0
    for index in 1..<max(1, ring.count - 1) {
      let area = first.cross(ring[index], ring[index + 1])
      weight += area
      east += area * (ring[index].planarEast + ring[index + 1].planarEast - 2 * first.planarEast)
      north += area * (ring[index].planarNorth + ring[index + 1].planarNorth - 2 * first.planarNorth)
    }
    guard weight != 0 else {
      let count = Double(ring.count)
      return Point(
        planarEast: ring.reduce(0) { $0 + $1.planarEast } / count,
        planarNorth: ring.reduce(0) { $0 + $1.planarNorth } / count)
    }
    return Point(
      planarEast: first.planarEast + east / (3 * weight), planarNorth: first.planarNorth + north / (3 * weight))
  }

  /// The part of the ring on the inner side of a convex, counterclockwise `frame`; empty where nothing is left.
  ///
  /// Sutherland and Hodgman's method: a concave ring that the frame cuts into pieces comes back as one ring whose
  /// pieces are joined along the frame's edge. Its area is right all the same.
  package static func clipped<Point: PlanarPoint>(_ ring: [Point], toConvex frame: [Point]) -> [Point] {
    guard var start = frame.last else { return [] }
    var kept = ring
    for end in frame {
      kept = half(kept, leftOf: start, end)
      start = end
    }
    return kept
  }
}

extension Rings {
  private static func lies<Point: PlanarPoint>(_ point: Point, on start: Point, _ end: Point) -> Bool {
    start.cross(end, point) == 0
      && min(start.planarEast, end.planarEast) <= point.planarEast
      && point.planarEast <= max(start.planarEast, end.planarEast)
      && min(start.planarNorth, end.planarNorth) <= point.planarNorth
      && point.planarNorth <= max(start.planarNorth, end.planarNorth)
  }

  private static func half<Point: PlanarPoint>(_ ring: [Point], leftOf start: Point, _ end: Point) -> [Point] {
    guard var previous = ring.last else { return [] }
    var kept: [Point] = []
    var previousSide = start.cross(end, previous)
    for point in ring {
      let side = start.cross(end, point)
      if (side < 0) != (previousSide < 0) {
        let share = previousSide / (previousSide - side)
        kept.append(
          Point(
            planarEast: previous.planarEast + share * (point.planarEast - previous.planarEast),
            planarNorth: previous.planarNorth + share * (point.planarNorth - previous.planarNorth)))
      }
      if side >= 0 { kept.append(point) }
      previous = point
      previousSide = side
    }
    return kept
  }
}
