import Foundation
import Rasters

extension PixelOutline {
  /// The same, each side with half of what it lies off the line of the like side of `other` as more doubt: two ways to
  /// draw one thing that differ are a witness of each other's errors.
  package func doubted(by other: PixelOutline) -> PixelOutline {
    let ring = PixelOutline.signedArea(other.ring) < 0 ? Array(other.ring.reversed()) : other.ring
    guard ring.count == self.ring.count else { return self }
    let deviations = self.ring.indices.map { index -> Double in
      let (a, b) = (self.ring[index], self.ring[(index + 1) % ring.count])
      let (c, d) = (ring[index], ring[(index + 1) % ring.count])
      let length = max(1e-9, hypot(b.column - a.column, b.row - a.row))
      let away =
        ((c.column + d.column - a.column - b.column) * (b.row - a.row)
          - (c.row + d.row - a.row - b.row) * (b.column - a.column)) / (2 * length)
      return hypot(sideDeviations[index], away / 2)
    }
    return PixelOutline(
      ring: self.ring, shape: shape, sideDeviations: deviations, agreement: agreement, separation: separation,
      sharpness: sharpness, drawn: drawn)
  }
}
