/// What went wrong with a bundle: a code to switch on, the place, the reason and the mend.
package struct BundleError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// Nothing there, or no bundle.
    case notABundle
    /// The folder to write holds something already.
    case notEmpty
    /// A file could not be written or read.
    case failed
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
