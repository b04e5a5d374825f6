/// Why a time stamp proves nothing: a code to switch on, and the reason in words.
package struct TimeStampFault: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// It stamps something else.
    case otherHash
    /// A byte is not as it was signed, or the signature is nobody's.
    case altered
    /// Nothing leads from its certificate to a trusted one.
    case untrusted
    /// A certificate was not valid at the stamp's moment.
    case outsideValidity
    /// The certificate is not one for time stamps.
    case wrongUse
    /// The certificate of who signed is neither in it nor given.
    case certificateMissing
  }

  package let code: Code
  package let reason: String
  /// What OpenSSL said.
  package let cause: String?

  init(_ code: Code, _ reason: String, cause: String? = nil) {
    self.code = code
    self.reason = reason
    self.cause = cause
  }

  package var description: String { reason }
}
