import Quantities

extension SensorTable {
  private static let four = [
    SensorBand("blue", "blue", 485, gsd: 3.7), SensorBand("green", "green", 545, gsd: 3.7),
    SensorBand("red", "red", 630, gsd: 3.7), SensorBand("nir", "nir", 820, gsd: 3.7),
  ]

  private static let eight = [
    SensorBand("coastal_blue", "coastal", 443, gsd: 3.7), SensorBand("blue", "blue", 490, gsd: 3.7),
    SensorBand("green_i", nil, 531, gsd: 3.7), SensorBand("green", "green", 565, gsd: 3.7),
    SensorBand("yellow", "yellow", 610, gsd: 3.7), SensorBand("red", "red", 665, gsd: 3.7),
    SensorBand("rededge", "rededge", 705, gsd: 3.7), SensorBand("nir", "nir", 865, gsd: 3.7),
  ]

  private static let place = SensorDefinition.Geolocation(
    ce90: Metres(10 * ce90OverRadialRMSE), source: "[Planet2023]: under 10 m root mean square, times 1.517")

  private static let masks: [QualityRule] = [.usableData2, .usableData1]
  private static let toTop = "reflectanceCoefficient of each band, from the metadata XML"
  private static let toSurface = "0.0001 DN, by the product's name"
  private static let note = "metadata XML, item JSON and UDM2 were read from real files, pixels of pictures were not"

  package static let planetScope4 = SensorDefinition(
    id: "planetscope-4", name: "PlanetScope, 4 bands", family: "planetscope", quantity: .topOfAtmosphere, bands: four,
    conversion: toTop, noData: 0, quality: masks, geolocation: place, evidence: .fromDocumentationOnly,
    evidenceNote: note)

  package static let planetScope8 = SensorDefinition(
    id: "planetscope-8", name: "PlanetScope, 8 bands", family: "planetscope", quantity: .topOfAtmosphere, bands: eight,
    conversion: toTop, noData: 0, quality: masks, geolocation: place, evidence: .fromDocumentationOnly,
    evidenceNote: note)

  package static let planetScope4Surface = SensorDefinition(
    id: "planetscope-4-sr", name: "PlanetScope, 4 bands, surface reflectance", family: "planetscope",
    quantity: .surfaceReflectance, bands: four, conversion: toSurface, noData: 0, quality: masks, geolocation: place,
    evidence: .fromDocumentationOnly, evidenceNote: note)

  package static let planetScope8Surface = SensorDefinition(
    id: "planetscope-8-sr", name: "PlanetScope, 8 bands, surface reflectance", family: "planetscope",
    quantity: .surfaceReflectance, bands: eight, conversion: toSurface, noData: 0, quality: masks, geolocation: place,
    evidence: .fromDocumentationOnly, evidenceNote: note)

  /// - Source: [Planet2023]; coefficients stand as JSON in the file's description.
  package static let skySat = SensorDefinition(
    id: "skysat", name: "SkySat, 4 bands", family: "skysat", quantity: .topOfAtmosphere,
    bands: [
      SensorBand("blue", "blue", 482, gsd: 0.9), SensorBand("green", "green", 555, gsd: 0.9),
      SensorBand("red", "red", 650, gsd: 0.9), SensorBand("nir", "nir", 820, gsd: 0.9),
    ], conversion: "reflectance_coefficients of the file's TIFFTAG_IMAGEDESCRIPTION; 0.0001 DN for surface reflectance",
    noData: 0, quality: masks, geolocation: place, evidence: .fromDocumentationOnly,
    evidenceNote: "a real search result was read, no picture")
}
