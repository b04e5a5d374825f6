import ArgumentParser
import Changes
import Foundation
import Monitoring
import Provenance
import Quantities

extension PairChange.Kind: ExpressibleByArgument {}

struct Detect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What differs between two pictures: A before, B after; no case.",
    usage: "telltale detect A B -o OUT [--kind any|built] [--false-alarm-rate P] [--gsd METRES]")

  @Argument(help: ArgumentHelp("Picture before; results lie on its grid.", valueName: "a"))
  var before: String

  @Argument(help: ArgumentHelp("Picture after.", valueName: "b"))
  var after: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Folder for score.tif, change.tif, regions.geojson, look.png.", valueName: "out"))
  var output: String

  @Option(help: ArgumentHelp("Whatever differs (any), or what was built (built).", valueName: "any|built"))
  var kind: PairChange.Kind = .any

  @Option(help: ArgumentHelp("Share of unchanged pixels that may alarm.", valueName: "p"))
  var falseAlarmRate: Double = 1e-3

  @Option(help: ArgumentHelp("Size of a pixel on the ground, where a picture has no CRS.", valueName: "metres"))
  var gsd: Double?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    try SharedOptions.checkNamed(output, "--output")
    guard falseAlarmRate > 0, falseAlarmRate < 0.5 else {
      throw ValidationError("--false-alarm-rate \(falseAlarmRate): give a rate above 0 and below 0.5.")
    }
    if let gsd, !(gsd > 0 && gsd < 1_000) { throw ValidationError("--gsd \(gsd): give metres above 0.") }
  }

  func run() throws {
    let result = try PairDetection(options: shared.options()).run(
      before, after, output: output, kind: kind, falseAlarmRate: falseAlarmRate, gsd: gsd.map { Metres($0) })
    shared.finish(
      result.json,
      result.words + [
        "\(result.regions) regions, \(JSONValue.fixed(100 * result.changedShare, places: 2)) % "
          + "of what both pictures show, at a false-alarm rate of \(falseAlarmRate).",
        "Results: \(output)",
      ])
  }
}
