import ArgumentParser
import CaseStore
import Foundation
import Geodesy
import Monitoring
import Places
import Provenance
import Quantities

struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure anything by hand: an outline, or the thing at a point.",
    usage: """
      telltale measure CASE|IMAGE (--outline FILE | --at LON,LAT)
                              [--refine [--over FILE] [--since SCENE]]
                              [--scene SCENE] [--as NAME] [--gsd METRES]
      """,
    discussion: "A point is outlined on the case's clear scenes; an outline is measured as it was drawn.")

  @Argument(help: ArgumentHelp("Folder of a case, or a picture.", valueName: "case|image"))
  var path: String

  @Option(help: ArgumentHelp("GeoJSON polygon to measure.", valueName: "file"))
  var outline: String?

  @Flag(
    help: ArgumentHelp(
      "Take the outline as a rough sketch: move its sides to the edges that the pictures show.",
      discussion: "Tells length, width, direction and, by its shadow, height too."))
  var refine = false

  @Option(
    help: ArgumentHelp(
      "Sketch of another thing, with --refine: tells the ratio of the two areas.", valueName: "file"))
  var over: String?

  @Option(
    help: ArgumentHelp(
      "Earlier scene of the case, with --refine and --scene: tells how the area has grown.",
      discussion: "There the thing is looked for along the sketch of --over, or along the same sketch.",
      valueName: "scene"))
  var since: String?

  // Unconditional: the west of Greenwich begins with a dash.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Longitude and latitude of a point on the thing.", valueName: "lon,lat"))
  var at: String?

  @Option(
    help: ArgumentHelp(
      "Scene (id or file name) to measure on; of a case the last 12 clear ones else.", valueName: "scene"))
  var scene: String?

  @Option(
    name: .customLong("as"), parsing: .unconditional,
    help: ArgumentHelp("Name for what is measured.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("Size of a pixel on the ground, where a picture has no CRS.", valueName: "metres"))
  var gsd: Double?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard (outline == nil) != (at == nil) else { throw ValidationError("Give either --outline or --at.") }
    if refine, outline == nil { throw ValidationError("--refine is of --outline: give both.") }
    if over != nil, !refine { throw ValidationError("--over is of --refine: give both.") }
    if since != nil, !refine { throw ValidationError("--since is of --refine: give both.") }
    if since != nil, scene == nil { throw ValidationError("--since needs the later scene: name it by --scene.") }
    if refine, gsd != nil { throw ValidationError("--refine needs a picture with a CRS: leave --gsd out.") }
    if let gsd, !(gsd > 0 && gsd < 1_000) { throw ValidationError("--gsd \(gsd): give metres above 0.") }
  }

  func run() throws {
    let measuring = HandMeasuring(path: path, scene: scene, gsd: gsd.map { Metres($0) }, options: shared.options())
    let label = name ?? outline.map { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent } ?? "thing"
    let result: HandMeasure.Result
    if let outline, refine {
      result = try measuring.measure(sketchFile: outline, over: over, since: since, name: label)
    } else if let outline {
      result = try measuring.measure(outlineFile: outline, name: label)
    } else {
      result = try measuring.measure(at: try Measure.point(at ?? ""), name: label)
    }
    if let reason = result.unrecorded { Outcome.complain(Outcome.inert("not recorded: \(reason)")) }
    let area = result.area
    shared.finish(
      result.json,
      [
        "\(label): \(Int(area.value.magnitude.rounded())) m² "
          + "(90 % interval \(Int(area.low.magnitude.rounded())) to \(Int(area.high.magnitude.rounded())) m²), "
          + "by \(area.method)."
      ] + MeasureWords.lines(result))
  }

  private static func point(_ text: String) throws -> GeoPoint {
    let parts = text.split(separator: ",").map { Double($0.trimmingCharacters(in: .whitespaces)) }
    guard parts.count == 2, let longitude = parts[0], let latitude = parts[1], abs(longitude) <= 180,
      abs(latitude) <= 90
    else { throw ValidationError("--at \(text): give longitude,latitude in degrees.") }
    return GeoPoint(longitude: longitude, latitude: latitude)
  }
}
