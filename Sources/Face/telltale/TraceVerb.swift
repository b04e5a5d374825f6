import ArgumentParser
import Monitoring
import Provenance
import Reports

struct TraceVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Where each number of a bundle's report comes from. Exit code 3: one has no ground.",
    usage: "telltale trace BUNDLE [--number TEXT]",
    discussion: """
      Each number and date of report.html is found in the files beside it, with the pictures that it rests
      on, their hashes, and the ledger's entries of the settings.
      """)

  @Argument(help: ArgumentHelp("Folder of the bundle.", valueName: "bundle"))
  var path: String

  @Option(help: ArgumentHelp("Only this number or date, as the page prints it.", valueName: "text"))
  var number: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws { try SharedOptions.checkNamed(path, "<bundle>") }

  func run() throws {
    let trace = try RecordTrace(path)
    let told = trace.lines.filter { number == nil || $0.number.text == number }
    let groundless = trace.groundless
    let verdict =
      groundless.isEmpty
      ? "\(trace.lines.count) numbers and dates of the page stand in the record."
      : "\(groundless.count) of \(trace.lines.count) numbers and dates of the page have no ground in the record."
    let broken = trace.faults.first.map { ["The bundle is broken: \($0.place): \($0.reason)"] } ?? []
    shared.finish(
      [
        "faults": .array(trace.faults.map(\.json)),
        "checked": .integer(trace.lines.count), "groundless": .array(groundless.map(\.json)),
        "settings": .array(trace.settings.map { .integer($0) }),
        "numbers": .array(number == nil ? [] : told.map(\.json)),
      ],
      broken + [verdict]
        + groundless.prefix(20).map { "  no ground: \($0.number.text), in: \($0.number.context.prefix(70))" }
        + (number == nil ? [] : told.isEmpty ? ["The page prints no \(number ?? "")."] : told.flatMap(Self.lines)))
    if !groundless.isEmpty || !trace.faults.isEmpty { throw ExitCode(3) }
  }

  private static func lines(_ line: RecordTrace.Line) -> [String] {
    ["\(line.number.text), in: \(line.number.context.prefix(70))"] + line.places.map { "  stands at \($0)" }
      + line.scenes.prefix(5).map { "  rests on \($0.id), \($0.hash.prefix(12))…" }
      + (line.scenes.count > 5 ? ["  and on \(line.scenes.count - 5) more pictures"] : [])
  }
}
