import Foundation
import Provenance
import Quantities
import Rasters

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
  /// Whose file of metadata it is, where that decides what its bands are.
  package var format: Format?
  /// What the conversions lead to where that is not what the sensor's numbers usually become.
  package var quantity: PixelQuantity?
  /// Names of the file's bands, in its order.
  package var bandNames: [String]?
  /// Bands shown as `Red`, `Green` and `Blue`.
  package var bandsOfColours: [String: String] = [:]
  /// How far it was brought onto the ground.
  package var geometry: ProductGeometry?
  /// Things that speak against each other, as sentences; while there is one no conversion is believed.
  package var contradictions: [String] = []
  package var remarks: [String] = []

  package init() {}

  package enum Format: Sendable, Hashable { case maxar, dimap }

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
    result.format = format ?? other.format
    result.quantity = quantity ?? other.quantity
    result.bandNames = bandNames ?? other.bandNames
    result.bandsOfColours = bandsOfColours.isEmpty ? other.bandsOfColours : bandsOfColours
    result.geometry = geometry ?? other.geometry
    result.conversions.merge(other.conversions) { first, _ in first }
    result.contradictions += other.contradictions.filter { !contradictions.contains($0) }
    result.remarks += other.remarks.filter { !remarks.contains($0) }
    if let geometry, let told = other.geometry, geometry.level != told.level {
      result.geometry = nil
      result.remarks.append(
        "\(names.0) calls it \(geometry.name) and \(names.1) \(told.name), which contradict each other; it is placed as the "
          + "file itself says.")
    }
    if let band = conversions.keys.sorted().first(where: { band in
      other.conversions[band].map { !$0.agrees(with: conversions[band] ?? .asStored) } ?? false
    }) {
      result.contradictions.append("\(names.0) and \(names.1) give \(band) different scales or offsets.")
    }
    return result
  }
}

extension ProductMetadata {
  /// Names of the bands of a picture, in its order: as listed, else by the colours that the file itself says its bands
  /// are, of which the fourth is what is left of four. `nil` where neither tells.
  func names(of header: RasterHeader) -> [String]? {
    if let bandNames {
      return bandNames.count == header.bandCount && Set(bandNames).count == bandNames.count ? bandNames : nil
    }
    let colours = ["Red", "Green", "Blue"]
    guard (3...4).contains(header.bandCount), Array(header.colours.prefix(3)) == colours else { return nil }
    var names = colours.compactMap { bandsOfColours[$0] }
    guard Set(names).count == 3, Set(names).isSubset(of: ["blue", "green", "red", "nir"]) else { return nil }
    if header.bandCount == 4 { names += ["blue", "green", "red", "nir"].filter { !names.contains($0) } }
    return names
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
