import Quantities

/// Where content lies in the moving picture minus where the same content lies in the reference: rows down, columns
/// right.
package struct PictureShift: Sendable, Hashable {
  package var rows: Double
  package var columns: Double

  /// Content that did not move.
  package static let none = PictureShift(rows: 0, columns: 0)

  package init(rows: Double, columns: Double) {
    self.rows = rows
    self.columns = columns
  }
}

/// A translation that many tie points agree on.
package struct FittedTranslation: Sendable, Hashable {
  package let shift: PictureShift
  /// Radius, in pixels, that should hold the error of `shift` in 90 % of cases.
  package let ce90InPixels: Double
  /// Tie points that were tried, and those that agree.
  package let tried: Int
  package let agreeing: Int

  package init(shift: PictureShift, ce90InPixels: Double, tried: Int, agreeing: Int) {
    self.shift = shift
    self.ce90InPixels = ce90InPixels
    self.tried = tried
    self.agreeing = agreeing
  }
}

/// Why no translation is given. Never answered by a shift of zero.
package struct AlignmentFailure: Error, Sendable, Hashable {
  package let reason: String
}
