import Foundation
import Rasters

/// The smallest rectangle around a set of pixels.
package struct OrientedBox: Sendable, Hashable {
  package var centre: PixelPoint
  /// Direction of `length`, radians from the column axis towards rows.
  package var angle: Double
  package var length: Double
  package var width: Double

  package var area: Double { length * width }

  package var corners: [PixelPoint] {
    let (c, s) = (cos(angle), sin(angle))
    return [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map { along, across in
      PixelPoint(
        column: centre.column + along * length / 2 * c - across * width / 2 * s,
        row: centre.row + along * length / 2 * s + across * width / 2 * c)
    }
  }

  /// Over the corners of the pixels at `indices` in rows of `columns`, moved by `(column, row)`; `nil` for none.
  package init?(pixels indices: [Int], columns: Int, column: Int = 0, row: Int = 0) {
    var points: [PixelPoint] = []
    for index in indices {
      let c = Double(index % columns + column)
      let r = Double(index / columns + row)
      for (right, down) in [(0.0, 0.0), (1, 0), (1, 1), (0, 1)] {
        points.append(PixelPoint(column: c + right, row: r + down))
      }
    }
    self.init(around: points)
  }

  /// Rotating calipers over the convex hull, tried at every hull edge.
  package init?(around points: [PixelPoint]) {
    let hull = ConvexHull.of(points)
    guard hull.count >= 3 else { return nil }
    var best: OrientedBox?
    for index in hull.indices {
      let next = hull[(index + 1) % hull.count]
      let angle = atan2(next.row - hull[index].row, next.column - hull[index].column)
      let box = OrientedBox(hull: hull, angle: angle)
      if box.area < best?.area ?? .infinity { best = box }
    }
    guard var found = best else { return nil }
    if found.width > found.length {
      (found.length, found.width) = (found.width, found.length)
      found.angle += .pi / 2
    }
    // One angle for one direction, so that equal boxes compare equal.
    found.angle -= .pi * (found.angle / .pi).rounded()
    self = found
  }

  private init(hull: [PixelPoint], angle: Double) {
    let (c, s) = (cos(angle), sin(angle))
    let along = hull.map { $0.column * c + $0.row * s }
    let across = hull.map { -$0.column * s + $0.row * c }
    let (a0, a1) = (along.reduce(.infinity, min), along.reduce(-.infinity, max))
    let (b0, b1) = (across.reduce(.infinity, min), across.reduce(-.infinity, max))
    let (a, b) = ((a0 + a1) / 2, (b0 + b1) / 2)
    centre = PixelPoint(column: a * c - b * s, row: a * s + b * c)
    self.angle = angle
    length = a1 - a0
    width = b1 - b0
  }
}

/// Andrew's monotone chain.
package enum ConvexHull {
  /// The hull's corners in one sense of turning; fewer than 3 for points on a line.
  package static func of(_ points: [PixelPoint]) -> [PixelPoint] {
    let sorted = Array(Set(points)).sorted { ($0.column, $0.row) < ($1.column, $1.row) }
    guard sorted.count >= 3 else { return sorted }
    func half(_ points: [PixelPoint]) -> [PixelPoint] {
      var chain: [PixelPoint] = []
      for point in points {
        while chain.count >= 2, cross(chain[chain.count - 2], chain[chain.count - 1], point) <= 0 { chain.removeLast() }
        chain.append(point)
      }
      return Array(chain.dropLast())
    }
    return half(sorted) + half(sorted.reversed())
  }

  private static func cross(_ o: PixelPoint, _ a: PixelPoint, _ b: PixelPoint) -> Double {
    (a.column - o.column) * (b.row - o.row) - (a.row - o.row) * (b.column - o.column)
  }
}
