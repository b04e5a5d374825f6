/// Why change cannot be looked for in a series: what, where, and the mend.
package struct ChangesError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// Numbers of bands, dates and pixels of a radar series that do not belong together.
    case shape
    /// Values or marks of a pixel that are not as many as dates and bands ask for.
    case wrongCount
    /// Fewer than two dates.
    case tooFewDates
    /// A date that is not later than the one before, or is no number.
    case datesOutOfOrder
    /// A number of looks that no radar scene has.
    case absurdLooks
    /// A false-alarm rate that is no probability.
    case badRate
    /// An option that names a band that is not there, or a number outside its range.
    case badOption
    /// Too little common or quiet ground to estimate from.
    case tooLittleGround
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
