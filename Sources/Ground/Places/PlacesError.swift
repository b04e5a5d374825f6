/// What is wrong with a site file: a code to switch on, the place, the reason and the mend.
package struct PlacesError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// The file is missing or may not be read.
    case unreadable
    /// The file has no content.
    case empty
    /// Beyond `BoundedJSON`'s limits of size or depth.
    case tooLarge
    /// The text is not JSON.
    case notJSON
    /// JSON, but no GeoJSON site.
    case notGeoJSON
    /// No polygon with the role `site`.
    case noSite
    /// A property of the wrong type or with an unknown word.
    case unknownWord
    /// Two features bear the same id.
    case duplicateID
    /// `site` or `relations` name an id that the file does not hold.
    case unknownID
    /// The geometry is of the wrong type for the role.
    case wrongGeometry
    /// An outline that crosses itself, is not closed, or has no area.
    case invalidOutline
    /// A SMART model that the format does not allow.
    case notSmart
    /// Coordinates that are no longitude and latitude in degrees.
    case outOfRange
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
