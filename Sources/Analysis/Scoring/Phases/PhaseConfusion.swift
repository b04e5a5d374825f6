/// How often each phase of the truth was labelled as which.
enum PhaseConfusion {
  typealias Labels = [(truth: String, proposed: String)]

  /// Counts for the three phases of activity against all four; other labels do not count.
  static func table(_ labels: Labels) -> ScoreTable {
    let phases = SitePhase.counted
    var table = ScoreTable(columns: ["truth phase"] + phases.map(\.rawValue))
    for truth in phases.dropFirst() {
      let counts = phases.map { proposed in
        labels.count { $0.truth == truth.rawValue && $0.proposed == proposed.rawValue }
      }
      table.append([.text(truth.rawValue)] + counts.map { .count($0) })
    }
    return table
  }

  /// Phases whose F1 is given, as far as they occur.
  static func scored(_ labels: Labels) -> [SitePhase] {
    [.sitePreparation, .activeConstruction].filter { phase in
      labels.contains { $0.truth == phase.rawValue || $0.proposed == phase.rawValue }
    }
  }

  /// F1 of one phase against all others; 0 where it never occurs.
  static func f1(_ phase: SitePhase, _ labels: Labels) -> Double {
    let hits = labels.count { $0.truth == phase.rawValue && $0.proposed == phase.rawValue }
    let all = labels.count { $0.truth == phase.rawValue } + labels.count { $0.proposed == phase.rawValue }
    return all == 0 ? 0 : 2 * Double(hits) / Double(all)
  }

  static func f1Table(_ labels: Labels) -> ScoreTable {
    let phases = scored(labels)
    let values = phases.map { ScoreTable.Cell.number(ScoreTable.rounded(f1($0, labels), places: 4)) }
    return ScoreTable(columns: [""] + phases.map(\.rawValue), rows: [[.text("F1 score")] + values])
  }

  /// F1 of all labels together, and the mean of the sites' own.
  static func f1Table(ofAll pairs: [PhasePair]) -> ScoreTable {
    let labels = pairs.flatMap(\.labels)
    let micro = scored(labels)
    let phases = micro + [.sitePreparation, .activeConstruction].filter { !micro.contains($0) }
    let own = pairs.map { pair in (pair: pair, phases: scored(pair.labels)) }
    var table = ScoreTable(columns: [""] + phases.map(\.rawValue))
    table.append(
      [.text("F1 micro average")]
        + phases.map { micro.contains($0) ? .number(ScoreTable.rounded(f1($0, labels), places: 4)) : .empty })
    table.append(
      [.text("F1 macro average")]
        + phases.map { phase -> ScoreTable.Cell in
          // Of the rounded ones, as they are printed.
          let scores = own.filter { $0.phases.contains(phase) }
            .map { ScoreTable.rounded(f1(phase, $0.pair.labels), places: 4) }
          guard !scores.isEmpty else { return .empty }
          return .number(ScoreTable.rounded(scores.reduce(0, +) / Double(scores.count), places: 4))
        })
    return table
  }
}
