import Rasters

/// How much two boxes share.
package enum BoxOverlap {
  /// Intersection over union, 0 … 1: exact but for rounding, whatever their angles.
  package static func intersectionOverUnion(_ one: DetectedBox, _ other: DetectedBox) -> Double {
    let (columns, rows) = (one.centre.column - other.centre.column, one.centre.row - other.centre.row)
    let reach = one.reach + other.reach
    guard columns * columns + rows * rows < reach * reach else { return 0 }
    let shared = min(area(clipped(one.corners, by: other.corners)), min(one.area, other.area))
    return shared / (one.area + other.area - shared)
  }

  /// What of the convex `ring` lies inside the convex `window`, both running the same way.
  /// - Source: [Sutherland1974]
  static func clipped(_ ring: [PixelPoint], by window: [PixelPoint]) -> [PixelPoint] {
    var ring = ring
    for index in window.indices {
      let (start, end) = (window[index], window[(index + 1) % window.count])
      let sides = ring.map { side(of: $0, start, end) }
      var kept: [PixelPoint] = []
      for corner in ring.indices {
        let next = (corner + 1) % ring.count
        if sides[corner] >= 0 { kept.append(ring[corner]) }
        if (sides[corner] > 0 && sides[next] < 0) || (sides[corner] < 0 && sides[next] > 0) {
          let share = sides[corner] / (sides[corner] - sides[next])
          kept.append(
            PixelPoint(
              column: ring[corner].column + share * (ring[next].column - ring[corner].column),
              row: ring[corner].row + share * (ring[next].row - ring[corner].row)))
        }
      }
      ring = kept
    }
    return ring
  }

  /// Above 0 on the inner side of an edge.
  private static func side(of point: PixelPoint, _ start: PixelPoint, _ end: PixelPoint) -> Double {
    (end.column - start.column) * (point.row - start.row) - (end.row - start.row) * (point.column - start.column)
  }

  /// In square pixels, from a corner on, so that large coordinates cost no digits.
  static func area(_ ring: [PixelPoint]) -> Double {
    guard let origin = ring.first else { return 0 }
    var sum = 0.0
    for index in 1..<max(1, ring.count - 1) {
      let (one, two) = (ring[index], ring[index + 1])
      sum +=
        (one.column - origin.column) * (two.row - origin.row) - (one.row - origin.row) * (two.column - origin.column)
    }
    return abs(sum) / 2
  }
}
