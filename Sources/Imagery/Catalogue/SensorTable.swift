/// All kinds of products that are known, as values: a new sensor is a new row.
package enum SensorTable {
  package static let all: [SensorDefinition] =
    [sentinel2L1C, sentinel2L2A, sentinel2Unknown, landsatTM, landsatOLI]
    + [planetScope4, planetScope4Surface, planetScope8, planetScope8Surface, skySat]
    + [maxar, dimap, worldView8, veryHighResolution, sentinel1RTC, radarUnknown, colourPicture, unknown]

  /// The row of that id; `unknown` where there is none, as in a case of a newer program.
  package static func named(_ id: String) -> SensorDefinition { all.first { $0.id == id } ?? unknown }

  /// Ratio of a radius that holds 90 % to the root mean square of the distances, and to a radius that holds 95 %,
  /// where both errors are normal and alike.
  /// - Source: [Greenwalt1962].
  static let ce90OverRadialRMSE = 1.517
  static let ce90OverCE95 = 0.877

  /// Red, green and blue without a unit: screenshots, previews, true-colour views.
  package static let colourPicture = SensorDefinition(
    id: "colour", name: "Colour picture", family: "plain", quantity: .digitalNumber,
    bands: [
      SensorBand("red", "red", nil, gsd: 0), SensorBand("green", "green", nil, gsd: 0),
      SensorBand("blue", "blue", nil, gsd: 0),
    ], conversion: "none: numbers as stored", evidence: .shownOnRealFiles,
    evidenceNote: "91 true-colour views, and screenshots placed by their corners")

  /// Everything else: bands are compared by their place in the file.
  package static let unknown = SensorDefinition(
    id: "unknown", name: "Unknown sensor", family: "plain", quantity: .digitalNumber,
    conversion: "none: numbers as stored", evidence: .shownOnRealFiles,
    evidenceNote: "multi-band GeoTIFF without metadata")
}
