/// Why heights cannot be had: a code to switch on, the place, the reason and the mend.
package struct OrthorectificationError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// The elevation model is no height raster with a place on the ground.
    case badElevationModel
    /// The elevation model does not cover the ground that is wanted.
    case outsideElevationModel
    /// The picture's model has no value at a place.
    case outsideModel
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
