import ArgumentParser
import CaseStore
import Evidence
import Foundation
import Monitoring
import Provenance

struct Assess: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Judge competing hypotheses on a case's findings, by likelihood ratios that persons give.",
    usage: """
      telltale assess CASE [--from FILE --by WHO]
             telltale assess CASE --forecasts FILE --by WHO
             telltale assess CASE --capacity FILE --by WHO
             telltale assess CASE --agreement FILE --by WHO
      """,
    discussion: """
      --from: JSON with a question, hypotheses with priors, and how each finding weighs on each of them.
      --forecasts: what is to come, scored once it is known. --capacity: what a floor area may produce, as a
      range. --agreement: two analysts' outlines and labels of the same things. The guide to evidence shows
      each. Without a file the case's assessments are judged again and printed.
      """)

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Option(help: ArgumentHelp("Assessment to record.", valueName: "file"))
  var from: String?

  @Option(help: ArgumentHelp("Forecasts to record, or their outcomes.", valueName: "file"))
  var forecasts: String?

  @Option(help: ArgumentHelp("Capacity ranges to record.", valueName: "file"))
  var capacity: String?

  @Option(help: ArgumentHelp("Two analysts' work to compare and record.", valueName: "file"))
  var agreement: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Whose it is: a name or pseudonym.", valueName: "who"))
  var by: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    try SharedOptions.checkNamed(path, "<case>")
    let files = [from, forecasts, capacity, agreement].count { $0 != nil }
    if files > 1 { throw ValidationError("Give one file at a time: --from, --forecasts, --capacity or --agreement.") }
    if (files == 0) != (by == nil) { throw ValidationError("A file to record and --by belong together.") }
  }

  func run() throws {
    let run = CaseRun(try CaseStore.open(path, for: by == nil ? .reading : .writing), options: shared.options())
    if let forecasts, let by {
      let recorded = try run.forecast(forecasts, by: by)
      return shared.finish(ForecastFile.json(recorded), recorded.map { "\($0.id): \($0.statement)" })
    }
    if let capacity, let by {
      let recorded = try run.capacity(capacity, by: by)
      return shared.finish(CapacityFile.json(recorded), recorded.map(\.range.sentence))
    }
    if let agreement, let by {
      let recorded = try run.agreement(agreement, by: by)
      return shared.finish(recorded.json, recorded.sentences)
    }
    if let from, let by { _ = try run.assess(from, by: by) }
    let judged = try run.judgements()
    shared.finish(
      ["assessments": .array(judged.map(\.json))],
      judged.isEmpty
        ? ["The case has no assessments yet: telltale assess \(path) --from FILE --by WHO"] : judged.flatMap(\.lines))
  }
}
