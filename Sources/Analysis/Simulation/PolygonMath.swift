import Rasters

/// Plane geometry on rings of pixel points.
enum PolygonMath {
  /// Positive where the ring runs from columns towards rows (clockwise as seen on the picture).
  static func signedArea(_ ring: [PixelPoint]) -> Double {
    var sum = 0.0
    for (index, point) in ring.enumerated() {
      let next = ring[(index + 1) % ring.count]
      sum += point.column * next.row - next.column * point.row
    }
    return sum / 2
  }

  static func translated(_ ring: [PixelPoint], columns: Double, rows: Double) -> [PixelPoint] {
    ring.map { PixelPoint(column: $0.column + columns, row: $0.row + rows) }
  }

  /// The convex hull, by the monotone chain; what a convex `ring` sweeps when its copies are in `points`.
  static func convexHull(_ points: [PixelPoint]) -> [PixelPoint] {
    let sorted = points.sorted { ($0.column, $0.row) < ($1.column, $1.row) }
    guard sorted.count > 2 else { return sorted }
    func chain(_ points: [PixelPoint]) -> [PixelPoint] {
      var hull: [PixelPoint] = []
      for point in points {
        while hull.count >= 2, turn(hull[hull.count - 2], hull[hull.count - 1], point) <= 0 { hull.removeLast() }
        hull.append(point)
      }
      return hull.dropLast()
    }
    return chain(sorted) + chain(sorted.reversed())
  }

  private static func turn(_ a: PixelPoint, _ b: PixelPoint, _ c: PixelPoint) -> Double {
    (b.column - a.column) * (c.row - a.row) - (b.row - a.row) * (c.column - a.column)
  }
}
