import Foundation
import Kernels
import Quantities
import Rasters

/// The area of an outlined thing in doubt: relative deviations to either side, or the reason why there is none.
///
/// What the sides' own scatter and bias tell (`AreaError`) is the least of it where a thing was drawn by its look: beside
/// it stand how much the area moves with the level that it is cut at, and how ragged the outline is. A building is
/// right-angled; pixels by which it and the best right-angled outline differ are as likely wrong as right.
package enum ThingArea: Sendable, Hashable {
  package static let method = "outline-by-look"

  case known(below: Double, above: Double)
  case refused(String)

  /// - Parameters:
  ///   - plane: that the outline was drawn on.
  ///   - region: indices in the plane of the thing.
  ///   - registration: as `AreaError.init` takes it.
  package init(
    _ outline: PixelOutline, on plane: ContrastPlane, region: [Int], registration: Double = 0,
    limits: SizeLimits = SizeLimits()
  ) {
    guard let box = OrientedBox(around: outline.ring), box.width >= limits.width else {
      self = .refused(
        "narrower than \(Int(AreaMeasure.minimumWidthInPixels)) pixels: its edges run into each other at this pixel size"
      )
      return
    }
    let error = AreaError(outline, registration: registration)
    let own = error.deviation / error.areaInPixels
    let levels = Self.levels(plane, region: region)
    let ragged = max(0, 1 - outline.agreement) / 2
    let both = hypot(own, ragged)
    self = .known(below: hypot(hypot(both, error.relativeShadow), levels.below), above: hypot(both, levels.above))
  }

  /// By how much less than the half-level's area lies above three quarters of the contrast, and how much more above one
  /// quarter, relative: where a thing's edge is no step, where it ends is a matter of where one cuts.
  private static func levels(_ plane: ContrastPlane, region: [Int]) -> (below: Double, above: Double) {
    var known = [Bool](repeating: false, count: plane.values.count)
    for pixel in region { known[pixel] = true }
    let near = Morphology.dilate(known, columns: plane.columns, rows: plane.rows, radius: Outliner.searchReach)
    let inner = Morphology.erode(known, columns: plane.columns, rows: plane.rows, radius: Outliner.searchReach)
    // Only what lies beside the edge: seams and dormers in the middle leave the outline where it is.
    func count(_ level: Float) -> Double {
      Double(near.indices.count { near[$0] && (inner[$0] || plane.valid[$0] && plane.values[$0] > level) })
    }
    let half = max(count(0.5), 1)
    return ((half - count(0.75)) / half, (count(0.25) - half) / half)
  }
}
