import Places
import Provenance
import Quantities

/// The collections of a catalog, with the items of each: whatever needs the names that items were given.
struct STACParts {
  private let catalog: FeatureSTAC
  /// The ground of all sites together.
  private let ground: STACPlace
  private let features: [(feature: Feature, name: String, place: STACPlace, time: STACTime)]
  private let report: String?
  private let scenes: [(scene: STACScene, name: String, place: STACPlace)]
  private let sources: STACSources
  private let featureSpan: (first: Timestamp, last: Timestamp)?
  private let featureBox: JSONValue

  /// - Throws: `ReportError.unsupportedPlace`.
  init(_ catalog: FeatureSTAC) throws(ReportError) {
    self.catalog = catalog
    let ground = try STACPlace(catalog.sites.flatMap(\.polygons), of: "site \(catalog.places)")
    guard ground.box != nil else {
      throw ReportError(
        .unsupportedPlace, at: "STAC", "None of the case's sites has a polygon.",
        mend: "Give the site a ground, or use --format csv.")
    }
    self.ground = ground
    var names = PlainNames(except: ["catalog", "collection"])
    var features: [(feature: Feature, name: String, place: STACPlace, time: STACTime)] = []
    for feature in catalog.features {
      let time = STACTime(feature.bracket, period: catalog.period, created: catalog.created)
      let place = try STACPlace(feature.outline, of: "feature \(feature.id)")
      features.append((feature, names.name(for: feature.id), place, time))
    }
    report = catalog.assets.isEmpty ? nil : names.name(for: "report")
    var scenes: [(scene: STACScene, name: String, place: STACPlace)] = []
    for scene in catalog.scenes {
      let place = scene.footprint.isEmpty ? ground : try STACPlace(scene.footprint, of: "scene \(scene.id)")
      scenes.append((scene, names.name(for: scene.id), place))
    }
    self.features = features
    self.scenes = scenes
    sources = STACSources(scenes.map { ($0.scene, $0.name) })
    let dates = features.flatMap { [$0.time.first, $0.time.last] }
    featureSpan = dates.min().flatMap { first in dates.max().map { (first, $0) } } ?? catalog.period
    let all = catalog.sites.flatMap(\.polygons) + catalog.features.flatMap(\.outline)
    featureBox = try STACPlace(all, of: "the features").box ?? .null
  }

  /// The items of a collection by name, in its order.
  func each(_ part: FeatureSTAC.Part, _ body: (_ name: String, _ json: JSONValue) throws -> Void) rethrows {
    switch part {
    case .features:
      for (feature, name, place, time) in features {
        try body(name, catalog.item(feature, name, place, time, sources))
      }
      if let report { try body(report, catalog.reportItem(report, ground, sources)) }
    case .scenes:
      for (scene, name, place) in scenes { try body(name, catalog.item(scene, name, place)) }
    }
  }

  private func names(_ part: FeatureSTAC.Part) -> [String] {
    part == .features ? features.map(\.name) + [report].compactMap { $0 } : scenes.map(\.name)
  }

  func collection(_ part: FeatureSTAC.Part) -> JSONValue {
    let isFeatures = part == .features
    let span = isFeatures ? featureSpan : catalog.period
    return .object(
      [
        .init("type", "Collection"), .init("stac_version", .string(FeatureSTAC.version)),
        .init("stac_extensions", isFeatures ? [.string(FeatureSTAC.processing)] : []),
        .init("id", .string(catalog.id(of: part))), .init("title", .string(catalog.title(part))),
        .init("description", .string(STACText.description(description(part)))),
        .init("license", .string(isFeatures ? "proprietary" : STACLicence.code(of: licences))),
      ] + (isFeatures ? [.init("providers", [catalog.provider])] : [])
        + [
          .init(
            "extent",
            [
              "spatial": ["bbox": [(isFeatures ? featureBox : ground.box) ?? .null]],
              "temporal": ["interval": [interval(span)]],
            ])
        ] + summaries(part)
        + [.init("links", .array(links(part)))])
  }

  private var licences: [STACLicence] { catalog.scenes.map { STACLicence($0.licence) } }

  private func description(_ part: FeatureSTAC.Part) -> String {
    switch part {
    case .features:
      "What \(catalog.tool) found at \(catalog.places): an item for each thing. \(catalog.review)"
    case .scenes:
      "\(PlainWords.count(catalog.scenes.count, "picture")) of \(catalog.places) that the findings rest on. The "
        + "pictures themselves are not here: each item has its hash."
        + (licences.contains { $0.code == nil }
          ? " Of some no licence is known: ask who holds them." : "")
    }
  }

  private func interval(_ span: (first: Timestamp, last: Timestamp)?) -> JSONValue {
    guard let span else { return [.null, .null] }
    return [.string(STACTime.text(span.first)), .string(STACTime.text(span.last, isEnd: true))]
  }

  /// A summary without values is not allowed.
  private func summaries(_ part: FeatureSTAC.Part) -> [JSONValue.Member] {
    func distinct(_ values: [String]) -> JSONValue { .array(Set(values).sorted().map { .string($0) }) }
    let lists: [JSONValue.Member] =
      switch part {
      case .features:
        [
          .init("telltale:kind", distinct(catalog.features.map(\.kind.rawValue))),
          .init("telltale:change", distinct(catalog.features.compactMap(\.change?.rawValue))),
          .init("telltale:status", distinct(catalog.features.map(\.status.rawValue))),
        ]
      case .scenes: [.init("platform", distinct(catalog.scenes.compactMap(\.platform)))]
      }
    let filled = lists.filter { $0.value != [] }
    return filled.isEmpty ? [] : [.init("summaries", .object(filled))]
  }

  private func links(_ part: FeatureSTAC.Part) -> [JSONValue] {
    [FeatureSTAC.link("root", "../catalog.json"), FeatureSTAC.link("parent", "../catalog.json")]
      + names(part).map { FeatureSTAC.link("item", "./\($0).json", isItem: true) }
  }
}
