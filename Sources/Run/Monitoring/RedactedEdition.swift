import CaseStore
import Evidence
import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Reports
import Vectors

/// The files of a redacted edition, before they are written, and what they withhold.
package struct RedactedEdition {
  /// With the placeholder for its root.
  let page: String
  /// Beside the page, by name.
  let documents: [(name: String, text: String)]
  /// Fields that can be shown later.
  package let withheld: [WithheldField]
  /// Who is named in the findings that are told.
  let people: [String]
  private let leaks: LeakCheck

  static let documentName = "edition.json"

  init(
    report: ReportAssembly, _ choice: CaseRun.RedactionChoice, store: CaseStore, now: Timestamp
  ) throws {
    let sites = try store.sites()
    let features = report.features
    let hiding = try Hiding(choice.hidden, sites, features)
    var content = try report.content(truth: nil)
    content.method = report.settingsAlone
    let redactor = Redactor(
      scenes: content.scenes, features: features.filter { !hiding.features.contains($0.id) }, sites: sites,
      words: choice.words, hidden: hiding.all, chipless: hiding.chipless(content.features))
    let cell = try Self.cell(sites, choice.kilometres)
    let words = Self.words(
      cell, choice, hidesSome: !hiding.all.isEmpty, hasSources: !(content.record?.sources.isEmpty ?? true))
    let told = redactor.content(content, edition: words)
    page = redactor.page(try HTMLReport.render(told))
    let findings = told.record?.findings ?? []
    people = Set(findings.flatMap { $0.history.map(\.by) }).sorted()
    var withheld: [WithheldField] = []
    documents = Self.documents(redactor, content, told, features, cell, words, &withheld)
    self.withheld = withheld
    leaks = LeakCheck(
      texts: redactor.forbidden,
      hashes: try store.scenes().flatMap(\.fileHashes) + (try store.sources().map(\.hash)))
  }

  /// - Throws: `MonitoringError.refused` where a file tells what was to be left out.
  func requireNoLeak(in files: [(name: String, data: Data)]) throws {
    guard let leak = leaks.leaks(in: files).first else { return }
    throw MonitoringError(
      .refused, at: leak.file, "It would hold \(leak.what), and nothing was written.",
      mend: "Say with --withhold which words must not stand in any text, or change what a person wrote.")
  }

  // MARK: - Parts

  private static func cell(_ sites: [Site], _ kilometres: Double) throws -> PlaceCell {
    let points = sites.filter { $0.role == .site }.flatMap(\.polygons).flatMap(\.exterior)
    guard !points.isEmpty else {
      throw MonitoringError(.unknown, at: "redaction", "The case has no site.", mend: "Make the case with a site.")
    }
    let count = Double(points.count)
    let middle = GeoPoint(
      longitude: points.map(\.longitude).reduce(0, +) / count, latitude: points.map(\.latitude).reduce(0, +) / count)
    return PlaceCell(holding: middle, kilometres: kilometres)
  }

  private static func words(
    _ cell: PlaceCell, _ choice: CaseRun.RedactionChoice, hidesSome: Bool, hasSources: Bool
  ) -> String {
    var sentences = [
      "The site's middle lies somewhere \(cell.words), a cell at least "
        + "\(JSONValue.fixed(choice.kilometres, places: 0)) km wide.",
      "Left out are names, coordinates, pictures' ids and hashes, and hours of the day.",
    ]
    if hidesSome {
      sentences.append(
        "Parts of the site are withheld, with the overview, the sums and what was absent: that something is not told "
          + "here does not mean that it is not there.")
    }
    if hasSources { sentences.append("Sources are withheld.") }
    sentences.append("What is left out stands in the ledger as salted commitments; nothing here can be computed again.")
    return sentences.joined(separator: " ")
  }

  private static func documents(
    _ redactor: Redactor, _ content: ReportContent, _ told: ReportContent, _ features: [Feature], _ cell: PlaceCell,
    _ words: String, _ withheld: inout [WithheldField]
  ) -> [(name: String, text: String)] {
    var fields: [WithheldField] = []
    func commitment(_ place: String, _ value: JSONValue) -> JSONValue.Member {
      let field = WithheldField(place, value, salt: LedgerEntry.newSalt())
      fields.append(field)
      return .init(place.split(separator: "/").last.map(String.init) ?? place, .string(field.commitment.hexadecimal))
    }
    let originals = Dictionary(features.map { (redactor.alias($0.id), $0) }, uniquingKeysWith: { first, _ in first })
    let items = told.features.map(\.feature).map { feature -> JSONValue in
      let json = FeatureJSON.feature(feature)
      guard let own = originals[feature.id], let members = json.members else { return json }
      let hidden = JSONValue.object([
        commitment("features/\(feature.id)/id", .string(own.id)),
        commitment(
          "features/\(feature.id)/geometry", own.outline.isEmpty ? .null : GeoJSON.geometry(of: own.outline)),
        commitment("features/\(feature.id)/scenes", .array((own.scenesFor + own.scenesAgainst).map { .string($0) })),
      ])
      return .object(
        members.map { member in
          guard member.key == "properties", let properties = member.value.members else { return member }
          return .init("properties", .object(properties + [.init("withheld", hidden)]))
        })
    }
    let pictures = zip(content.scenes, told.scenes).map { own, scene -> JSONValue in
      .object([
        .init("id", .string(scene.id)), .init("date", JSONValue(scene.date?.day)),
        .init("sensor", .string(scene.sensor)),
        .init("gsd", scene.gsd.map { .number($0.magnitude) } ?? .null),
        .init("excluded", JSONValue(scene.exclusion?.code.rawValue)),
        .init("withheld", .object([commitment("pictures/\(scene.id)/id", .string(own.id))])),
      ])
    }
    withheld = fields
    var documents: [(String, JSONValue)] = [
      (
        "features.geojson",
        ["type": "FeatureCollection", "place": cell.json, "features": .array(items)]
      ),
      (ReportDocument.name, ReportDocument.json(told)),
      ("findings.json", ["findings": .array((told.record?.findings ?? []).map(\.json))]),
      ("pictures.json", ["pictures": .array(pictures)]),
      (Self.documentName, ["edition": "redacted", "words": .string(words), "place": cell.json]),
    ]
    if let activity = told.activity { documents.append(("activity.json", ActivityJSON.document(activity))) }
    if let observability = told.observability {
      documents.append(
        (
          "observability.json",
          ObservabilityJSON.document(observability, building: ObservabilityAssembly.building)
        ))
    }
    return documents.map { ($0.0, redactor.json($0.1).prettyText) }
  }
}

/// What lies in places of which nothing is to be told.
private struct Hiding {
  let places: Set<String>
  let features: Set<String>
  private let polygons: [GeoPolygon]

  var all: Set<String> { places.union(features) }

  init(_ ids: [String], _ sites: [Site], _ all: [Feature]) throws {
    let known = Set(sites.filter { $0.role != .site }.map(\.id))
    for id in ids where !known.contains(id) && !all.contains(where: { $0.id == id }) {
      throw MonitoringError(
        .unknown, at: "redaction", "There is no zone, line or feature \"\(id)\" to hide.",
        mend: "Take an id from the site file, or from reports/latest/features.geojson.")
    }
    places = Set(ids).intersection(known)
    let hidden = places
    let ground =
      sites.filter { hidden.contains($0.id) }.flatMap(\.polygons)
      + all.filter { ids.contains($0.id) }.flatMap(\.outline)
    polygons = ground
    let own = all.filter { feature in
      ids.contains(feature.id) || hidden.contains(feature.id)
        || feature.outline.contains { outline in ground.contains { Self.touch(outline, $0) } }
    }
    features = Set(own.map(\.id))
  }

  private static func touch(_ first: GeoPolygon, _ second: GeoPolygon) -> Bool {
    first.exterior.contains { second.contains($0) } || second.exterior.contains { first.contains($0) }
  }

  /// Features near hidden ground, whose pictures would show it.
  func chipless(_ items: [ReportFeature]) -> Set<String> {
    guard !polygons.isEmpty else { return [] }
    var found: Set<String> = []
    for item in items {
      let points = item.feature.outline.flatMap(\.exterior)
      let chips = [item.before, item.after].compactMap { $0 }
      let reach =
        chips.map { (chip: ReportChip) -> Double in
          Double(max(chip.picture.columns, chip.picture.rows)) * (chip.metresPerPixel ?? .infinity) * 1.5
        }.max() ?? .infinity
      let isNear = polygons.flatMap(\.exterior).contains { hidden in
        points.contains { Self.metres($0, hidden) < reach }
      }
      if isNear || points.isEmpty { found.insert(item.feature.id) }
    }
    return found
  }

  /// On a sphere and over short distances: enough to keep a picture back.
  private static func metres(_ first: GeoPoint, _ second: GeoPoint) -> Double {
    let north = (first.latitude - second.latitude) * 111_195
    let east = (first.longitude - second.longitude) * 111_195 * cos(first.latitude * .pi / 180)
    return (north * north + east * east).squareRoot()
  }
}
