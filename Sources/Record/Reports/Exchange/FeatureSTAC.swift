import Places
import Provenance
import Quantities

/// A case as a SpatioTemporal Asset Catalog: `catalog.json`, a collection of what was found with an item for each
/// feature, and one of the pictures that it was found in.
///
/// Written by version 1.0.0 with relative links, so that the folder can be moved and put on any server; with the
/// extensions `processing` for how the features came about, and `file` where files lie beside them. What STAC has no
/// word for is called `telltale:` and then what the contract calls it. Titles and descriptions are cleaned of what
/// could act in a viewer; the `telltale:` members hold ids and words as they are in the case. Same values, same files.
///
/// - Source: [STAC2021]
package struct FeatureSTAC: Sendable {
  static let version = "1.0.0"

  /// Those that are watched, with the role `site`: their names and grounds.
  package var sites: [Site]
  package var features: [Feature]
  /// Used ones; what was kept out says nothing of any feature.
  package var scenes: [STACScene]
  package var program: ReportSoftware
  /// Libraries that had a hand in the numbers.
  package var libraries: [ReportSoftware]
  /// Those of the run, for readers who compute it again; paths in it are cut to their last part.
  package var settings: JSONValue
  package var created: Timestamp
  /// Files of the report, which the caller puts into `STACAsset.folder` of the catalog.
  package var assets: [STACAsset]

  package init(
    sites: [Site], features: [Feature], scenes: [STACScene], program: ReportSoftware, libraries: [ReportSoftware] = [],
    settings: JSONValue = .null, created: Timestamp, assets: [STACAsset] = []
  ) {
    self.sites = sites
    self.features = features
    self.scenes = scenes
    self.program = program
    self.libraries = libraries
    self.settings = settings
    self.created = created
    self.assets = assets
  }

  /// Every file of the catalog by its path in it, `catalog.json` first.
  /// - Throws: `ReportError.unsupportedPlace` where a site has no ground, or an outline lies in no coordinates.
  package func files() throws -> [(path: String, json: JSONValue)] {
    var files: [(path: String, json: JSONValue)] = []
    try each { files.append(($0, $1)) }
    return files
  }

  /// The same, one file at a time: each item links to the pictures that it rests on, so that all the items of many
  /// things in many pictures are more than should be in memory at once.
  /// - Throws: `ReportError.unsupportedPlace`, before the first file; what `body` throws.
  package func each(_ body: (_ path: String, _ json: JSONValue) throws -> Void) throws {
    let parts = try STACParts(self)
    try body("catalog.json", catalog)
    for part in Part.allCases {
      try body(Self.path(part, "collection"), parts.collection(part))
      try parts.each(part) { try body(Self.path(part, $0), $1) }
    }
  }

  /// The two collections of a catalog, and the folders that they lie in.
  enum Part: String, CaseIterable { case features, scenes }

  private static func path(_ part: Part, _ name: String) -> String { "\(part.rawValue)/\(name).json" }

  private var catalog: JSONValue {
    [
      "type": "Catalog", "stac_version": .string(Self.version), "id": .string(id),
      "title": .string("Telltale: \(places)"),
      "description": .string(STACText.description("What changed at \(places), as \(tool) found it. \(review)")),
      "links": .array(
        [Self.link("root", "./catalog.json")]
          + Part.allCases.map {
            Self.link("child", "./\(Self.path($0, "collection"))", title: title($0))
          }),
    ]
  }

  /// - Parameter path: relative to the file that holds the link.
  static func link(_ relation: String, _ path: String, title: String? = nil, isItem: Bool = false) -> JSONValue {
    .object(
      [
        .init("rel", .string(relation)), .init("href", .string(path)),
        .init("type", isItem ? "application/geo+json" : "application/json"),
      ] + (title.map { [.init("title", .string($0))] } ?? []))
  }

  // MARK: - Words

  func title(_ part: Part) -> String {
    switch part {
    case .features: "What was found at \(places)"
    case .scenes: "The pictures it was found in"
    }
  }

  /// Of the catalog; those of its collections begin with it.
  var id: String {
    var names = PlainNames()
    return names.name(for: sites.isEmpty ? "telltale" : sites.map(\.id).joined(separator: "-"))
  }

  /// "Hall and Yard".
  var places: String {
    let names = STACText.line(PlainWords.list(sites.map(\.name)))
    return names.isEmpty ? "the site" : names
  }

  /// "telltale 0.1.0".
  var tool: String { STACText.line("\(program.name) \(program.version)") }

  /// How much of it a person has looked at.
  var review: String {
    guard !features.isEmpty else { return "No feature was found." }
    let candidates = features.count { $0.status == .candidate }
    guard candidates > 0 else { return "A person has reviewed every feature." }
    return "\(NumberText.count(candidates)) of \(PlainWords.count(features.count, "feature")): "
      + "machine output, candidate, not reviewed."
  }

  /// First and last date of the pictures.
  var period: (first: Timestamp, last: Timestamp)? {
    let dates = scenes.map(\.date)
    return dates.min().flatMap { first in dates.max().map { (first, $0) } }
  }
}
