import Foundation

/// How an outline's sides err, by the way in which it was drawn, pixels.
///
/// Sides err together as far as optics, threshold and shadow push them all outward or all inward; the rest each errs for
/// itself. All constants were set on simulated scenes that are never scored.
package struct OutlineErrors: Sendable, Hashable {
  /// Deviation of the bias that all sides share.
  package let shared: Double
  /// Deviation that each side keeps for itself beyond what its parts show: a shadow, a neighbour, a ramp.
  package let sideFloor: Double
  /// Deviation by which sides may lie too far out, and only out: what is left of a shadow beside a roof that is hardly
  /// brighter than it, or paving.
  package let outward: Double
  /// Part of the shared bias's variance that two things on one picture have in common.
  package let common: Double

  /// Of a right-angled outline around a region that stood out from its ground, on the mean of dates with a high sun. Set
  /// on the simulated plants of seeds 1001 to 1060.
  package static let region = OutlineErrors(shared: 0.18, sideFloor: 0.15, outward: 0.45, common: 0.5)
  /// Of one without right angles: nothing straightens its sides.
  package static let freehand = OutlineErrors(shared: 0.45, sideFloor: 0, outward: 0.45, common: 0.5)
  /// Of a sketch whose sides were moved to edges, on pixels of so many metres. Set on scenes of halls of seeds 51001 to
  /// 51400.
  ///
  /// What is the end of a roof is not sharp on the ground either: gutters and parapets frame it, which fine pixels show
  /// as edges of their own; and an apron of paving lies around it, whose edge coarse pixels do not part from the roof's.
  package static func sketch(pixel: Double) -> OutlineErrors {
    let paving = apron / pixel
    let near = exp(-paving * paving / (2 * apronReach * apronReach))
    let shared = hypot(optics, rim / pixel)
    // Each thing has a rim of its own.
    return OutlineErrors(
      shared: shared, sideFloor: 0.20, outward: paving / 2 * near, common: optics * optics / (shared * shared) / 2)
  }

  /// Deviation of what optics shift all sides by, pixels.
  private static let optics = 0.08
  /// Deviation of a roof's end, metres.
  static let rim = 0.12
  /// Usual width of paving around a roof, metres.
  private static let apron = 10.0
  /// Edges this far apart, pixels, are told apart.
  private static let apronReach = 1.5
}
