/// What went wrong with a picture file: a code to switch on, the place, the reason and the mend.
package struct RasterError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// The file is missing or may not be read.
    case unreadable
    /// Not a picture, or of a format that is not allowed.
    case unsupported
    /// More pixels, or more memory, than the limits allow.
    case tooLarge
    /// Pixels are missing or damaged; the reader crashed, ran out of its memory or time.
    case readFailed
    /// A picture could not be written.
    case writeFailed
  }

  package let code: Code
  package let place: String
  package let reason: String
  package let mend: String
  /// Messages of the library beneath, as they came.
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
