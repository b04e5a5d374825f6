import Foundation
import Rasters

/// How the bands of one product become values, or why they stay plain numbers.
struct Calibration {
  let quantity: PixelQuantity
  /// By the band's name.
  let conversions: [String: BandConversion]
  let remarks: [String]

  /// - Parameter bands: names and the places in their files, from 1.
  init(
    _ files: ProductFiles, _ definition: SensorDefinition, bands: [(name: String, place: Int)], header: RasterHeader,
    metadata: ProductMetadata
  ) {
    func plain(_ remark: String?) -> Calibration {
      Calibration(
        quantity: .digitalNumber, conversions: [:],
        remarks: metadata.remarks + metadata.contradictions
          + (remark.map { [$0 + ($0.isEmpty ? "" : " ") + "Its pixels are used as plain numbers."] } ?? []))
    }
    guard definition.quantity != .digitalNumber else {
      self = plain(nil)
      return
    }
    if let radar = Self.radar(files.kind) {
      self.init(
        quantity: radar.quantity, conversions: Dictionary(uniqueKeysWithValues: bands.map { ($0.name, radar.scale) }),
        remarks: metadata.remarks)
      return
    }
    guard metadata.contradictions.isEmpty else {
      self = plain("The scale of its \(Self.word(definition)) is contradictory.")
      return
    }
    guard metadata.format == nil || metadata.names(of: header) != nil || metadata.bandCount != header.bandCount else {
      self = plain("Its metadata do not tell in which order the file holds its bands.")
      return
    }
    // Metadata that say why their numbers have no scale have said it.
    guard metadata.format == nil || metadata.quantity != nil else {
      self = plain("")
      return
    }
    guard !header.sampleType.isFloat else {
      self = plain(
        "Its samples are \(header.sampleType.rawValue), where \(definition.name) has whole numbers with a scale.")
      return
    }
    if let count = metadata.bandCount, files.picture != nil, count != header.bandCount {
      self = plain("Its metadata are of a picture with \(count) bands, and this one has \(header.bandCount).")
      return
    }
    var conversions: [String: BandConversion] = [:]
    for band in bands {
      guard let conversion = Self.conversion(of: band, files.kind, definition, metadata) else {
        self = plain("Its metadata give no scale of \(Self.word(definition)) for \(band.name).")
        return
      }
      conversions[band.name] = conversion
    }
    self.init(
      quantity: metadata.quantity ?? definition.quantity, conversions: conversions, remarks: metadata.remarks)
  }

  private init(quantity: PixelQuantity, conversions: [String: BandConversion], remarks: [String]) {
    self.quantity = quantity
    self.conversions = conversions
    self.remarks = remarks
  }

  private static func word(_ definition: SensorDefinition) -> String {
    definition.quantity == .radiance ? "radiance" : "reflectance"
  }

  private static func radar(_ kind: ProductKind) -> (quantity: PixelQuantity, scale: BandConversion)? {
    switch kind {
    case .operaRTC, .radarPower: (.gammaNought, .decibelsOfPower)
    case .radarAmplitude: (.gammaNought, .decibelsOfAmplitude)
    case .radarDecibels: (.gammaNought, .asStored)
    case .sigmaPower: (.sigmaNought, .decibelsOfPower)
    case .sigmaAmplitude: (.sigmaNought, .decibelsOfAmplitude)
    case .sigmaDecibels: (.sigmaNought, .asStored)
    default: nil
    }
  }

  private static func conversion(
    of band: (name: String, place: Int), _ kind: ProductKind, _ definition: SensorDefinition,
    _ metadata: ProductMetadata
  ) -> BandConversion? {
    switch kind {
    case .planetSurface, .skySatSurface: .linear(scale: 0.0001, offset: 0)
    case .planetAnalytic, .skySatAnalytic: metadata.conversions["\(band.place)"]
    case .landsatLevel2:
      metadata.conversions[band.name]
        ?? (band.name.hasPrefix("ST_") ? SensorTable.landsatTemperature : SensorTable.landsatReflectance)
    default:
      metadata.conversions[band.name]
        ?? definition.band(band.name)?.commonName.flatMap { metadata.conversions[$0] }
    }
  }
}
