import Quantities

extension SensorTable {
  /// In the order of the product's `band_id`.
  /// - Source: [ESA2021]; centres of Sentinel-2A.
  static let sentinel2Bands = [
    SensorBand("B01", "coastal", 443, gsd: 60), SensorBand("B02", "blue", 490, gsd: 10),
    SensorBand("B03", "green", 560, gsd: 10), SensorBand("B04", "red", 665, gsd: 10),
    SensorBand("B05", "rededge071", 705, gsd: 20), SensorBand("B06", "rededge075", 740, gsd: 20),
    SensorBand("B07", "rededge078", 783, gsd: 20), SensorBand("B08", "nir", 842, gsd: 10),
    SensorBand("B8A", "nir08", 865, gsd: 20), SensorBand("B09", "nir09", 945, gsd: 60),
    SensorBand("B10", "cirrus", 1_375, gsd: 60), SensorBand("B11", "swir16", 1_610, gsd: 20),
    SensorBand("B12", "swir22", 2_190, gsd: 20),
  ]

  private static let sentinel2Place = SensorDefinition.Geolocation(
    ce90: Metres(12.5 * ce90OverCE95),
    source: "[ESA2021]: 12.5 m at 95 % with ground control, times 0.877; products on the reference image do better")

  private static let note =
    "real STAC items were read; pixels of the SAFE folder and of single-band files only in made-up products"

  package static let sentinel2L1C = SensorDefinition(
    id: "sentinel2-l1c", name: "Sentinel-2 L1C", family: "sentinel2", quantity: .topOfAtmosphere,
    bands: sentinel2Bands,
    conversion: "(DN + RADIO_ADD_OFFSET) / QUANTIFICATION_VALUE of MTD_MSIL1C.xml, or scale and offset of the item",
    noData: 0, geolocation: sentinel2Place, evidence: .fromDocumentationOnly, evidenceNote: note)

  package static let sentinel2L2A = SensorDefinition(
    id: "sentinel2-l2a", name: "Sentinel-2 L2A", family: "sentinel2", quantity: .surfaceReflectance,
    bands: sentinel2Bands,
    conversion: "(DN + BOA_ADD_OFFSET) / BOA_QUANTIFICATION_VALUE of MTD_MSIL2A.xml, or scale and offset of the item",
    noData: 0, quality: [.sceneClassification], geolocation: sentinel2Place, evidence: .fromDocumentationOnly,
    evidenceNote: note)

  /// Single bands of Sentinel-2 of which nothing tells the level.
  package static let sentinel2Unknown = SensorDefinition(
    id: "sentinel2", name: "Sentinel-2, level unknown", family: "sentinel2", quantity: .digitalNumber,
    bands: sentinel2Bands, conversion: "none: the level is not known", noData: 0, quality: [.sceneClassification],
    geolocation: sentinel2Place, evidence: .fromDocumentationOnly, evidenceNote: note)
}
