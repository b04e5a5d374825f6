/// Why breaks cannot be looked for in a series: what, where, and the mend.
package struct SeriesError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// A date lies before the one in front of it, or is no number.
    case datesOutOfOrder
    /// Values or marks are not as many as dates and bands ask for.
    case wrongCount
    /// An option names a band that is not there, or a number outside its range.
    case badOption
  }

  package let code: Code
  package let place: String
  package let reason: String
  package let mend: String

  package init(_ code: Code, at place: String, _ reason: String, mend: String) {
    self.code = code
    self.place = place
    self.reason = reason
    self.mend = mend
  }

  package var description: String { "\(place): \(reason) \(mend)" }
}
