import Quantities

/// What is known of a kind of product before any file of it is opened: a row of `SensorTable`.
package struct SensorDefinition: Sendable, Hashable {
  package enum Modality: String, Sendable { case optical, radar }

  /// How far what is said here was tried.
  package enum Evidence: String, Sendable {
    /// Read from real files, in the tests.
    case shownOnRealFiles
    /// As its provider documents it; no real file was read.
    case fromDocumentationOnly

    package var words: String {
      switch self {
      case .shownOnRealFiles: "shown on real files"
      case .fromDocumentationOnly: "from documentation only"
      }
    }
  }

  /// How well the provider says that its pictures lie on the ground.
  package struct Geolocation: Sendable, Hashable {
    package let ce90: Metres
    /// Document and figure, and how the figure became a CE90.
    package let source: String
  }

  package let id: String
  package let name: String
  /// Scenes of one family may share a stack; of two, never.
  package let family: String
  package let modality: Modality
  /// What the pixels become where the product's metadata is complete; else they stay digital numbers.
  package let quantity: PixelQuantity
  /// Empty where bands are not known by name. For a picture of many bands: in the file's order.
  package let bands: [SensorBand]
  /// Where the conversion is read from, for people.
  package let conversion: String
  /// Number that stands for "no pixel", where files do not declare it.
  package let noData: Double?
  package let quality: [QualityRule]
  package let geolocation: Geolocation?
  package let evidence: Evidence
  /// What exactly was tried, or was not.
  package let evidenceNote: String

  init(
    id: String, name: String, family: String, modality: Modality = .optical, quantity: PixelQuantity,
    bands: [SensorBand] = [], conversion: String, noData: Double? = nil, quality: [QualityRule] = [],
    geolocation: Geolocation? = nil, evidence: Evidence, evidenceNote: String
  ) {
    self.id = id
    self.name = name
    self.family = family
    self.modality = modality
    self.quantity = quantity
    self.bands = bands
    self.conversion = conversion
    self.noData = noData
    self.quality = quality
    self.geolocation = geolocation
    self.evidence = evidence
    self.evidenceNote = evidenceNote
  }

  package func band(_ name: String) -> SensorBand? { bands.first { $0.name == name } }
}
