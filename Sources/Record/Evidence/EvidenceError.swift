/// What went wrong with a finding, source or assessment: a code to switch on, the place, the reason and the mend.
package struct EvidenceError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// A part is missing without which nothing is said.
    case incomplete
    /// A judgement in words holds a number, which would stand there without interval and base.
    case numberInJudgement
    /// A finding cannot go from its status to that one.
    case wrongStatus
    /// Publishing needs a second person.
    case needsAnother
    /// The harm check was not answered, or its answers forbid to publish.
    case harm
    /// There is no such finding, source, hypothesis or feature.
    case unknown
    /// A file or text that cannot be taken.
    case unreadable
    /// A value outside its range.
    case outOfRange
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
