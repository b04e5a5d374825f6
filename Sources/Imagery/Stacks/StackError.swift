/// Why a stack cannot be built: what, where, and the mend.
package struct StackError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// The site's box at the stack's GSD is larger than memory allows.
    case tooLarge
    /// The place cannot be projected.
    case projection
    /// A cached file is damaged; it will be made again.
    case damagedCache
    /// A cache file could not be written.
    case writeFailed
    /// Control points are too few, lie outside the reference, or contradict each other.
    case badControl
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
