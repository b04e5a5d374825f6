import ArgumentParser
import Provenance
import Scoring

struct ScoreF1: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "f1",
    abstract: "Objects of one GeoJSON file beside those of another, one to one.",
    usage: "telltale score f1 --truth FILE --proposals FILE [--iou V] [--plane]",
    discussion: """
      Matched so that as many pairs as can be overlap by --iou or more, and of such
      matchings the one with the greatest sum of overlaps.
      """)

  @Option(help: ArgumentHelp("True objects, GeoJSON.", valueName: "file"))
  var truth: String

  @Option(help: ArgumentHelp("Proposed objects, GeoJSON.", valueName: "file"))
  var proposals: String

  @OptionGroup var footprints: FootprintOptions

  @OptionGroup var shared: SharedOptions

  static let usualOverlap = 0.5

  func validate() throws {
    try SharedOptions.checkNamed(truth, "--truth")
    try SharedOptions.checkNamed(proposals, "--proposals")
  }

  func run() throws {
    let score = try ObjectScore(
      truth: truth, proposals: proposals, threshold: footprints.iou ?? Self.usualOverlap, isPlane: footprints.plane)
    let figure = { (value: Double) in JSONValue.fixed(value, places: 4) }
    shared.finish(
      score.json,
      [
        "F1 \(figure(score.f1)) at overlap \(figure(score.threshold)): precision \(figure(score.precision)), recall "
          + "\(figure(score.recall)).",
        "\(score.matches.count) of \(score.truthCount) true objects matched one to one by \(score.proposalCount) proposed"
          + (score.meanOverlap.map { ", mean overlap of the matched \(figure($0))." } ?? "."),
      ])
  }
}
