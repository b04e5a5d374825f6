import Foundation
import Rasters

/// A closed outline in pixels of the grid and how well its sides are known.
package struct PixelOutline: Sendable, Hashable {
  package enum Shape: String, Sendable { case rectangle, rectilinear, freehand }
  /// Without a repeated last point.
  package let ring: [PixelPoint]
  package let shape: Shape
  /// Per side from `ring[i]` to `ring[i + 1]`: deviation of its place as its own parts disagree, in pixels.
  package let sideDeviations: [Double]
  /// Share of the region that the outline was fitted to which lies inside it, over their union.
  package let agreement: Double
  /// Contrast of the thing over the scatter of what surrounds it.
  package let separation: Double
  /// Mean steepness of the sides, as a share of the full contrast per pixel: 0.5 or more is as sharp as optics allow.
  package let sharpness: Double
  /// `nil` for those that its shape tells.
  package var drawn: OutlineErrors?

  package var errors: OutlineErrors { drawn ?? (shape == .freehand ? .freehand : .region) }

  package var areaInPixels: Double { abs(PixelOutline.signedArea(ring)) }

  package var perimeterInPixels: Double {
    ring.indices.reduce(0) { sum, index in
      let next = ring[(index + 1) % ring.count]
      return sum + hypot(next.column - ring[index].column, next.row - ring[index].row)
    }
  }

  /// Mean of the corners.
  package var middle: PixelPoint {
    let count = Double(max(ring.count, 1))
    return PixelPoint(
      column: ring.reduce(0) { $0 + $1.column } / count, row: ring.reduce(0) { $0 + $1.row } / count)
  }

  package static func signedArea(_ ring: [PixelPoint]) -> Double {
    ring.indices.reduce(0) { sum, index in
      let next = ring[(index + 1) % ring.count]
      return sum + (ring[index].column * next.row - next.column * ring[index].row) / 2
    }
  }

  /// Whether `point` lies inside a ring, by crossing number.
  package static func contains(_ ring: [PixelPoint], _ point: PixelPoint) -> Bool {
    var inside = false
    var previous = ring.count - 1
    for index in ring.indices {
      let a = ring[index]
      let b = ring[previous]
      if (a.row > point.row) != (b.row > point.row),
        point.column < (b.column - a.column) * (point.row - a.row) / (b.row - a.row) + a.column
      {
        inside.toggle()
      }
      previous = index
    }
    return inside
  }
}

extension PixelOutline {
  /// A ring drawn around a region, not fitted to edges.
  package init(freehand ring: [PixelPoint]) {
    self.init(
      ring: ring, shape: .freehand, sideDeviations: ring.map { _ in 0.5 }, agreement: 1, separation: 0, sharpness: 0)
  }
}

extension PixelOutline {
  /// The same, elsewhere.
  package func moved(columns: Double, rows: Double) -> PixelOutline {
    PixelOutline(
      ring: ring.map { PixelPoint(column: $0.column + columns, row: $0.row + rows) }, shape: shape,
      sideDeviations: sideDeviations, agreement: agreement, separation: separation, sharpness: sharpness, drawn: drawn)
  }
}
