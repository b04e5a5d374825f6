import Rasters

/// How the moving picture lies on the reference, and how far that can be trusted.
package struct FittedTransform: Sendable, Hashable {
  /// How well tie points that the fit did not use agree with it.
  package struct HeldOut: Sendable, Hashable {
    /// Tie points held out, and those of them that pass the test for outliers which the fit itself applied.
    package let count: Int
    package let passing: Int
    /// Radius, in pixels, that holds 90 % of the residuals of those that pass.
    package let ce90InPixels: Double

    package init(count: Int, passing: Int, ce90InPixels: Double) {
      self.count = count
      self.passing = passing
      self.ce90InPixels = ce90InPixels
    }
  }

  package let transform: PictureTransform
  /// Radius, in pixels of the reference, that should hold the error of the transform at a place, within what tie points
  /// support, in 90 % of cases.
  package let ce90InPixels: Double
  /// `nil` where too few tie points agree to hold any out.
  package let heldOut: HeldOut?
  /// Tie points that were tried, and those that the fit rests on.
  package let tried: Int
  package let agreeing: Int
  /// Those that the fit rests on, or those of a denser lattice that agree with it; empty where it was read back from a
  /// cache.
  package let tiePoints: [TiePoint]
  /// Rectangles of the reference in which no tie point agrees although both pictures show ground there.
  package let unsupported: [Window]

  package init(
    transform: PictureTransform, ce90InPixels: Double, heldOut: HeldOut? = nil, tried: Int, agreeing: Int,
    tiePoints: [TiePoint] = [], unsupported: [Window] = []
  ) {
    self.transform = transform
    self.ce90InPixels = ce90InPixels
    self.heldOut = heldOut
    self.tried = tried
    self.agreeing = agreeing
    self.tiePoints = tiePoints
    self.unsupported = unsupported
  }

  /// The same with other tie points.
  func holding(_ tiePoints: [TiePoint]) -> FittedTransform {
    FittedTransform(
      transform: transform, ce90InPixels: ce90InPixels, heldOut: heldOut, tried: tried, agreeing: agreeing,
      tiePoints: tiePoints, unsupported: unsupported)
  }
}
