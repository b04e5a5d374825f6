import Quantities

extension SensorTable {
  /// WorldView-2 and WorldView-3 with all eight bands.
  /// - Source: [Maxar2020].
  package static let worldView8 = SensorDefinition(
    id: "worldview-8", name: "WorldView-2 or -3, 8 bands", family: "plain", quantity: .digitalNumber,
    bands: [
      SensorBand("coastal", "coastal", 427, gsd: 1.84), SensorBand("blue", "blue", 478, gsd: 1.84),
      SensorBand("green", "green", 546, gsd: 1.84), SensorBand("yellow", "yellow", 608, gsd: 1.84),
      SensorBand("red", "red", 659, gsd: 1.84), SensorBand("rededge", "rededge", 724, gsd: 1.84),
      SensorBand("nir1", "nir", 833, gsd: 1.84), SensorBand("nir2", "nir09", 949, gsd: 1.84),
    ], conversion: "none: numbers as stored", noData: 0,
    geolocation: .init(ce90: Metres(5), source: "[Maxar2020]: under 5 m CE90 without ground control, relief left out"),
    evidence: .fromDocumentationOnly, evidenceNote: "no real file was read")

  /// WorldView, GeoEye, QuickBird, IKONOS, Pléiades, SPOT, KOMPSAT, Gaofen: the order of bands depends on the delivery.
  package static let veryHighResolution = SensorDefinition(
    id: "very-high-resolution", name: "Very high resolution, plain bands", family: "plain", quantity: .digitalNumber,
    conversion: "none: numbers as stored",
    geolocation: .init(
      ce90: Metres(8.5), source: "[Airbus2012]: 8.5 m CE90 without ground control, relief left out"),
    evidence: .fromDocumentationOnly, evidenceNote: "no real file with its metadata was read")
}
