import Foundation
import Rasters

/// A right-angled ring whose sides moved to where the plane falls most steeply across them.
struct SideFitting: Sendable {
  let ring: [PixelPoint]
  /// Per side, as `PixelOutline.sideDeviations`.
  let deviations: [Double]
  /// Mean over the sides, per pixel.
  let sharpness: Double

  /// Deviation of a side across which the plane falls nowhere, pixels.
  private static let unseen = 0.7
  private static let rounds = 3

  /// - Parameter corners: the thing on the right hand, so holes have negative area.
  /// - Returns: `nil` where sides that move would turn the ring inside out.
  init?(_ corners: [PixelPoint], on plane: ContrastPlane) {
    var ring = corners
    var deviations = [Double](repeating: Self.unseen, count: ring.count)
    var sharpness = 0.0
    for _ in 0..<Self.rounds {
      var sides: [Side] = []
      var (sum, length) = (0.0, 0.0)
      for index in ring.indices {
        var side = Side(ring[index], ring[(index + 1) % ring.count])
        if let edge = side.edge(plane) {
          side.move(by: edge.offset)
          deviations[index] = edge.deviation
          sum += edge.steepness * side.length
        } else {
          deviations[index] = Self.unseen
        }
        length += side.length
        sides.append(side)
      }
      sharpness = sum / max(length, 1e-9)
      var moved: [PixelPoint] = []
      for index in sides.indices {
        guard let corner = sides[(index + sides.count - 1) % sides.count].intersection(sides[index]) else { return nil }
        moved.append(corner)
      }
      guard Self.keepsItsWay(moved, ring) else { return nil }
      ring = moved
    }
    (self.ring, self.deviations, self.sharpness) = (ring, deviations, sharpness)
  }

  /// Whether each side still leads where it led, and the ring turns as it did.
  private static func keepsItsWay(_ moved: [PixelPoint], _ ring: [PixelPoint]) -> Bool {
    let areas = (PixelOutline.signedArea(moved), PixelOutline.signedArea(ring))
    guard areas.0 * areas.1 > 0, abs(areas.0) > 1 else { return false }
    return ring.indices.allSatisfy { index in
      let next = (index + 1) % ring.count
      let way = (moved[next].column - moved[index].column, moved[next].row - moved[index].row)
      return way.0 * (ring[next].column - ring[index].column) + way.1 * (ring[next].row - ring[index].row) > 0
    }
  }
}
