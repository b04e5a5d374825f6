import ArgumentParser
import CaseStore
import Catalogue
import Foundation
import Geodesy
import Monitoring
import Places
import Provenance
import Quantities

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make an empty case for a site.", usage: "telltale init CASE --site SITE")

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Option(help: ArgumentHelp("GeoJSON with the polygon to watch.", valueName: "site.geojson"))
  var site: String

  @OptionGroup var shared: SharedOptions

  func validate() throws { try SharedOptions.checkNamed(path, "<case>") }

  func run() throws {
    let sites = try SiteFile.read(site)
    let store = try CaseStore.create(at: path, sites: sites)
    let name = URL(fileURLWithPath: store.folder.path).lastPathComponent
    shared.finish(
      ["case": .string(name), "sites": .integer(sites.count)],
      ["Case \(name) made. Next: telltale add \(path) FILE …, then telltale report \(path)."])
  }
}

struct Add: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Add pictures to a case; screenshots by their corners and date.",
    usage: """
      telltale add CASE FILE ... [--corners C | --gcp CSV] [--date D]
                          [--dem FILE | --height METRES]
      """,
    discussion: "Corners run clockwise from top left: \"lon,lat lon,lat lon,lat lon,lat\".")

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Argument(help: ArgumentHelp("Picture files or folders.", valueName: "file"))
  var files: [String]

  // Unconditional: the west of Greenwich begins with a dash.
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Four corners, clockwise from top left.", valueName: "corners"))
  var corners: String?

  @Option(help: ArgumentHelp("CSV of column,row,longitude,latitude.", valueName: "csv"))
  var gcp: String?

  @Option(help: ArgumentHelp("Day or moment of the picture, UTC: 2018-06-23.", valueName: "date"))
  var date: String?

  @OptionGroup var heights: HeightOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if corners != nil && gcp != nil { throw ValidationError("--corners and --gcp exclude each other: give one.") }
    if corners != nil || gcp != nil, files.count > 1 {
      throw ValidationError("--corners and --gcp belong to one file; \(files.count) were given.")
    }
  }

  func run() throws {
    let store = try CaseStore.open(path)
    var control: GivenPosition.Control?
    if let corners { control = .corners(try GivenPosition.corners(parsing: corners)) }
    if let gcp { control = .points(try ControlPointTable.read(gcp)) }
    let day = try date.map { try GivenPosition.date(parsing: $0, now: SharedOptions.now) }
    let given = control == nil && day == nil ? nil : GivenPosition(control: control, date: day)
    var options = shared.options()
    options.heights = heights.choice
    let rows = try CaseRun(store, options: options).add(files, given: given)
    let left = rows.filter { $0.exclusion != nil }
    shared.finish(
      [
        "case": .string(URL(fileURLWithPath: store.folder.path).lastPathComponent),
        "scenes": [
          "added": .integer(rows.count - left.count),
          "excluded": .array(
            left.map { row in
              [
                "file": .string(row.fileName), "code": .string(row.exclusion?.code.rawValue ?? ""),
                "reason": .string(row.exclusion?.reason ?? ""),
              ]
            }),
        ],
      ],
      rows.map { row in
        row.exclusion.map { "left out: \(row.fileName) (\($0.code.rawValue)): \($0.reason)" }
          ?? "added: \(row.fileName), \(row.scene?.date.description ?? "")"
      } + [rows.isEmpty ? "No picture file was found." : "Next: telltale report \(path)"])
    if !rows.isEmpty, left.count == rows.count {
      Outcome.complain(
        Outcome.inert(
          rows.count == 1
            ? "error: \(rows[0].fileName) cannot be used: \(rows[0].exclusion?.reason ?? "")"
            : "error: none of the \(rows.count) files can be used; mend what the reasons name and add them again."))
      throw ExitCode(1)
    }
  }
}

struct MarkFeature: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark", abstract: "Record an analyst's word on a feature: it overrides, and is never lost.",
    usage: """
      telltale mark CASE FEATURE --by WHO [--status accepted|rejected]
                           [--kind KIND] [--note TEXT]
      """)

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Argument(help: ArgumentHelp("Id of the feature, as the report prints it.", valueName: "feature"))
  var feature: String

  @Option(help: "accepted or rejected.")
  var status: String?

  @Option(
    help: ArgumentHelp(
      "What it is: \(FeatureKind.allCases.map(\.rawValue).joined(separator: " ")).", valueName: "kind"))
  var kind: String?

  // Unconditional: what a person says may begin with a dash.
  @Option(parsing: .unconditional, help: ArgumentHelp("Why, in a sentence.", valueName: "text"))
  var note: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Who says so: a name or pseudonym.", valueName: "who"))
  var by: String

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if let status, status != FeatureStatus.accepted.rawValue, status != FeatureStatus.rejected.rawValue {
      throw ValidationError("--status \(status): give accepted or rejected.")
    }
    if let kind, FeatureKind(rawValue: kind) == nil {
      throw ValidationError(
        "--kind \(kind): give one of \(FeatureKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    if status == nil && kind == nil && note == nil { throw ValidationError("Give --status, --kind or --note.") }
    if by.allSatisfy(\.isWhitespace) { throw ValidationError("--by is empty: give a name or pseudonym.") }
  }

  func run() throws {
    let store = try CaseStore.open(path)
    try store.mark(
      feature, status: status.flatMap(FeatureStatus.init(rawValue:)), kind: kind.flatMap(FeatureKind.init(rawValue:)),
      note: note, by: by, at: SharedOptions.now)
    try store.set("published", nil)
    let marked = try store.features().first { $0.id == feature }
    shared.finish(
      marked.map(FeatureJSON.feature) ?? .null,
      [
        "\(feature): \(marked?.status.rawValue ?? ""), \(marked?.kind.rawValue ?? ""), by \(by). "
          + "Next: telltale report \(path)"
      ])
  }
}
