import Quantities

extension SensorTable {
  private static let polarisations = [
    SensorBand("VV", nil, nil, gsd: 20), SensorBand("VH", nil, nil, gsd: 20), SensorBand("HH", nil, nil, gsd: 20),
    SensorBand("HV", nil, nil, gsd: 20),
  ]

  /// Terrain-corrected backscatter of Sentinel-1: OPERA (linear gamma-nought), HyP3 (scale and area by its name).
  /// No figure of absolute position is given here: none was checked.
  package static let sentinel1RTC = SensorDefinition(
    id: "sentinel1-rtc", name: "Sentinel-1 RTC", family: "sentinel1", modality: .radar, quantity: .gammaNought,
    bands: polarisations,
    conversion: "10 log₁₀ of linear power; OPERA by its product specification, HyP3 by letters of its name",
    quality: [.operaMask], evidence: .shownOnRealFiles,
    evidenceNote: "42 dates of OPERA RTC-S1, VV and VH; its mask and HyP3 from documentation only")

  /// Radar of which nothing tells whether it is power, amplitude or decibels.
  package static let radarUnknown = SensorDefinition(
    id: "radar-unknown", name: "Radar, scale unknown", family: "radar", modality: .radar, quantity: .digitalNumber,
    bands: polarisations, conversion: "none: the scale is not known", evidence: .fromDocumentationOnly,
    evidenceNote: "no real file was read")
}
