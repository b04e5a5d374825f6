import ArgumentParser
import Foundation
import Monitoring
import Provenance
import Quantities

struct Count: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Count things by a detector of your own, in ONNX format: with intervals, never bare.",
    usage: """
      telltale count CASE|IMAGE --model FILE.onnx --model-info FILE.json
                            [--zone ID | --within FILE] [--scene SCENE]
                            [--at-least SCORE] [--boxes FILE] [--runtime FILE]
                            [--gsd METRES]
      """,
    discussion: """
      The card beside the model (--model-info) tells how its pixels are made, what its numbers mean, and how many
      things it found and missed where the truth is known. Detectors of persons are refused.
      """)

  @Argument(help: ArgumentHelp("Folder of a case, or a picture.", valueName: "case|image"))
  var path: String

  @Option(help: ArgumentHelp("The model, in ONNX format.", valueName: "file"))
  var model: String

  @Option(help: ArgumentHelp("The model's card, JSON.", valueName: "file"))
  var modelInfo: String

  @Option(help: ArgumentHelp("One of the case's zones; the site and all its zones else.", valueName: "id"))
  var zone: String?

  @Option(help: ArgumentHelp("GeoJSON polygons to count in.", valueName: "file"))
  var within: String?

  @Option(help: ArgumentHelp("Scene (id or file name) of the case; all else.", valueName: "scene"))
  var scene: String?

  @Option(
    help: ArgumentHelp(
      "Least score that counts: the next threshold of the card (default: its best balanced one).", valueName: "score"))
  var atLeast: Double?

  @Option(help: ArgumentHelp("Write the boxes there, as GeoJSON.", valueName: "file"))
  var boxes: String?

  @Option(
    help: ArgumentHelp("ONNX Runtime's shared library (default: TELLTALE_ONNXRUNTIME).", valueName: "file"))
  var runtime: String?

  @Option(help: ArgumentHelp("Size of a pixel on the ground, where a picture has no CRS.", valueName: "metres"))
  var gsd: Double?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if zone != nil, within != nil { throw ValidationError("Give --zone or --within, not both.") }
    if let atLeast, !(0...1).contains(atLeast) { throw ValidationError("--at-least \(atLeast): give 0 to 1.") }
    if let gsd, !(gsd > 0 && gsd < 1_000) { throw ValidationError("--gsd \(gsd): give metres above 0.") }
    if let boxes { try SharedOptions.checkNamed(boxes, "--boxes") }
  }

  func run() throws {
    var request = Counting.Request(path: path, model: model, card: modelInfo)
    request.runtime = runtime ?? ProcessInfo.processInfo.environment["TELLTALE_ONNXRUNTIME"]
    request.zone = zone
    request.within = within
    request.scene = scene
    request.atLeast = atLeast
    request.gsd = gsd.map { Metres($0) }
    let result = try Counting(request, options: shared.options()).count()
    if let boxes { try result.writeBoxes(to: boxes) }
    if let reason = result.unrecorded { Outcome.complain(Outcome.inert("not recorded: \(reason)")) }
    shared.finish(result.json, result.lines)
  }
}
