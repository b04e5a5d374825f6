import Foundation
import Provenance
import Quantities

extension ProductMetadata {
  /// `…_MTL.txt`: groups of `KEY = value`.
  static func landsatText(_ text: String) -> ProductMetadata {
    var groups: [String] = []
    var items: [String: [String: String]] = [:]
    for line in text.split(whereSeparator: \.isNewline).prefix(20_000) {
      let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count == 2 else { continue }
      switch parts[0] {
      case "GROUP": groups.append(parts[1])
      case "END_GROUP": _ = groups.popLast()
      default:
        let value = parts[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        items[groups.last ?? "", default: [:]][parts[0]] = value
      }
    }
    return landsat(items)
  }

  /// `…_MTL.json`: the same groups as objects.
  static func landsatJSON(_ json: JSONValue) -> ProductMetadata {
    var items: [String: [String: String]] = [:]
    for group in json["LANDSAT_METADATA_FILE"]?.members ?? [] {
      for member in group.value.members ?? [] {
        items[group.key, default: [:]][member.key] = member.value.stringValue ?? member.value.compactText
      }
    }
    return landsat(items)
  }

  /// - Source: [USGS2024].
  private static func landsat(_ groups: [String: [String: String]]) -> ProductMetadata {
    var result = ProductMetadata()
    let image = groups["IMAGE_ATTRIBUTES"] ?? [:]
    func number(_ key: String) -> Double? { image[key].flatMap(Double.init) }
    if let day = image["DATE_ACQUIRED"] {
      result.acquired = image["SCENE_CENTER_TIME"].map { "\(day)T\($0)" } ?? day
    }
    result.platform = image["SPACECRAFT_ID"]
    result.angles = SceneAngles(
      sunElevation: .degrees(number("SUN_ELEVATION"), in: -90...90),
      // The MTL file counts azimuths to the west as negative.
      sunAzimuth: .degrees(number("SUN_AZIMUTH").map { $0 < 0 ? $0 + 360 : $0 }, in: 0...360),
      offNadirAngle: .degrees(number("ROLL_ANGLE").map(abs), in: 0...90))
    result.level = groups["PRODUCT_CONTENTS"]?["PROCESSING_LEVEL"]
    let surface = groups["LEVEL2_SURFACE_REFLECTANCE_PARAMETERS"] ?? [:]
    for (key, text) in surface {
      guard key.hasPrefix("REFLECTANCE_MULT_BAND_"), let scale = Double(text) else { continue }
      let band = key.dropFirst("REFLECTANCE_MULT_BAND_".count)
      guard let offset = surface["REFLECTANCE_ADD_BAND_\(band)"].flatMap(Double.init) else { continue }
      result.conversions["SR_B\(band)"] = .linear(scale: scale, offset: offset)
    }
    let heat = groups["LEVEL2_SURFACE_TEMPERATURE_PARAMETERS"] ?? [:]
    for (key, text) in heat {
      guard key.hasPrefix("TEMPERATURE_MULT_BAND_"), let scale = Double(text) else { continue }
      let band = String(key.dropFirst("TEMPERATURE_MULT_BAND_".count))
      guard let offset = heat["TEMPERATURE_ADD_BAND_\(band)"].flatMap(Double.init) else { continue }
      result.conversions[band.hasPrefix("ST_") ? band : "ST_\(band)"] = .linear(scale: scale, offset: offset)
    }
    return result
  }
}
