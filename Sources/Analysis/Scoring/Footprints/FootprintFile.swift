import Foundation
import Geodesy
import Places
import Provenance
import Vectors

/// A GeoJSON file of footprints.
struct FootprintFile {
  let name: String
  let features: [FeatureReading]
  /// Whether coordinates are pixels or metres of one plane, not degrees.
  let isPlane: Bool

  /// Empty files are allowed: somebody may have found nothing.
  /// - Parameter isPlane: whether coordinates are a plane's; a file that says `"frame": "pixel"` is taken so by itself.
  /// - Throws: `unreadable`, `notJSON`, `malformed`, `tooLarge`.
  init(_ path: String, isPlane: Bool) throws(ScoringError) {
    name = URL(fileURLWithPath: path).lastPathComponent
    let document: JSONValue
    do { document = try BoundedJSON.read(path, name: name) } catch { throw ScoringError(error) }
    features = try FeatureReading.list(document, name: name)
    self.isPlane = isPlane || document["frame"] == "pixel"
  }

  /// The name of a feature: a property `id` or `Id`, or the feature's own member; `nil` where it has none.
  /// - Throws: `malformed` where it is neither text nor a whole number.
  func id(of feature: FeatureReading) throws(ScoringError) -> String? {
    for value in [feature.properties["Id"], feature.properties["id"], feature.member] {
      guard let value, value != .null, value != "" else { continue }
      if let text = value.stringValue { return text }
      if let number = value.intValue { return String(number) }
      throw ScoringError(
        .malformed, at: feature.place, "The id \(value.compactText.prefix(40)) is neither text nor a whole number.",
        mend: "Give each footprint an id as text.")
    }
    return nil
  }

  /// - Throws: `badOutline`, `malformed`, `tooLarge`, `notOverlaid`.
  func footprint(_ feature: FeatureReading, id: String) throws(ScoringError) -> Footprint {
    let polygons = isPlane ? try PlaneOutlines.polygons(of: feature) : try feature.polygons()
    return try Footprint(id: id, polygons: polygons, place: feature.place)
  }

  /// - Throws: `malformed` where one file is in degrees and the other in a plane.
  static func checkFrames(_ files: [FootprintFile]) throws(ScoringError) {
    guard let first = files.first, let other = files.first(where: { $0.isPlane != first.isPlane }) else { return }
    let (plane, degrees) = first.isPlane ? (first, other) : (other, first)
    throw ScoringError(
      .malformed, at: plane.name, "Its coordinates are a plane's, and those of \(degrees.name) are degrees.",
      mend: "Give both in one frame; --plane takes both as a plane's.")
  }
}
