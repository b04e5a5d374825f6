import Places
import Provenance
import Quantities

extension FeatureSTAC {
  static let processing = "https://stac-extensions.github.io/processing/v1.2.0/schema.json"
  private static let file = "https://stac-extensions.github.io/file/v2.1.0/schema.json"

  func id(of part: Part) -> String { "\(id)-\(part.rawValue)" }

  // MARK: - Features

  func item(
    _ feature: Feature, _ name: String, _ place: STACPlace, _ time: STACTime, _ sources: STACSources
  ) -> JSONValue {
    let sentence = FindingSentence(number: 1, feature: feature).statement
    return item(
      name, .features, place, extensions: [Self.processing],
      properties: [
        .init("title", .string(Self.title(feature))), .init("description", .string(STACText.description(sentence))),
      ] + time.members + made + Self.told(feature),
      links: sources.links(feature.scenesFor + feature.scenesAgainst))
  }

  /// "Hall A: building, new (candidate, not reviewed)".
  private static func title(_ feature: Feature) -> String {
    let what = "\(PlainWords.kind(feature.kind)), \(PlainWords.change(feature.change))"
    let name = STACText.line(feature.name ?? "").shortened(to: 120)
    let head = name.isEmpty ? what.prefix(1).uppercased() + what.dropFirst() : "\(name): \(what)"
    return "\(head) (\(PlainWords.status(feature.status)))"
  }

  /// The contract's properties of a feature under their own names.
  private static func told(_ feature: Feature) -> [JSONValue.Member] {
    (FeatureJSON.properties(of: feature).members ?? []).map { .init("telltale:" + $0.key, $0.value) }
  }

  // MARK: - The report

  func reportItem(_ name: String, _ place: STACPlace, _ sources: STACSources) -> JSONValue {
    let time =
      period.map { STACTime(from: $0.first, to: $0.last, "The span is that of all pictures.") }
      ?? STACTime(Bracket(notBefore: nil, notAfter: nil), period: nil, created: created)
    return item(
      name, .features, place, extensions: [Self.processing, Self.file],
      properties: [
        .init("title", .string("Report on \(places)")),
        .init("description", .string(STACText.description("All of \(places) in one report. \(review)"))),
      ] + time.members + made,
      links: sources.all, assets: assets.map(\.member))
  }

  // MARK: - Pictures

  /// Without the extension for processing: how a picture came about is its provider's to say.
  func item(_ scene: STACScene, _ name: String, _ place: STACPlace) -> JSONValue {
    let licence = STACLicence(scene.licence)
    let credit = STACText.line(scene.credit ?? "")
    var properties: [JSONValue.Member] = [
      .init("title", .string("\(scene.platform ?? "Picture"), \(scene.date.day)"))
    ]
    properties += STACTime(scene: scene.date).members
    properties.append(.init("created", .string(STACTime.text(created))))
    if let platform = scene.platform { properties.append(.init("platform", .string(platform))) }
    if let gsd = scene.gsd?.magnitude, gsd.isFinite, gsd > 0 { properties.append(.init("gsd", .number(gsd))) }
    if let code = licence.code { properties.append(.init("license", .string(code))) }
    if let words = licence.words { properties.append(.init("telltale:licence", .string(words))) }
    if !credit.isEmpty { properties.append(.init("providers", [["name": .string(credit)]])) }
    properties += [
      .init("telltale:id", .string(scene.id)), .init("telltale:sha256", JSONValue(scene.hash?.hexadecimal)),
      .init("telltale:geometry", scene.footprint.isEmpty ? "site" : "footprint"),
    ]
    return item(
      name, .scenes, place, extensions: [], properties: properties, links: licence.link.map { [$0] } ?? [])
  }

  // MARK: - Common parts

  private func item(
    _ name: String, _ part: Part, _ place: STACPlace, extensions: [String], properties: [JSONValue.Member],
    links: [JSONValue], assets: [JSONValue.Member] = []
  ) -> JSONValue {
    .object(
      [
        .init("type", "Feature"), .init("stac_version", .string(Self.version)),
        .init("stac_extensions", .array(extensions.map { .string($0) })), .init("id", .string(name)),
        .init("collection", .string(id(of: part))),
      ] + place.members + [
        .init("properties", .object(properties)),
        .init(
          "links",
          .array(
            [
              Self.link("root", "../catalog.json"), Self.link("parent", "./collection.json"),
              Self.link("collection", "./collection.json"),
            ] + links)),
        .init("assets", .object(assets)),
      ])
  }

  /// How an item of ours came about.
  private var made: [JSONValue.Member] {
    let pictures = PlainWords.count(scenes.count, "picture")
    let dates = period.map { " of \($0.first.day) to \($0.last.day)" } ?? ""
    return [
      .init("created", .string(STACTime.text(created))), .init("processing:datetime", .string(STACTime.text(created))),
      // Results of analysing lower levels, not measured by the instrument: the extension's own words for L4.
      .init("processing:level", "L4"), .init("processing:version", .string(STACText.line(program.version))),
      .init("processing:software", software),
      .init(
        "processing:lineage",
        .string(
          STACText.description(
            "Looked for, outlined and measured by \(tool) in \(pictures)\(dates). "
              + "Machine output is a candidate until a named person accepts it."))),
    ]
  }

  /// Versions by name, each name once.
  private var software: JSONValue {
    var names: Set<String> = []
    let members = ([program] + libraries).map { JSONValue.Member(STACText.line($0.name), .string($0.version)) }
    return .object(members.filter { !$0.key.isEmpty && names.insert($0.key).inserted })
  }

  /// The program as the one that processed, with the settings by which it did.
  var provider: JSONValue {
    .object(
      [
        .init("name", .string(STACText.line(program.name))), .init("roles", ["processor"]),
        .init("processing:version", .string(STACText.line(program.version))), .init("processing:software", software),
      ]
        + (settings == .null
          ? []
          : [
            .init(
              "processing:expression",
              ["format": "telltale-settings", "expression": STACText.withoutPaths(settings)])
          ]))
  }
}

extension STACScene {
  /// `nil` where nothing is known of it.
  var platform: String? {
    let name = STACText.line(sensor)
    return name.isEmpty || name == "unknown" ? nil : name
  }
}
