import Quantities

extension SensorTable {
  /// Of all Level-2 products of Collection 2.
  /// - Source: [USGS2024].
  package static let landsatReflectance = BandConversion.linear(scale: 0.0000275, offset: -0.2)
  package static let landsatTemperature = BandConversion.linear(scale: 0.00341802, offset: 149)

  private static let conversion =
    "LEVEL2_SURFACE_REFLECTANCE_PARAMETERS of the MTL file, else 0.0000275 DN − 0.2 by the product's identifier; "
    + "temperature 0.00341802 DN + 149 K"

  private static let note =
    "a real STAC item and a real series of Landsat 4, 5 and 7 (another product) were read; "
    + "Collection 2 pixels and MTL only in made-up products"

  package static let landsatOLI = SensorDefinition(
    id: "landsat-oli-c2l2", name: "Landsat 8 or 9, Collection 2 Level 2", family: "landsat",
    quantity: .surfaceReflectance,
    bands: [
      SensorBand("SR_B1", "coastal", 443, gsd: 30), SensorBand("SR_B2", "blue", 482, gsd: 30),
      SensorBand("SR_B3", "green", 561, gsd: 30), SensorBand("SR_B4", "red", 655, gsd: 30),
      SensorBand("SR_B5", "nir08", 865, gsd: 30), SensorBand("SR_B6", "swir16", 1_609, gsd: 30),
      SensorBand("SR_B7", "swir22", 2_201, gsd: 30),
      SensorBand("ST_B10", "lwir11", 10_895, gsd: 100, quantity: .surfaceTemperature),
    ], conversion: conversion, noData: 0, quality: [.qaPixel],
    geolocation: .init(ce90: Metres(12), source: "[USGS2024]: 12 m CE90 required of terrain-corrected products"),
    evidence: .fromDocumentationOnly, evidenceNote: note)

  package static let landsatTM = SensorDefinition(
    id: "landsat-tm-c2l2", name: "Landsat 4, 5 or 7, Collection 2 Level 2", family: "landsat",
    quantity: .surfaceReflectance,
    bands: [
      SensorBand("SR_B1", "blue", 485, gsd: 30), SensorBand("SR_B2", "green", 560, gsd: 30),
      SensorBand("SR_B3", "red", 660, gsd: 30), SensorBand("SR_B4", "nir08", 835, gsd: 30),
      SensorBand("SR_B5", "swir16", 1_650, gsd: 30), SensorBand("SR_B7", "swir22", 2_220, gsd: 30),
      SensorBand("ST_B6", "lwir", 11_450, gsd: 120, quantity: .surfaceTemperature),
    ], conversion: conversion, noData: 0, quality: [.qaPixel],
    geolocation: .init(
      ce90: Metres(12 * ce90OverRadialRMSE),
      source: "[USGS2024]: Tier 1 lies within 12 m root mean square, times 1.517"),
    evidence: .fromDocumentationOnly, evidenceNote: note)
}
