import Geodesy

/// Planar areas that two sets of polygons have in common and together.
package struct OverlayAreas: Sendable, Hashable {
  package let first: Double
  package let second: Double
  package let intersection: Double

  package var union: Double { first + second - intersection }
  /// Intersection over union, 0 … 1; `nil` where neither set has an area.
  package var intersectionOverUnion: Double? { union > 0 ? min(1, intersection / union) : nil }
}

/// Overlay of polygons in the plane.
package enum Overlay {
  /// Areas of two sets of rings, in squared units of the coordinates.
  ///
  /// Within each set the inside is where an odd number of rings lies around a point: holes need no mark, and rings may
  /// run either way. Cuts the plane into bands in which no two edges cross, and sums trapezoids: exact up to rounding;
  /// quadratic in the number of edges, made for outlines of up to some thousand points.
  package static func areas<Point: PlanarPoint>(of first: [[Point]], and second: [[Point]]) -> OverlayAreas {
    let origin = first.joined().first ?? second.joined().first
    let edges = segments(first, isFirst: true, origin) + segments(second, isFirst: false, origin)
    var totals = (first: 0.0, second: 0.0, both: 0.0)
    let levels = breaks(of: edges)
    for (south, north) in zip(levels, levels.dropFirst()) {
      addBand(edges, from: south, to: north, &totals)
    }
    return OverlayAreas(first: totals.first, second: totals.second, intersection: totals.both)
  }

  package static func areas(of first: [GeoPolygon], and second: [GeoPolygon]) -> OverlayAreas {
    areas(of: first.flatMap(\.rings), and: second.flatMap(\.rings))
  }
}

extension Overlay {
  /// An edge that is not level, from its southern end.
  private struct Segment {
    let isFirst: Bool
    let south: Double
    let north: Double
    let southEast: Double
    let slope: Double
    func east(at level: Double) -> Double { southEast + (level - south) * slope }
  }

  private static func segments<Point: PlanarPoint>(
    _ rings: [[Point]], isFirst: Bool, _ origin: Point?
  ) -> [Segment] {
    guard let origin else { return [] }
    var segments: [Segment] = []
    for ring in rings {
      guard var start = ring.last else { continue }
      for end in ring {
        let (low, high) = start.planarNorth < end.planarNorth ? (start, end) : (end, start)
        if low.planarNorth < high.planarNorth {
          segments.append(
            Segment(
              isFirst: isFirst, south: low.planarNorth - origin.planarNorth,
              north: high.planarNorth - origin.planarNorth, southEast: low.planarEast - origin.planarEast,
              slope: (high.planarEast - low.planarEast) / (high.planarNorth - low.planarNorth)))
        }
        start = end
      }
    }
    return segments
  }

  /// Levels of all ends and crossings, from the south.
  private static func breaks(of edges: [Segment]) -> [Double] {
    var levels = Set(edges.flatMap { [$0.south, $0.north] })
    for (index, edge) in edges.enumerated() {
      for other in edges[(index + 1)...] where edge.slope != other.slope {
        let level =
          (other.southEast - other.slope * other.south - edge.southEast + edge.slope * edge.south)
          / (edge.slope - other.slope)
        if level > max(edge.south, other.south), level < min(edge.north, other.north) { levels.insert(level) }
      }
    }
    return levels.sorted()
  }

  private static func addBand(
    _ edges: [Segment], from south: Double, to north: Double,
    _ totals: inout (first: Double, second: Double, both: Double)
  ) {
    let middle = (south + north) / 2
    let crossed = edges.filter { $0.south <= south && $0.north >= north }
      .map { (east: $0.east(at: middle), isFirst: $0.isFirst) }.sorted { $0.east < $1.east }
    var inFirst = false
    var inSecond = false
    for (edge, next) in zip(crossed, crossed.dropFirst()) {
      if edge.isFirst { inFirst.toggle() } else { inSecond.toggle() }
      let area = (next.east - edge.east) * (north - south)
      if inFirst { totals.first += area }
      if inSecond { totals.second += area }
      if inFirst && inSecond { totals.both += area }
    }
  }
}
