/// The table of all settings of the thresholds, and that of F scores.
enum Scoreboard {
  static let thresholdColumns = [
    "tau", "rho", "temporal iop", "temporal iot", "transient temporal iop", "transient temporal iot",
    "min proposal area", "min proposal confidence score",
  ]
  /// Of scoring by points; elsewhere they stay at what they are when nothing is asked for.
  private static let distanceColumns = [
    "min spatial distance threshold", "central spatial distance threshold", "max spatial distance threshold",
    "min temporal distance threshold", "central temporal distance threshold", "max temporal distance threshold",
  ]
  static let columns =
    [
      "tp sites", "tp exact", "tp under", "tp under (IoU)", "tp under (IoT)", "tp over", "fp sites", "fp area", "ffpa",
      "proposal area", "fpa", "fn sites", "truth annotations", "truth sites", "proposed annotations",
      "confident proposals", "proposed sites", "total sites", "truth slices", "proposed slices", "precision",
      "recall (PD)", "F1",
    ] + thresholdColumns + distanceColumns + ["region", "spatial FAR", "temporal FAR", "images FAR"]
  static let fScoreColumns =
    [
      "precision", "recall (PD)", "f_0.33", "f_0.5", "f_1", "f_2", "f_3", "tau", "rho", "min proposal area",
      "min proposal confidence score", "temporal iop", "temporal iot", "transient temporal iop",
      "transient temporal iot",
    ] + distanceColumns + ["region"]

  /// What a row says, however truth was told.
  struct Figures {
    let thresholds: SmartThresholds
    let truePositives: Int
    let falsePositives: Int
    let falseNegatives: Int
    let parts: SmartOutcome.Segmentation
    let truthFiles: Int
    let truthObservations: Int
    let observations: Int

    var precision: Double { truePositives == 0 ? 0 : Double(truePositives) / Double(truePositives + falsePositives) }
    var recall: Double { truePositives == 0 ? 0 : Double(truePositives) / Double(truePositives + falseNegatives) }
    var f1: Double {
      guard truePositives > 0 else { return 0 }
      return Double(truePositives) / (Double(truePositives) + 0.5 * Double(falsePositives + falseNegatives))
    }
  }

  static func row(_ figures: Figures, _ areas: SmartAreas, _ data: SmartData) -> [ScoreTable.Cell] {
    let (tp, fp, fn) = (figures.truePositives, figures.falsePositives, figures.falseNegatives)
    let parts = figures.parts
    let confident = data.proposals.count { $0.score >= figures.thresholds.lowestScore }
    var row: [ScoreTable.Cell] = [
      tp, parts.exact, parts.under, parts.underOverUnion, parts.underOverTruth, parts.over, fp,
    ].map { .count($0) }
    row += [share(areas.falseAlarm), .number(areas.falseAlarmShare)]
    row += [areas.isEmpty ? .count(0) : share(areas.proposed), .number(areas.proposedShare)]
    row += [
      fn, figures.truthFiles, tp + fn, data.proposalFiles, confident, tp + fp, tp + fp + fn, figures.truthObservations,
      figures.observations,
    ].map { .count($0) }
    row += [figures.precision, figures.recall, figures.f1].map { tp == 0 ? .count(0) : share($0) }
    row += thresholds(figures.thresholds) + distances(figures.thresholds) + [.text(data.region.id)]
    row += [Double(fp) / data.region.area, Double(fp) / Double(data.region.days)].map { share($0) }
    row.append(figures.observations == 0 ? .count(0) : share(Double(fp) / Double(figures.observations)))
    return row
  }

  static func fScoreRow(_ figures: Figures, _ data: SmartData) -> [ScoreTable.Cell] {
    let (precision, recall) = (figures.precision, figures.recall)
    let isNone = figures.truePositives == 0
    var row: [ScoreTable.Cell] = [precision, recall].map { isNone ? .count(0) : share($0) }
    row += [1.0 / 3, 0.5, 1, 2, 3].map { beta in
      isNone
        ? .count(0)
        : share((1 + beta * beta) * ((precision * recall) / (beta * beta * precision + recall)))
    }
    let cells = thresholds(figures.thresholds)
    return row + cells[..<2] + cells[6...] + cells[2..<6] + distances(figures.thresholds) + [.text(data.region.id)]
  }

  private static func share(_ value: Double?) -> ScoreTable.Cell {
    value.map { .number(ScoreTable.rounded($0, places: 4)) } ?? .count(0)
  }

  private static func thresholds(_ thresholds: SmartThresholds) -> [ScoreTable.Cell] {
    [
      thresholds.tau, thresholds.rho, thresholds.temporalOverProposal, thresholds.temporalOverTruth,
      thresholds.transientOverProposal, thresholds.transientOverTruth, thresholds.smallestArea,
      thresholds.lowestScore,
    ].map { .number($0) }
  }

  private static func distances(_ thresholds: SmartThresholds) -> [ScoreTable.Cell] {
    [
      thresholds.nearestMetres, thresholds.centralMetres, thresholds.farthestMetres, thresholds.nearestDays,
      thresholds.centralDays, thresholds.farthestDays,
    ].map { $0.map { .count($0) } ?? .empty }
  }
}
