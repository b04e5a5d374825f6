import ArgumentParser
import Evidence
import Foundation
import Provenance
import Reports

struct CheckQuote: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-quote",
    abstract: "Does a retold sentence say what the report says? Exit code 3: it does not, or it cannot be told.",
    usage: "telltale check-quote REPORT TEXT",
    discussion: """
      REPORT is a report.html, or the folder of a case or bundle. TEXT is one sentence or a short
      paragraph in English; - reads it from standard input.
      """)

  @Argument(help: ArgumentHelp("report.html, or a case or bundle.", valueName: "report"))
  var report: String

  @Argument(parsing: .allUnrecognized, help: ArgumentHelp("What was written elsewhere.", valueName: "text"))
  var text: [String] = []

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    try SharedOptions.checkNamed(report, "<report>")
    if text.isEmpty { throw ValidationError("Give the text to check, in quotes, or - to read it.") }
  }

  func run() throws {
    let retold = text == ["-"] ? String(decoding: try input(), as: UTF8.self) : text.joined(separator: " ")
    let page = try QuotedReport(report)
    let verdict = QuoteCheck(page.claims, places: page.places).check(retold)
    shared.finish(
      verdict.json,
      ["\(verdict.verdict.rawValue)\(verdict.finding.map { " (\($0))" } ?? ""): \(verdict.why)"]
        + page.claims.filter { $0.id == verdict.finding }.prefix(3).map { "  The report says: \($0.claim.sentence)" })
    if verdict.verdict != .agrees { throw ExitCode(3) }
  }

  private func input() throws -> Data {
    try FileHandle.standardInput.read(upToCount: QuoteCheck.longestText + 1) ?? Data()
  }
}
