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

  // MARK: - Deliveries with their metadata

  private static let panchromatic = SensorBand("pan", "pan", nil, gsd: 0.5)

  /// WorldView, GeoEye and QuickBird with the `.IMD` or `.XML` of the delivery, which names the bands of the file.
  /// - Source: [Maxar2020a].
  package static let maxar = SensorDefinition(
    id: "maxar", name: "WorldView, GeoEye or QuickBird", family: "maxar", quantity: .radiance,
    bands: worldView8.bands + [panchromatic],
    conversion:
      "absCalFactor / effectiveBandwidth of each band, from the IMD or XML file: radiance, before the maker's "
      + "later adjustments of some per cent; reflectance would need a table of solar irradiance that is not delivered",
    noData: 0, geolocation: worldView8.geolocation, evidence: .fromDocumentationOnly,
    evidenceNote: "made-up metadata were read, no real picture")

  /// Names of `BAND_C` and the like without their prefix; those of short-wave infrared stay as they are.
  static func maxarBand(_ letter: String) -> String {
    switch letter.uppercased() {
    case "P": "pan"
    case "C": "coastal"
    case "B": "blue"
    case "G": "green"
    case "Y": "yellow"
    case "R": "red"
    case "RE": "rededge"
    case "N": "nir1"
    case "N2": "nir2"
    default: letter.lowercased()
    }
  }

  /// Pléiades, Pléiades Neo and SPOT 6 and 7 with the `DIM_….XML` of the delivery.
  /// - Source: [Airbus2012].
  package static let dimap = SensorDefinition(
    id: "dimap", name: "Pléiades or SPOT", family: "dimap", quantity: .topOfAtmosphere,
    bands: [
      SensorBand("coastal", "coastal", nil, gsd: 2), SensorBand("blue", "blue", nil, gsd: 2),
      SensorBand("green", "green", nil, gsd: 2), SensorBand("red", "red", nil, gsd: 2),
      SensorBand("rededge", "rededge", nil, gsd: 2), SensorBand("nir", "nir", nil, gsd: 2), panchromatic,
    ],
    conversion:
      "GAIN, BIAS and solar irradiance of each band and the sun's elevation, from the DIM_….XML file; radiance "
      + "where irradiance or sun are not told", noData: 0, geolocation: veryHighResolution.geolocation,
    evidence: .fromDocumentationOnly, evidenceNote: "made-up metadata were read, no real picture")

  /// `B0` to `B3` of Pléiades and SPOT 6 and 7, letters of Pléiades Neo.
  static func dimapBand(_ id: String) -> String {
    switch id.uppercased() {
    case "P", "PAN": "pan"
    case "B0", "B": "blue"
    case "B1", "G": "green"
    case "B2", "R": "red"
    case "B3", "N", "NIR": "nir"
    case "RE": "rededge"
    case "DB": "coastal"
    default: id.lowercased()
    }
  }
}
