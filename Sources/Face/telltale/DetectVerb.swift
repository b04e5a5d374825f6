import ArgumentParser
import CaseStore
import Changes
import Foundation
import Monitoring
import Provenance
import Quantities

extension PairChange.Kind: ExpressibleByArgument {}

struct Detect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What changed: in a case, or between two pictures without one.",
    usage: """
      telltale detect CASE [--false-alarm-rate P]
      telltale detect A B -o OUT [--kind any|built]
                              [--false-alarm-rate P] [--gsd METRES]
      """,
    discussion: """
      The regions of a case lie in CASE/\(CaseRun.regionsPath).
      Of two pictures A is before and B after; results lie on A's grid.
      """)

  @Argument(help: ArgumentHelp("Folder of a case, or the pictures before and after.", valueName: "case|a b"))
  var paths: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Folder for score.tif, change.tif, regions.geojson, look.png.", valueName: "out"))
  var output: String?

  @Option(help: ArgumentHelp("Whatever differs (any), or what was built (built).", valueName: "any|built"))
  var kind: PairChange.Kind?

  @Option(help: ArgumentHelp("Share of unchanged pixels that may alarm.", valueName: "p"))
  var falseAlarmRate: Double = 1e-3

  @Option(help: ArgumentHelp("Size of a pixel on the ground, where a picture has no CRS.", valueName: "metres"))
  var gsd: Double?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    for path in paths { try SharedOptions.checkNamed(path, "<case|a b>") }
    if let output { try SharedOptions.checkNamed(output, "--output") }
    guard paths.count <= 2 else {
      throw ValidationError("\(paths.count) names were given: give a case, or a picture before and one after.")
    }
    if paths.count == 2, output == nil { throw ValidationError("Name a folder for the results with --output (-o).") }
    if paths.count == 1 {
      if output != nil || gsd != nil || kind != nil {
        throw ValidationError("-o, --kind and --gsd belong to two pictures; one name was given.")
      }
    }
    guard falseAlarmRate > 0, falseAlarmRate < 0.5 else {
      throw ValidationError("--false-alarm-rate \(falseAlarmRate): give a rate above 0 and below 0.5.")
    }
    if let gsd, !(gsd > 0 && gsd < 1_000) { throw ValidationError("--gsd \(gsd): give metres above 0.") }
  }

  func run() throws {
    guard let output, paths.count == 2 else { return try detect(in: paths[0]) }
    let result = try PairDetection(options: shared.options(usualMemory: 512)).run(
      paths[0], paths[1], output: output, kind: kind ?? .any, falseAlarmRate: falseAlarmRate,
      gsd: gsd.map { Metres($0) })
    shared.finish(
      result.json,
      result.words + [
        "\(result.regions) \(result.regions == 1 ? "region" : "regions"), "
          + "\(JSONValue.fixed(100 * result.changedShare, places: 2)) % "
          + "of what both pictures show, at a false-alarm rate of \(falseAlarmRate).",
        "Results: \(output)",
      ])
  }

  private func detect(in path: String) throws {
    let store = try CaseStore.open(path)
    let found = try CaseRun(store, options: shared.options()).detect(falseAlarmRate: falseAlarmRate)
    var lines = found.stacks.map { stack in
      "Pixels of \(JSONValue.fixed(stack.gsd.magnitude, places: 1)) m: \(stack.why) "
        + "\(stack.regions) \(stack.regions == 1 ? "region" : "regions")."
    }
    lines.append("Regions: \(path)/\(CaseRun.regionsPath)")
    shared.finish(found.json, lines)
  }
}
