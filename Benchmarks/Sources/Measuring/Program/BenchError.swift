/// What could not be run or read, why, and what to do about it.
package struct BenchError: Error, Sendable, CustomStringConvertible {
  package enum Code: Sendable { case misuse, missing, unreadable, failed }

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
