import Rasters

/// Which row of the table a product is of.
enum SensorChoice {
  static func definition(
    _ files: ProductFiles, header: RasterHeader, metadata: ProductMetadata, sensor: String
  ) -> SensorDefinition {
    switch metadata.format {
    case .maxar: return SensorTable.maxar
    case .dimap: return SensorTable.dimap
    case nil: break
    }
    return switch files.kind {
    case .sentinel2L1C: SensorTable.sentinel2L1C
    case .sentinel2L2A: SensorTable.sentinel2L2A
    case .sentinel2: sentinel2(metadata, sensor)
    case .landsatLevel2:
      ["LC08", "LC09", "LO08", "LO09", "LT08", "LT09"].contains { files.label.hasPrefix($0) }
        ? SensorTable.landsatOLI : SensorTable.landsatTM
    case .operaRTC, .radarPower, .radarAmplitude, .radarDecibels, .sigmaPower, .sigmaAmplitude, .sigmaDecibels:
      SensorTable.sentinel1RTC
    case .radar: SensorTable.radarUnknown
    case .planetAnalytic:
      fitting([SensorTable.planetScope4, SensorTable.planetScope8], header) ?? picture(header, sensor)
    case .planetSurface:
      fitting([SensorTable.planetScope4Surface, SensorTable.planetScope8Surface], header) ?? picture(header, sensor)
    case .skySatAnalytic, .skySatSurface: fitting([SensorTable.skySat], header) ?? picture(header, sensor)
    case .picture: picture(header, sensor)
    }
  }

  private static func sentinel2(_ metadata: ProductMetadata, _ sensor: String) -> SensorDefinition {
    guard sensor.hasPrefix("Sentinel-2") else { return SensorTable.unknown }
    switch metadata.level {
    case "L2A": return SensorTable.sentinel2L2A
    case "L1C": return SensorTable.sentinel2L1C
    default: return SensorTable.sentinel2Unknown
    }
  }

  private static func fitting(_ list: [SensorDefinition], _ header: RasterHeader) -> SensorDefinition? {
    list.first { $0.bands.count == header.bandCount }
  }

  private static let veryHigh = [
    "WorldView", "GeoEye", "QuickBird", "IKONOS", "Pleiades", "SPOT", "KOMPSAT", "Gaofen",
  ]

  private static func picture(_ header: RasterHeader, _ sensor: String) -> SensorDefinition {
    if header.colours == ["Red", "Green", "Blue"] { return SensorTable.colourPicture }
    guard veryHigh.contains(where: { sensor.hasPrefix($0) }), header.bandCount > 1 else { return SensorTable.unknown }
    let hasEight = header.bandCount == 8 && (sensor == "WorldView-2" || sensor == "WorldView-3")
    return hasEight ? SensorTable.worldView8 : SensorTable.veryHighResolution
  }
}
