/// Why a document, feed, folder or time stamp cannot be taken: a code to switch on, the place, the reason and the mend.
package struct DocumentError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// No such file, or one that may not be read.
    case unreadable
    /// A folder, pipe, device, or links that lead nowhere.
    case notAFile
    /// More bytes, text or items than are taken.
    case tooLarge
    /// A format whose text is not read.
    case unsupported
    /// A file that says to be of its format and is not.
    case broken
    /// A document that asks for a password.
    case locked
    /// Reading it took more time or memory than is allowed.
    case overLimits
    /// A program that reads or checks it is not installed.
    case toolMissing
    /// A feed or a time stamp that the network did not bring.
    case network
    /// An authority that gave no time stamp.
    case refused
    /// The answer to another question than the one that was asked.
    case otherAnswer
    /// No space, or no permission to write.
    case notWritten
  }

  package let code: Code
  package let place: String
  package let reason: String
  package let mend: String
  /// What the system or the child process said.
  package let cause: String?

  package init(_ code: Code, at place: String, _ reason: String, mend: String, cause: String? = nil) {
    self.code = code
    self.place = place
    self.reason = reason
    self.mend = mend
    self.cause = cause
  }

  package var description: String { "\(place): \(reason) \(mend)" }
}
