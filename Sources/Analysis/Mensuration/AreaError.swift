import Foundation

/// What an outline's area owes to doubt, in pixels, before it is turned into an interval.
///
/// Sides err together far more than apart: optics, threshold and shadow push them all outward or all inward. A shared
/// bias of `b` pixels moves an area by its perimeter times `b`; it does not average out over the sides, and it
/// cancels in part between two things outlined by the same method on the same picture.
package struct AreaError: Sendable, Hashable {
  package let areaInPixels: Double
  package let perimeterInPixels: Double
  /// Deviation of the area from the sides' own errors, pixels².
  package let ownDeviation: Double
  /// Deviation of the area from the shared bias, pixels².
  package let sharedDeviation: Double
  /// By how much the area may be too large by a shadow that was drawn with it, pixels².
  private let shadowDeviation: Double
  /// Part of the shared bias's variance that it has in common with another thing of the same picture.
  package let commonShare: Double

  /// - Parameter registration: deviation, in pixels along one axis, by which the pictures that the outline was drawn on
  ///   may lie beside each other: it blurs and bends each side for itself.
  package init(_ outline: PixelOutline, registration: Double = 0) {
    areaInPixels = outline.areaInPixels
    perimeterInPixels = outline.perimeterInPixels
    let errors = outline.errors
    var variance = 0.0
    for index in outline.ring.indices {
      let a = outline.ring[index]
      let b = outline.ring[(index + 1) % outline.ring.count]
      let length = hypot(b.column - a.column, b.row - a.row)
      let own = hypot(outline.sideDeviations[index], errors.sideFloor)
      let deviation = hypot(own, registration)
      variance += length * length * deviation * deviation
    }
    ownDeviation = variance.squareRoot()
    sharedDeviation = errors.shared * outline.perimeterInPixels
    commonShare = errors.common
    shadowDeviation = errors.outward * outline.perimeterInPixels
  }

  /// Deviation of the area, pixels².
  package var deviation: Double { hypot(ownDeviation, sharedDeviation) }

  /// Relative deviation downward alone: the area may be smaller by the shadow that was drawn with it.
  package var relativeShadow: Double { shadowDeviation / areaInPixels }

  /// Relative deviation of this area over another of the same picture, the common part of the bias cancelled.
  package func relativeDeviation(over other: AreaError) -> Double {
    let mine = sharedDeviation / areaInPixels
    let theirs = other.sharedDeviation / other.areaInPixels
    let own = hypot(ownDeviation / areaInPixels, other.ownDeviation / other.areaInPixels)
    // Two that were drawn in different ways have in common what either has.
    let share = min(commonShare, other.commonShare)
    let common = share.squareRoot() * (mine - theirs)
    let apart = (1 - share).squareRoot() * hypot(mine, theirs)
    return (own * own + common * common + apart * apart).squareRoot()
  }
}
