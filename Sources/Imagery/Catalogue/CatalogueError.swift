/// What is wrong with imagery as it was given: a code to switch on, the place, the reason and the mend.
package struct CatalogueError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// A file or folder is missing or may not be read.
    case unreadable
    /// A STAC item that cannot be used: not STAC, or none of its pictures lies here.
    case badItem
    /// Corners that cannot be read, or cannot be those of a picture.
    case badCorners
    /// A table of ground control points that cannot be read or fitted.
    case badControlPoints
    /// A date that cannot be read, or cannot be that of a picture.
    case badDate
    /// A product's metadata file that cannot be read.
    case badMetadata
    /// A file of licence terms that cannot be read, or cannot be meant.
    case badTerms
  }

  package let code: Code
  package let place: String
  package let reason: String
  package let mend: String
  /// The error beneath, as it came.
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
