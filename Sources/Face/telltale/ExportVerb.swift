import ArgumentParser
import CaseStore
import Monitoring
import Provenance
import Reports

extension CaseRun.ExportFormat: ExpressibleByArgument {}

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hand a case's features on to other programs.",
    usage: "telltale export CASE --format geojson|smart -o PATH [--region ID]",
    discussion: """
      geojson writes one file, smart a folder with site_models/ and region_models/.
      """)

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Option(help: ArgumentHelp("Form of what is written.", valueName: "geojson|smart"))
  var format: CaseRun.ExportFormat

  @Option(name: .shortAndLong, help: ArgumentHelp("File or folder to write.", valueName: "path"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "Name of the SMART region, such as AE_R001; that of the region model that the case watches, else none.",
      valueName: "id"))
  var region: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
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
}
