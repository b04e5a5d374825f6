import ArgumentParser
import CaseStore
import Foundation
import Monitoring
import Places

struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The whole way from pictures to a report; run again, only what is new is done.",
    usage: """
      telltale watch SITE IMAGERY ... -o CASE [--dem FILE | --height METRES]
                            [--no-absence]
      """)

  @Argument(help: ArgumentHelp("GeoJSON with the polygon to watch.", valueName: "site"))
  var site: String

  @Argument(help: ArgumentHelp("Picture files, folders of them, STAC items.", valueName: "imagery"))
  var imagery: [String] = []

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Folder of the case; made where it does not exist.", valueName: "case"))
  var output: String

  @Option(help: ArgumentHelp("Scene (id or file name) that the others are aligned to.", valueName: "scene"))
  var reference: String?

  @Option(help: ArgumentHelp("truth.geojson of a simulation, set beside what was measured.", valueName: "file"))
  var truth: String?

  @Flag(
    name: .customLong("no-absence"),
    help: ArgumentHelp(
      "Do not tell what is absent.",
      discussion: "No finding rests on it, and it takes as long as finding them; a later run without this tells it."))
  var withoutAbsence = false

  @OptionGroup var heights: HeightOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws { try SharedOptions.checkNamed(output, "--output") }

  func run() throws {
    let store = try CaseStore.openOrCreate(output, sites: try SiteFile.read(site))
    var options = shared.options(reference: reference)
    options.heights = heights.choice
    options.tellsAbsence = !withoutAbsence
    let summary = try CaseRun(store, options: options).watch(imagery, truth: truth)
    shared.finish(summary.json, Told.lines(summary, casePath: output))
  }
}

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a case's report again, for instance after `mark`.", usage: "telltale report CASE [--truth FILE]")

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Option(help: ArgumentHelp("truth.geojson of a simulation, set beside what was measured.", valueName: "file"))
  var truth: String?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let store = try CaseStore.open(path)
    let summary = try CaseRun(store, options: shared.options()).watch([], truth: truth, always: true)
    shared.finish(summary.json, Told.lines(summary, casePath: path))
  }
}

/// A run's outcome in a few lines for people.
enum Told {
  static func lines(_ summary: RunSummary, casePath: String) -> [String] {
    var lines = [
      "\(summary.used) scenes used, \(summary.excluded.count) left out, "
        + "\(summary.features) \(summary.features == 1 ? "change" : "changes") found."
    ]
    for item in summary.excluded.prefix(10) {
      lines.append("  left out: \(item.file) (\(item.code.rawValue)): \(item.reason)")
    }
    if summary.excluded.count > 10 {
      lines.append("  … and \(summary.excluded.count - 10) more; the report lists all.")
    }
    lines.append("Report: \(URL(fileURLWithPath: casePath).appendingPathComponent(summary.report).relativePath)")
    return lines
  }
}
