/// Why a series of radar scenes cannot be tested: what, where, and the mend.
package struct RadarSeriesError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// Numbers of bands, dates and pixels that do not belong together.
    case shape
    /// Fewer than two dates.
    case tooFewDates
    /// A date that is not later than the one before.
    case datesOutOfOrder
    /// A number of looks that no radar scene has.
    case absurdLooks
    /// A false-alarm rate that is no probability.
    case badRate
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
