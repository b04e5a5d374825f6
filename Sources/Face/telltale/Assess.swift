import ArgumentParser
import CaseStore
import Evidence
import Foundation
import Monitoring
import Provenance

struct Assess: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Judge competing hypotheses on a case's findings, by likelihood ratios that persons give.",
    usage: "telltale assess CASE [--from FILE --by WHO]",
    discussion: """
      FILE is JSON: a question, hypotheses with priors, and how each finding weighs on each of them; the
      guide to evidence shows one. Without it the case's assessments are judged again and printed.
      """)

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Option(help: ArgumentHelp("Assessment to record.", valueName: "file"))
  var from: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Whose it is: a name or pseudonym.", valueName: "who"))
  var by: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    try SharedOptions.checkNamed(path, "<case>")
    if (from == nil) != (by == nil) { throw ValidationError("--from and --by belong together.") }
  }

  func run() throws {
    let run = CaseRun(try CaseStore.open(path, for: from == nil ? .reading : .writing), options: shared.options())
    if let from, let by { _ = try run.assess(from, by: by) }
    let judged = try run.judgements()
    shared.finish(
      ["assessments": .array(judged.map(\.json))],
      judged.isEmpty
        ? ["The case has no assessments yet: telltale assess \(path) --from FILE --by WHO"] : judged.flatMap(\.lines))
  }
}
