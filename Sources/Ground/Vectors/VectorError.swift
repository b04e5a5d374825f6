/// What went wrong with an outline: a code to switch on, the place, the reason and the mend.
package struct VectorError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// Not GeoJSON, or a part of it is missing or of the wrong type.
    case malformed
    /// A geometry of another type than asked for.
    case wrongGeometry
    /// A coordinate that is no longitude or latitude in degrees.
    case outOfRange
    /// The first and the last point of a ring differ.
    case notClosed
    /// A ring of fewer than three different points, or without area.
    case degenerate
    /// Two edges of a ring cross or touch.
    case selfCrossing
    /// A hole that lies outside the ring which it should pierce.
    case holeOutside
    /// More points than any outline needs.
    case tooLarge
    /// The library cannot lay outlines over each other.
    case notOverlaid
  }

  package let code: Code
  package let place: String
  package let reason: String
  package let mend: String
  /// The error beneath, as it came.
  package let cause: String?

  package init(_ code: Code, at place: String, _ reason: String, mend: String, cause: String? = nil) {
    self.code = code
    self.place = place
    self.reason = reason
    self.mend = mend
    self.cause = cause
  }

  package var description: String {
    "\(place): \(reason) \(mend)" + (cause.map { " (\($0))" } ?? "")
  }
}
