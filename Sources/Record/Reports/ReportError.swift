/// What went wrong with a report: a code to switch on, the place, the reason and the mend.
package struct ReportError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// A picture that is neither PNG nor JPEG, is not what its type says, or has no pixels.
    case unsupportedImage
    /// A place that a format has no name for.
    case unsupportedPlace
    /// Two features of one report bear the same number.
    case repeatedNumber
    /// A report that is to be read and cannot be.
    case unreadable
    /// A template of the report's own does not parse.
    case brokenTemplate
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
