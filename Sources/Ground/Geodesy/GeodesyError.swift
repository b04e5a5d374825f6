/// What went wrong with coordinates: a code to switch on, the place, the reason and the mend.
package struct GeodesyError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// The definition names no coordinate reference system that PROJ knows.
    case unknownCRS
    /// PROJ knows both systems, but no way from one to the other.
    case noTransform
    /// A point has no place in the other system, or is not a finite number.
    case outsideDomain
  }

  package let code: Code
  package let place: String
  package let reason: String
  package let mend: String
  /// Messages of PROJ, as they came.
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
