import ArgumentParser
import Detectors
import Foundation
import Monitoring
import Provenance
import Rasters

/// The command line: arguments, progress and exit codes; no logic.
@main
struct Telltale: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "telltale",
    abstract: "Dated, measured, checkable changes of a place, from satellite pictures through time.",
    discussion: """
      Start with: telltale watch SITE.geojson IMAGERY_FOLDER -o CASE
      and open CASE/reports/latest/report.html.

      It observes places. It never identifies persons and never guides anything.
      """,
    version: Program.version,
    subcommands: [
      Watch.self, Init.self, Add.self, Measure.self, MarkFeature.self, Report.self, Prepare.self, Align.self,
      Detect.self, Count.self, Export.self, SourceVerb.self, FindingVerb.self, Assess.self, CheckQuote.self,
      Verify.self, ReplayVerb.self, KeyVerb.self, SignVerb.self, StampVerb.self,
      LicenceVerb.self, TraceVerb.self,
      Pansharpen.self, Simulate.self, Score.self,
    ])

  static func main() {
    // The hidden verb: a child of this program that opens pictures of unknown origin and may crash alone.
    if CommandLine.arguments.dropFirst().first == "__read" { RasterWorker.run() }
    // Another one runs models of unknown origin.
    if CommandLine.arguments.dropFirst().first == DetectorWorker.argument { DetectorWorker.run() }
    signal(SIGPIPE, SIG_IGN)
    // A limit on file sizes then shows as a failed write, which names its place, instead of ending the program unheard.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      Foundation.exit(code.rawValue)
    } catch {
      Outcome.end(with: error)
    }
  }
}
