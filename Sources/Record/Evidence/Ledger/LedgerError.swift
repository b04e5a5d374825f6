/// What went wrong with a ledger: a code to switch on, the place, the reason and the mend.
package struct LedgerError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// An entry is missing, out of order, or not what was written.
    case broken
    /// An act would carry an absolute path of this machine.
    case hostPath
    /// An act names nobody who did it, or not what was done.
    case unnamed
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
