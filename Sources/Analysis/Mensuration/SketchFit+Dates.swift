import Foundation
import Rasters
import Statistics

extension SketchFit {
  /// One outline from those that several dates gave of one sketch, all brought to where the sketch lies.
  ///
  /// Corners are the medians of the dates' corners. What a date errs for itself falls with the root of their number, as
  /// far as they disagree; what lies on the ground (paving, a parapet) stays.
  /// - Parameter outlines: with as many corners each, in the sketch's order.
  /// - Returns: `nil` for none.
  package static func combined(_ outlines: [PixelOutline]) -> PixelOutline? {
    guard let first = outlines.first, outlines.allSatisfy({ $0.ring.count == first.ring.count }) else { return nil }
    guard outlines.count > 1 else { return first }
    let ring = first.ring.indices.map { corner in
      PixelPoint(
        column: Quantiles.median(outlines.map { $0.ring[corner].column }) ?? 0,
        row: Quantiles.median(outlines.map { $0.ring[corner].row }) ?? 0)
    }
    let count = Double(outlines.count)
    let deviations = ring.indices.map { index -> Double in
      let (a, b) = (ring[index], ring[(index + 1) % ring.count])
      let length = max(1e-9, hypot(b.column - a.column, b.row - a.row))
      let normal = ((b.row - a.row) / length, -(b.column - a.column) / length)
      let offsets = outlines.map { outline in
        let (c, d) = (outline.ring[index], outline.ring[(index + 1) % ring.count])
        return ((c.column + d.column) / 2) * normal.0 + ((c.row + d.row) / 2) * normal.1
      }
      // A median's own deviation over that of a mean.
      let scatter = 1.25 * (Quantiles.robustDeviation(offsets) ?? 0) / count.squareRoot()
      let own = Quantiles.median(outlines.map { $0.sideDeviations[index] }) ?? 0
      return hypot(scatter, own * lasting.squareRoot())
    }
    guard PixelOutline.signedArea(ring) > 0, let errors = first.drawn else { return first }
    return PixelOutline(
      ring: ring, shape: first.shape, sideDeviations: deviations, agreement: 1,
      separation: Quantiles.median(outlines.map(\.separation)) ?? 0, sharpness: 0,
      drawn: OutlineErrors(
        shared: errors.shared, sideFloor: errors.sideFloor * (lasting + (1 - lasting) / count).squareRoot(),
        outward: errors.outward, common: errors.common))
  }

  /// Share of a side's variance that is the same on every date.
  private static let lasting = 0.5
}
