import Foundation
import Provenance
import Quantities

/// What a product's own metadata say of one scene. Everything is optional: silence is told apart from zero.
package struct ProductMetadata: Sendable, Hashable {
  /// When the picture was taken, as text of ISO 8601.
  package var acquired: String?
  /// The satellite, as written.
  package var platform: String?
  package var angles = SceneAngles()
  /// How numbers become values, by the band's name, or by its place in the file (`1`, `2` …).
  package var conversions: [String: BandConversion] = [:]
  /// `L1C`, `L2A` where told.
  package var level: String?
  /// Bands that the picture has by the metadata.
  package var bandCount: Int?
  package var orbit: SceneOrbit?
  /// Things that speak against each other, as sentences; while there is one no conversion is believed.
  package var contradictions: [String] = []
  package var remarks: [String] = []

  package init() {}

  /// With what `other` says where this says nothing. Two different conversions of a band contradict each other.
  /// - Parameter names: what the two are called in sentences.
  package func completed(by other: ProductMetadata, names: (String, String)) -> ProductMetadata {
    var result = self
    result.acquired = acquired ?? other.acquired
    result.platform = platform ?? other.platform
    result.angles = angles.completed(by: other.angles)
    result.level = level ?? other.level
    result.bandCount = bandCount ?? other.bandCount
    result.orbit = orbit ?? other.orbit
    result.conversions.merge(other.conversions) { first, _ in first }
    result.contradictions += other.contradictions
    result.remarks += other.remarks
    if let band = conversions.keys.sorted().first(where: { band in
      other.conversions[band].map { !$0.agrees(with: conversions[band] ?? .asStored) } ?? false
    }) {
      result.contradictions.append("\(names.0) and \(names.1) give \(band) different scales or offsets.")
    }
    return result
  }
}

/// Which way a satellite flew, and on which of its tracks: radar of two tracks looks at the ground from two sides.
package struct SceneOrbit: Sendable, Hashable {
  /// `ascending` or `descending`.
  package let direction: String?
  package let track: Int?

  package init(direction: String?, track: Int?) {
    self.direction = direction
    self.track = track
  }
}

extension BandConversion {
  /// Equal but for how decimals were written.
  func agrees(with other: BandConversion) -> Bool {
    guard case .linear(let scale, let offset) = self, case .linear(let otherScale, let otherOffset) = other else {
      return self == other
    }
    return abs(scale - otherScale) <= 1e-9 * max(abs(scale), abs(otherScale)) && abs(offset - otherOffset) <= 1e-9
  }
}
