import Rasters

extension FittedTransform {
  /// By how much the radius of a fit between pictures of two kinds is widened: each shows the same edges with a contrast of
  /// its own, and so a little beside each other, which tie points on one edge share. Of four sets of 100 simulated pairs of
  /// radar and optical pictures (seeds 1001 to 1100; fields drawn, and real pictures; power and decibels) 90 % of the
  /// accepted fits lay within 1.8 to 2.9 of their radii.
  package static let widening = 2.9
  /// Tie points of two kinds that must agree before a picture is taken to be turned or stretched: as for a field.
  package static let fewestOfTwoKinds = 24

  /// The fit as it may be believed between pictures of two kinds, radar and optical.
  /// - Throws: `AlignmentFailure` for one that turns or stretches on few tie points.
  package func betweenKinds() throws(AlignmentFailure) -> FittedTransform {
    guard transform.kind == .translation || agreeing >= Self.fewestOfTwoKinds else {
      throw AlignmentFailure(
        reason: "one picture is radar and the other is not, and only \(agreeing) tie points agree on a picture that is "
          + "turned or stretched; \(Self.fewestOfTwoKinds) are needed")
    }
    return FittedTransform(
      transform: transform, ce90InPixels: Self.widening * ce90InPixels, heldOut: heldOut, tried: tried,
      agreeing: agreeing, tiePoints: tiePoints, unsupported: unsupported)
  }
}
