/// What keeps a comparison with truth from being made: a code to switch on, the place, the reason and the mend.
package struct ScoringError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// A folder or file is missing or may not be read.
    case unreadable
    /// The text is not JSON.
    case notJSON
    /// JSON, but not of the form that is asked for.
    case malformed
    /// Nothing to compare.
    case noFeatures
    /// An outline that crosses itself, is not closed, has no area, or is of another type than asked for.
    case badOutline
    /// A phase, status or flag that is none of the words for it.
    case unknownWord
    /// A date that is missing or no day of the calendar.
    case badDate
    /// An end before its start.
    case datesOutOfOrder
    /// Two sites, or two footprints of one month, bear the same id.
    case duplicateID
    /// A site of one region that says it is of another.
    case mixedRegions
    /// Beyond the limits of size.
    case tooLarge
    /// The library cannot lay outlines over each other.
    case notOverlaid
    /// The results cannot be written.
    case notWritten
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
