/// Two edges of one ring that share a point which they should not share. Edge `i` runs from point `i` to the next.
package struct EdgeCrossing: Sendable, Hashable {
  package let first: Int
  package let second: Int
}

extension Rings {
  /// The first pair of edges that cross, touch or overlap; `nil` where the ring is simple.
  ///
  /// Neighbours may share their common point and nothing else. Compares the edges that overlap in easting: fast on
  /// every natural outline, quadratic at worst.
  package static func firstCrossing<Point: PlanarPoint>(_ ring: [Point]) -> EdgeCrossing? {
    let count = ring.count
    guard count >= 3 else { return nil }
    let edges = (0..<count).map { Edge(index: $0, start: ring[$0], end: ring[($0 + 1) % count]) }
    var active: [Edge<Point>] = []
    for edge in edges.sorted(by: { ($0.west, $0.index) < ($1.west, $1.index) }) {
      active.removeAll { $0.east < edge.west }
      for other in active where other.overlapsInNorthing(edge) && meets(edge, other, count) {
        return EdgeCrossing(first: min(edge.index, other.index), second: max(edge.index, other.index))
      }
      active.append(edge)
    }
    return nil
  }

  private struct Edge<Point: PlanarPoint> {
    let index: Int
    let start: Point
    let end: Point
    var west: Double { min(start.planarEast, end.planarEast) }
    var east: Double { max(start.planarEast, end.planarEast) }

    func overlapsInNorthing(_ other: Edge) -> Bool {
      max(start.planarNorth, end.planarNorth) >= min(other.start.planarNorth, other.end.planarNorth)
        && max(other.start.planarNorth, other.end.planarNorth) >= min(start.planarNorth, end.planarNorth)
    }
  }

  private static func meets<Point: PlanarPoint>(_ one: Edge<Point>, _ other: Edge<Point>, _ count: Int) -> Bool {
    let (first, second) = one.index < other.index ? (one, other) : (other, one)
    if second.index == first.index + 1 {
      return count > 3 ? foldsBack(first.start, second.start, second.end) : false
    }
    if first.index == 0, second.index == count - 1 {
      return foldsBack(second.start, first.start, first.end)
    }
    return segmentsMeet(first.start, first.end, second.start, second.end)
  }

  /// Whether the way from `start` over `corner` to `end` runs back onto itself.
  private static func foldsBack<Point: PlanarPoint>(_ start: Point, _ corner: Point, _ end: Point) -> Bool {
    guard start.cross(corner, end) == 0 else { return false }
    let along =
      (corner.planarEast - start.planarEast) * (end.planarEast - corner.planarEast)
      + (corner.planarNorth - start.planarNorth) * (end.planarNorth - corner.planarNorth)
    return along < 0
  }

  private static func segmentsMeet<Point: PlanarPoint>(
    _ a: Point, _ b: Point, _ c: Point, _ d: Point
  ) -> Bool {
    // The caller has made sure that the boxes overlap, so collinear segments meet when both signs are 0.
    let cSide = a.cross(b, c)
    let dSide = a.cross(b, d)
    let aSide = c.cross(d, a)
    let bSide = c.cross(d, b)
    return ((aSide <= 0 && bSide >= 0) || (aSide >= 0 && bSide <= 0))
      && ((cSide <= 0 && dSide >= 0) || (cSide >= 0 && dSide <= 0))
  }
}
