import ArgumentParser
import CaseStore
import Monitoring
import Provenance
import Reports

extension CaseRun.ExportFormat: ExpressibleByArgument {}

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hand a case's features on to other programs.",
    usage: """
      telltale export CASE --format FORM -o PATH
                             [--region ID] [--key FILE] [--with-imagery]
                             [--blur-km N [--hide ID] ... [--withhold W] ...]
      """,
    discussion: """
      FORM is geojson|csv|kml|gpkg|pdf|stac|smart|bundle. geojson, csv, kml, gpkg and pdf write one
      file, stac a catalog, smart a folder with site_models/ and region_models/, bundle a
      folder that others verify and replay; it prints the root by which they do. pdf is
      the report, printed by Chromium, which must be installed or named in
      TELLTALE_CHROMIUM. With --blur-km it is a redacted edition: no coordinates, ids of
      pictures, hashes, hours, documents; the ledger still verifies.
      """)

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Option(help: ArgumentHelp("Form of what is written.", valueName: "form"))
  var format: CaseRun.ExportFormat

  @Option(name: .shortAndLong, help: ArgumentHelp("File or folder to write.", valueName: "path"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "Name of the SMART region, such as AE_R001; that of the region model that the case watches, else none.",
      valueName: "id"))
  var region: String?

  @Option(help: ArgumentHelp("Of a bundle: secret key that signs it.", valueName: "file"))
  var key: String?

  @Flag(help: "Of a bundle: with the pictures themselves.")
  var withImagery = false

  @Option(help: ArgumentHelp("Of a bundle: tell the place to so many km only.", valueName: "n"))
  var blurKm: Double?

  @Option(help: ArgumentHelp("Zone, line or feature to tell nothing of; may be repeated.", valueName: "id"))
  var hide: [String] = []

  @Option(help: ArgumentHelp("Word that may stand in no text; may be repeated.", valueName: "word"))
  var withhold: [String] = []

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if format != .bundle, key != nil || withImagery || blurKm != nil {
      throw ValidationError("--key, --with-imagery and --blur-km belong to --format bundle.")
    }
    if blurKm == nil, !hide.isEmpty || !withhold.isEmpty {
      throw ValidationError("--hide and --withhold belong to a redacted edition: give --blur-km too.")
    }
    if blurKm != nil, withImagery {
      throw ValidationError("--with-imagery would give the place away that --blur-km blurs: leave one out.")
    }
    try SharedOptions.checkNamed(path, "<case>")
    try SharedOptions.checkNamed(output, "--output")
    guard let region else { return }
    if format != .smart { throw ValidationError("--region belongs to --format smart.") }
    if SmartRegionName(region) == nil {
      throw ValidationError("--region \(region): give two letters, _R and three digits, such as AE_R001.")
    }
  }

  func run() throws {
    let run = CaseRun(try CaseStore.open(path), options: shared.options())
    guard format != .bundle else { return try bundle(run) }
    let exported = try run.export(format, to: output, region: region.flatMap(SmartRegionName.init))
    let noun = format == .smart ? "site" : "feature"
    shared.finish(
      [
        "format": .string(format.rawValue), "output": .string(output), "count": .integer(exported.count),
        "leftOut": .array(exported.leftOut.map { .string($0) }),
      ],
      ["\(exported.count) \(noun)\(exported.count == 1 ? "" : "s") written: \(output)"]
        + exported.leftOut.map { "  left out: \($0)" })
  }

  private func bundle(_ run: CaseRun) throws {
    let key = try key.map(KeyFile.secretKey)
    let bundled: CaseRun.Bundled
    var warnings: [String] = []
    if let blurKm {
      var choice = try CaseRun.RedactionChoice(kilometres: blurKm)
      choice.hidden = hide
      choice.words = withhold
      let made = try run.redacted(to: output, choice, key: key)
      bundled = made.bundle
      warnings = made.edition.warnings
    } else {
      bundled = try run.bundle(to: output, key: key, withImagery: withImagery)
    }
    shared.finish(
      [
        "format": .string(format.rawValue), "output": .string(output), "count": .integer(bundled.files),
        "entries": .integer(bundled.entries), "root": .string(bundled.root.hexadecimal),
        "key": JSONValue(bundled.key?.hexadecimal), "warnings": .array(warnings.map { .string($0) }),
      ],
      [
        "\(bundled.files) files written: \(output)", "Root: \(bundled.root.hexadecimal)",
        "Publish the root where others can find it: telltale verify \(output) --root ROOT",
      ] + warnings.map { "Note: \($0)" })
  }
}
