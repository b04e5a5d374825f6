import Foundation
import Mensuration
import Rasters

/// What the site's file says of the ground: where rails lie, and where tunnels open.
package struct SiteContext: Sendable {
  /// Lines drawn as rail, in pixels of the grid.
  package let rails: [[PixelPoint]]
  /// Rings of zones that are called tunnels, in pixels of the grid.
  package let tunnels: [[PixelPoint]]
  /// Rings of zones where things are loaded, and of zones where vehicles stand, in pixels of the grid.
  package let loading: [[PixelPoint]]
  package let parking: [[PixelPoint]]

  package static let none = SiteContext(rails: [], tunnels: [])
  /// Share of a thing that lies over a zone if it covers a part of it.
  static let overZone = 0.5
  /// Share of a thing that lies along the line if it stands on it.
  static let alongRail = 0.8
  /// Metres: as far as a pixel and the sketch's error, and half the width of a car.
  private static let railReach = 8.0
  private static let tunnelReach = 50.0
  /// A drawn line stops short of where the track does, or runs past it.
  private static let joinReach = 15.0

  package init(
    rails: [[PixelPoint]], tunnels: [[PixelPoint]], loading: [[PixelPoint]] = [], parking: [[PixelPoint]] = []
  ) {
    self.rails = rails
    self.tunnels = tunnels
    self.loading = loading
    self.parking = parking
  }

  /// Share of `points` that lie in any of `rings`.
  static func share(_ points: [PixelPoint], in rings: [[PixelPoint]]) -> Double {
    guard !rings.isEmpty, !points.isEmpty else { return 0 }
    return Double(points.count { point in rings.contains { PixelOutline.contains($0, point) } }) / Double(points.count)
  }

  /// Whether a strip begins at a rail, as its continuation or as a branch of it, without lying along it.
  /// - Parameter points: places all over the strip.
  func joinsRail(_ outline: [PixelPoint], points: [PixelPoint], gsd: Double) -> Bool {
    guard railShare(points, gsd: gsd) < Self.alongRail / 2 else { return false }
    let reach = max(Self.joinReach, 3 * gsd)
    return rails.contains { line in outline.contains { Self.distance(line, $0) * gsd <= reach } }
  }

  /// Share of `points` that lie within a car's reach of a rail.
  func railShare(_ points: [PixelPoint], gsd: Double) -> Double {
    guard !rails.isEmpty, !points.isEmpty else { return 0 }
    let near = points.count { point in rails.contains { Self.distance($0, point) * gsd <= Self.railReach } }
    return Double(near) / Double(points.count)
  }

  /// Whether any of `points` lies in a tunnel's zone or beside one.
  func isBesideTunnel(_ points: [PixelPoint], gsd: Double) -> Bool {
    tunnels.contains { ring in
      points.contains { point in
        PixelOutline.contains(ring, point) || Self.distance(ring + ring.prefix(1), point) * gsd <= Self.tunnelReach
      }
    }
  }

  /// Pixels from a point to a line of segments.
  private static func distance(_ line: [PixelPoint], _ point: PixelPoint) -> Double {
    zip(line, line.dropFirst()).map { from, to -> Double in
      let (right, down) = (to.column - from.column, to.row - from.row)
      let square = right * right + down * down
      let along = (point.column - from.column) * right + (point.row - from.row) * down
      let share = square > 0 ? min(1, max(0, along / square)) : 0
      return hypot(point.column - from.column - share * right, point.row - from.row - share * down)
    }.min() ?? .infinity
  }
}
