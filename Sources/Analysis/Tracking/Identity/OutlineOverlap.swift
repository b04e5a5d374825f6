import Geodesy
import Vectors

/// Areas that outlines have in common, by cutting one with the sides of the other; its two lists are used again from pair
/// to pair.
struct OutlineOverlap {
  /// More corners than this are left to the sweep, which takes outlines of any form.
  private static let mostCorners = 16

  private var subject: [MapPoint] = []
  private var cut: [MapPoint] = []

  /// Square metres of `moving` that lie in `resting` when `moving` is moved by `offset`, metres.
  mutating func area(
    _ moving: Sighting, by offset: (east: Double, north: Double), in resting: Sighting
  ) -> Double {
    guard moving.box.moved(east: offset.east, north: offset.north).meets(resting.box) else { return 0 }
    guard moving.isConvex, resting.isConvex, moving.outline.count + resting.outline.count <= Self.mostCorners else {
      let moved = moving.outline.map {
        MapPoint(easting: $0.easting + offset.east, northing: $0.northing + offset.north)
      }
      return Overlay.areas(of: [moved], and: [resting.outline]).intersection
    }
    let origin = resting.centre
    subject.removeAll(keepingCapacity: true)
    for point in moving.outline {
      subject.append(
        MapPoint(
          easting: point.easting + offset.east - origin.easting,
          northing: point.northing + offset.north - origin.northing))
    }
    let sign = Self.isCounterclockwise(resting) ? 1.0 : -1.0
    var start = resting.outline[resting.outline.count - 1]
    for end in resting.outline {
      keep(
        leftOf: MapPoint(easting: start.easting - origin.easting, northing: start.northing - origin.northing),
        east: sign * (end.easting - start.easting), north: sign * (end.northing - start.northing))
      if subject.isEmpty { return 0 }
      start = end
    }
    return Self.area(subject)
  }

  /// Cuts away what lies to the right of a line.
  /// - Source: [Sutherland1974]
  private mutating func keep(leftOf start: MapPoint, east: Double, north: Double) {
    cut.removeAll(keepingCapacity: true)
    guard var last = subject.last else { return }
    func side(_ point: MapPoint) -> Double {
      east * (point.northing - start.northing) - north * (point.easting - start.easting)
    }
    var lastSide = side(last)
    for point in subject {
      let pointSide = side(point)
      if (pointSide >= 0) != (lastSide >= 0) {
        let share = lastSide / (lastSide - pointSide)
        cut.append(
          MapPoint(
            easting: last.easting + share * (point.easting - last.easting),
            northing: last.northing + share * (point.northing - last.northing)))
      }
      if pointSide >= 0 { cut.append(point) }
      (last, lastSide) = (point, pointSide)
    }
    swap(&subject, &cut)
  }

  private static func isCounterclockwise(_ sighting: Sighting) -> Bool {
    let (a, b) = (sighting.outline[0], sighting.outline[1])
    let middle = sighting.centre
    // The middle of a convex outline lies inside.
    return (b.easting - a.easting) * (middle.northing - a.northing)
      > (b.northing - a.northing) * (middle.easting - a.easting)
  }

  private static func area(_ ring: [MapPoint]) -> Double {
    guard var before = ring.last else { return 0 }
    var twice = 0.0
    for point in ring {
      twice += before.easting * point.northing - point.easting * before.northing
      before = point
    }
    return abs(twice) / 2
  }
}
