import ArgumentParser
import CaseStore
import Monitoring
import Provenance

struct LicenceVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "licence", abstract: "Say on what terms pictures may be shown, or see what holds.",
    usage: "telltale licence CASE [--from TERMS.json --by WHO]",
    discussion: """
      Rules by licence, sensor or file name, * for any letters:
        {"rules": [{"sensor": "WorldView*", "doNotPublish": true},
                   {"licence": "CC-BY-*", "attribution": "Example Agency",
                    "mostPixels": 400, "finestPixelMetres": 3}],
         "otherwise": {"name": "Internal use", "doNotPublish": true}}
      Of several rules that hold the strictest counts. Reports and bundles keep to it.
      """)

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Option(help: ArgumentHelp("JSON file with the rules; it replaces earlier ones.", valueName: "file"))
  var from: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Who says so: a name or pseudonym.", valueName: "who"))
  var by: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    try SharedOptions.checkNamed(path, "<case>")
    if (from == nil) != (by == nil) { throw ValidationError("--from and --by belong together: give both or none.") }
    if let from { try SharedOptions.checkNamed(from, "--from") }
    if let by, by.allSatisfy(\.isWhitespace) {
      throw ValidationError("--by is empty: give a name or pseudonym.")
    }
  }

  func run() throws {
    let run = CaseRun(try CaseStore.open(path), options: shared.options())
    if let from, let by { try run.keepLicences(from, by: by) }
    let licences = try run.licences()
    let withheld = licences.count { !$0.terms.isPublishable }
    let end =
      "\(licences.count) pictures, \(withheld) not to be published."
      + (from == nil ? "" : " Next: telltale report \(path)")
    shared.finish(
      ["scenes": .array(licences.map(\.json)), "withheld": .integer(withheld)], licences.map(\.line) + [end])
  }
}
