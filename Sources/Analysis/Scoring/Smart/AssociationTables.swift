/// Who found whom at one setting of the thresholds.
enum AssociationTables {
  private static let distances = [
    "min spatial distance", "central spatial distance", "max spatial distance", "min temporal distance",
    "central temporal distance", "max temporal distance",
  ]
  private static let noDistances = Array(repeating: ScoreTable.Cell.empty, count: 6)

  /// Each truth site with what found it.
  static func detections(_ outcome: SmartOutcome) -> ScoreTable {
    var table = ScoreTable(
      columns: [
        "site type", "truth site", "site area", "matched site models", "spatial overlap", "temporal iot",
        "temporal iop",
      ] + distances + ["site count", "association status", "associated", "color code", "model type"])
    for (truth, match) in outcome.matches {
      let (word, colour) = verdict(truth.status, isFound: match != nil)
      table.append(
        [
          .text(truth.status.rawValue), .text(truth.id), .number(truth.stack.area),
          match.map { .text($0.proposal.sites.joined(separator: ", ")) } ?? .empty, .init(match?.spatialOverlap),
          .init(match?.temporalOverTruth), .init(match?.temporalOverProposal),
        ] + noDistances + [
          .count(match?.proposal.sites.count ?? 0), .init(word), .flag(match != nil),
          colour.map { .count($0) } ?? .empty, .text("stack"),
        ])
    }
    return table
  }

  /// Pairs that meet and do not reach the thresholds.
  static func failures(_ outcome: SmartOutcome) -> ScoreTable {
    var table = ScoreTable(
      columns: ["site type", "truth site", "proposal site", "spatial overlap", "temporal iot", "temporal iop"]
        + distances + [
          "truth activity start date", "truth activity end date", "proposal activity start date",
          "proposal activity end date", "model type",
        ])
    let sorted = outcome.failed.sorted {
      $0.truth.id != $1.truth.id
        ? $0.truth.id.utf8.lexicographicallyPrecedes($1.truth.id.utf8)
        : $0.proposal.id.utf8.lexicographicallyPrecedes($1.proposal.id.utf8)
    }
    for pair in sorted {
      let activity = pair.proposal.activity
      table.append(
        [
          .text(pair.truth.status.rawValue), .text(pair.truth.id), .text(pair.proposal.id),
          .number(pair.spatialOverlap), .number(pair.temporalOverTruth), .number(pair.temporalOverProposal),
        ] + noDistances
          + [pair.truth.start, pair.truth.end, activity.start, activity.end].map { .init($0?.description) }
          + [.text("stack")])
    }
    return table
  }

  /// Each proposal with the truth sites that it found.
  static func proposals(_ outcome: SmartOutcome) -> ScoreTable {
    var table = ScoreTable(columns: [
      "site model", "site area", "matched truth sites", "site count", "association status", "associated", "color code",
    ])
    for (proposal, truths) in outcome.found {
      let (word, colour) = verdict(on: truths)
      let ids = truths.map(\.id).joined(separator: ", ")
      table.append([
        .text(proposal.id), .number(proposal.area), truths.isEmpty ? .empty : .text(ids), .count(truths.count),
        .text(word), .flag(!truths.isEmpty), .count(colour),
      ])
    }
    return table
  }

  /// How many proposals found sites of each status, and how many none.
  static func siteTypes(_ outcome: SmartOutcome) -> ScoreTable {
    var order: [String] = []
    var proposals: [String: Set<String>] = [:]
    for (truth, match) in outcome.matches {
      guard let match else { continue }
      if proposals[truth.status.rawValue] == nil { order.append(truth.status.rawValue) }
      proposals[truth.status.rawValue, default: []].formUnion(match.proposal.sites)
    }
    var table = ScoreTable(columns: ["site type", "proposed site count"])
    for status in order { table.append([.text(status), .count(proposals[status]?.count ?? 0)]) }
    let alarms = outcome.found.count { $0.truths.isEmpty }
    if alarms > 0 { table.append([.text("false alarm"), .count(alarms)]) }
    return table
  }

  /// The verdict on a truth site, and the number under which viewers colour it.
  private static func verdict(_ status: SiteStatus, isFound: Bool) -> (word: String?, colour: Int?) {
    if status.isPositive { return isFound ? ("tp", 2) : ("fn", 3) }
    if status.isNegative { return isFound ? ("fp", 5) : ("tn", 6) }
    if status == .positiveUnbounded { return ("0", isFound ? 8 : 9) }
    if status.isIgnored { return ("0", isFound ? 11 : 12) }
    return (nil, nil)
  }

  private static func verdict(on truths: [TruthSite]) -> (word: String, colour: Int) {
    let isRight = truths.contains { $0.status.isPositive }
    let isWrong = truths.contains { $0.status.isNegative }
    switch (isRight, isWrong) {
    case (true, true): return ("tpfp", 23)
    case (true, false): return ("tp", 24)
    case (false, true): return ("fp", 25)
    case (false, false): return truths.isEmpty ? ("fp", 22) : ("0", 26)
    }
  }
}
