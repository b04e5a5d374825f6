import Foundation
import Rasters

/// A closed outline in pixels of the grid and how well its sides are known.
package struct PixelOutline: Sendable, Hashable {
  package enum Shape: String, Sendable { case rectangle, rectilinear, freehand }
  /// Without a repeated last point.
  package let ring: [PixelPoint]
  /// What lies inside `ring` and is not of the thing, as courtyards; rings of the same form.
  package var holes: [[PixelPoint]] = []
  package let shape: Shape
  /// Per side from `ring[i]` to `ring[i + 1]`: deviation of its place as its own parts disagree, in pixels.
  package let sideDeviations: [Double]
  /// Share of the region that the outline was fitted to which lies inside it, over their union. Of a freehand outline by
  /// `ThingOutliner` that of the best right-angled one.
  package internal(set) var agreement: Double
  /// Contrast of the thing over the scatter of what surrounds it.
  package let separation: Double
  /// Mean steepness of the sides, as a share of the full contrast per pixel: 0.5 or more is as sharp as optics allow.
  package let sharpness: Double
  /// `nil` for those that its shape tells.
  package var drawn: OutlineErrors?

  package var errors: OutlineErrors { drawn ?? (shape == .freehand ? .freehand : .region) }

  /// Holes taken off.
  package var areaInPixels: Double {
    holes.reduce(abs(PixelOutline.signedArea(ring))) { $0 - abs(PixelOutline.signedArea($1)) }
  }

  /// Of the ring and its holes.
  package var perimeterInPixels: Double {
    holes.reduce(PixelOutline.perimeter(ring)) { $0 + PixelOutline.perimeter($1) }
  }

  private static func perimeter(_ ring: [PixelPoint]) -> Double {
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

  /// Whether `point` lies on the thing: inside the ring and in no hole.
  package func contains(_ point: PixelPoint) -> Bool {
    PixelOutline.contains(ring, point) && !holes.contains { PixelOutline.contains($0, point) }
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
    func moved(_ ring: [PixelPoint]) -> [PixelPoint] {
      ring.map { PixelPoint(column: $0.column + columns, row: $0.row + rows) }
    }
    return PixelOutline(
      ring: moved(ring), holes: holes.map(moved), shape: shape, sideDeviations: sideDeviations, agreement: agreement,
      separation: separation, sharpness: sharpness, drawn: drawn)
  }
}
