import ArgumentParser
import Provenance
import Scoring

struct ScoreScot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scot",
    abstract: "Footprints followed through months: SpaceNet's SCOT.",
    usage: "telltale score scot --truth PATH --proposals PATH [--iou V] [--plane]",
    discussion: """
      PATH is a folder with one GeoJSON file a month (2018_01 or 2018-01 in its
      name), or one file whose features have a month (YYYY-MM) or date. Each
      footprint has an Id or id that stays the same through the months.
      """)

  @Option(help: ArgumentHelp("True footprints.", valueName: "path"))
  var truth: String

  @Option(help: ArgumentHelp("Proposed footprints.", valueName: "path"))
  var proposals: String

  @OptionGroup var footprints: FootprintOptions

  @OptionGroup var shared: SharedOptions

  static let usualOverlap = 0.25

  func validate() throws {
    try SharedOptions.checkNamed(truth, "--truth")
    try SharedOptions.checkNamed(proposals, "--proposals")
  }

  func run() throws {
    let score = try TrackScore(
      truth: truth, proposals: proposals, threshold: footprints.iou ?? Self.usualOverlap, isPlane: footprints.plane)
    let figure = { (value: Double) in JSONValue.fixed(value, places: 4) }
    var lines = [
      "SCOT \(figure(score.score)) over \(score.months.count) \(score.months.count == 1 ? "month" : "months"), footprints "
        + "matched where they overlap by more than \(figure(score.threshold)).",
      "Tracking \(figure(score.tracking.f1)), with \(score.swaps) \(score.swaps == 1 ? "swap" : "swaps") of identity; "
        + "month by month, whatever the ids, F1 is \(figure(score.footprints.f1)).",
      "Change \(figure(score.change.f1)): \(score.change.truePositives) first appearances found, "
        + "\(score.change.falseNegatives) missed, \(score.change.falsePositives) false.",
    ]
    if !score.monthsLeftOut.isEmpty {
      lines.append("Left out, as the truth has none of them: \(score.monthsLeftOut.joined(separator: ", ")).")
    }
    shared.finish(score.json, lines)
  }
}
