import ArgumentParser
import CaseStore
import Catalogue
import Foundation
import Monitoring

struct Prepare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Align, mask and normalise a case's scenes, and show what each is good for.",
    usage: """
      telltale prepare CASE [--reference SCENE] [--control CSV]
                              [--masks FOLDER] [--dem FILE | --height METRES]
      """,
    discussion: "The contact sheet lies in CASE/\(CaseRun.sheetPath).")

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Option(help: ArgumentHelp("Scene (id or file name) that the others are aligned to.", valueName: "scene"))
  var reference: String?

  @Option(
    help: ArgumentHelp(
      "Known places in the reference scene: CSV of column,row,longitude,latitude; none takes them away.",
      valueName: "csv"))
  var control: String?

  @Option(
    help: ArgumentHelp(
      "Write a GeoTIFF a scene: 0 seen, else the place of the reason in the list.", valueName: "folder"))
  var masks: String?

  @OptionGroup var heights: HeightOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    try SharedOptions.checkNamed(path, "<case>")
    if let masks { try SharedOptions.checkNamed(masks, "--masks") }
  }

  func run() throws {
    let store = try CaseStore.open(path)
    var options = shared.options(reference: reference)
    options.heights = heights.choice
    if let control { options.control = control == "none" ? [] : try ControlPointTable.read(control) }
    let preparation = try CaseRun(store, options: options).prepare(masks: masks)
    var lines = StackTable.lines(preparation.state)
    lines += preparation.sheets.map { "Contact sheet: \(path)/\($0)" }
    shared.finish(preparation.state.json, lines)
    if let refusal = preparation.refusal {
      Outcome.complain(Outcome.inert("error: \(refusal)"))
      throw ExitCode(1)
    }
  }
}
