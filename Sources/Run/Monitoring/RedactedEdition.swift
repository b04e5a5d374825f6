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
  /// What persons wrote that may tell the place, to be looked at before the edition is handed on.
  package let warnings: [String]

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
      scenes: content.scenes, features: features, sites: sites,
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
    warnings = Self.warnings(
      names: sites.filter { $0.role != .reference }.map(\.name), findings: findings,
      features: told.features.map(\.feature))
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

  /// Parts of names, times of day and pairs of coordinates in what persons wrote.
  private static func warnings(names: [String], findings: [Finding], features: [Feature]) -> [String] {
    let parts = Set(
      names.flatMap { $0.split { !$0.isLetter }.map(String.init) }.filter { $0.count > 3 }.map { LeakCheck.folded($0) })
    var texts = findings.flatMap { finding in
      ([finding.claim.words, finding.claim.subject.name, finding.claim.object?.name, finding.confidence?.basis]
        + finding.alternatives + finding.support.map(\.note) + finding.history.map(\.note)).compactMap { $0 }
        .map { (place: "finding \(finding.id)", text: $0) }
    }
    texts += features.compactMap { feature in feature.mark?.note.map { ("feature \(feature.id)", $0) } }
    return texts.compactMap { place, text in
      let folded = LeakCheck.folded(text)
      let part = parts.sorted().first { folded.contains($0) }
      let isTime = text.contains(/\d{1,2}:\d{2}/)
      let isPlace = text.contains(/\d{1,3}\.\d{2,}[°,; ]+[EWNS]?\s*\d{1,3}\.\d{2,}/)
      guard part != nil || isTime || isPlace else { return nil }
      let what = part.map { "a part of a name, \"\($0)\"" } ?? (isTime ? "a time of day" : "coordinates")
      return "\(place) holds \(what): look at it before you hand the edition on."
    }
  }

  private static func cell(_ sites: [Site], _ kilometres: Double) throws -> PlaceCell {
    let ring = sites.first { $0.role == .site && !$0.polygons.isEmpty }?.polygons.first?.exterior
    guard let middle = ring.flatMap(PlaceCell.middle) else {
      throw MonitoringError(.unknown, at: "redaction", "The case has no site.", mend: "Make the case with a site.")
    }
    return PlaceCell(holding: middle, kilometres: kilometres)
  }

  private static func words(
    _ cell: PlaceCell, _ choice: CaseRun.RedactionChoice, hidesSome: Bool, hasSources: Bool
  ) -> String {
    var sentences = [
      "The (first) site's middle lies somewhere \(cell.words), a cell at least "
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
    let closed = sites.filter { hidden.contains($0.id) }
    // A line as a ring that goes there and back: what it crosses is found by its edges.
    let ground =
      closed.flatMap(\.polygons) + closed.flatMap(\.lines).map { GeoPolygon(exterior: $0 + $0.reversed()) }
      + all.filter { ids.contains($0.id) }.flatMap(\.outline)
    polygons = ground
    let own = all.filter { feature in
      ids.contains(feature.id) || feature.parent.map(ids.contains) == true
        || feature.outline.contains { outline in ground.contains { Self.touch(outline, $0) } }
    }
    features = Set(own.map(\.id))
  }

  /// Whether two outlines have ground in common; holes count as ground, which hides more.
  private static func touch(_ first: GeoPolygon, _ second: GeoPolygon) -> Bool {
    first.exterior.contains { second.contains($0) } || second.exterior.contains { first.contains($0) }
      || edges(first.exterior).contains { edge in edges(second.exterior).contains { cross(edge, $0) } }
  }

  private static func edges(_ ring: [GeoPoint]) -> [(GeoPoint, GeoPoint)] {
    zip(ring, ring.dropFirst() + ring.prefix(1)).map { ($0, $1) }
  }

  private static func cross(_ first: (GeoPoint, GeoPoint), _ second: (GeoPoint, GeoPoint)) -> Bool {
    func side(_ point: GeoPoint, of line: (GeoPoint, GeoPoint)) -> Double {
      (line.1.longitude - line.0.longitude) * (point.latitude - line.0.latitude)
        - (line.1.latitude - line.0.latitude) * (point.longitude - line.0.longitude)
    }
    return side(first.0, of: second) * side(first.1, of: second) <= 0
      && side(second.0, of: first) * side(second.1, of: first) <= 0
  }

  /// Features whose pictures would show hidden ground: their squares, and half as much around.
  func chipless(_ items: [ReportFeature]) -> Set<String> {
    guard !polygons.isEmpty else { return [] }
    var found: Set<String> = []
    for item in items {
      let points = item.feature.outline.flatMap(\.exterior)
      let chips = [item.before, item.after].compactMap { $0 }
      let size =
        chips.map { (chip: ReportChip) -> Double in
          Double(max(chip.picture.columns, chip.picture.rows)) * (chip.metresPerPixel ?? .infinity)
        }.max() ?? 0
      guard let square = Self.square(around: points, reach: 0.75 * size) else {
        found.insert(item.feature.id)
        continue
      }
      if polygons.contains(where: { Self.touch(square, $0) }) { found.insert(item.feature.id) }
    }
    return found
  }

  /// `nil` where the place or the reach is not known.
  private static func square(around points: [GeoPoint], reach: Double) -> GeoPolygon? {
    guard let middle = PlaceCell.middle(of: points), reach.isFinite else { return nil }
    let north = reach / 111_195
    let east = north / max(cos(middle.latitude * .pi / 180), 1e-6)
    return GeoPolygon(
      exterior: [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map {
        GeoPoint(longitude: middle.longitude + $0.0 * east, latitude: middle.latitude + $0.1 * north)
      })
  }
}
