/// Tables of how well phases were told, for the truth sites that have phases and were found.
enum PhaseTables {
  private static let phases = Array(SitePhase.counted.dropFirst())

  /// The tables by the name of their file, without the ending; none where no such site was found.
  static func all(_ pairs: [PhasePair]) -> [(name: String, table: ScoreTable)] {
    guard !pairs.isEmpty else { return [] }
    var tables: [(name: String, table: ScoreTable)] = []
    var classified = TemporalErrorTable()
    var predicted = TemporalErrorTable()
    for pair in pairs {
      var ownClassified = TemporalErrorTable()
      var ownPredicted = TemporalErrorTable()
      for phase in phases {
        add(pair, phase, &classified, &predicted)
        add(pair, phase, &ownClassified, &ownPredicted)
      }
      tables += [
        ("ac_confusion_matrix_\(pair.truthID)", PhaseConfusion.table(pair.labels)),
        ("ac_f1_\(pair.truthID)", PhaseConfusion.f1Table(pair.labels)),
        ("ac_temporal_error_\(pair.truthID)", ownClassified.table),
        ("ap_temporal_error_\(pair.truthID)", ownPredicted.table),
      ]
    }
    return tables + [
      ("ac_confusion_matrix_all_sites", PhaseConfusion.table(pairs.flatMap(\.labels))),
      ("ac_f1_all_sites", PhaseConfusion.f1Table(ofAll: pairs)), ("ac_temporal_error", classified.table),
      ("ap_temporal_error", predicted.table), ("ac_phase_table", phaseTable(pairs)), ("ac_tiou", overlapTable(pairs)),
    ]
  }

  private static func add(
    _ pair: PhasePair, _ phase: SitePhase, _ classified: inout TemporalErrorTable,
    _ predicted: inout TemporalErrorTable
  ) {
    guard !pair.hasParts, let onset = pair.truthDays[phase.rawValue]?.min() else {
      classified.addMissingTruth(phase)
      predicted.addMissingTruth(phase)
      return
    }
    if let error = TemporalError(phase, in: pair) {
      classified.add(error, to: phase)
    } else {
      classified.addMissingProposal(phase)
    }
    if let day = pair.predictedDay, pair.predictedPhase == phase.rawValue {
      predicted.add(TemporalError(days: day.number - onset.number), to: phase)
    } else {
      predicted.addMissingProposal(phase)
    }
  }

  /// A row for each date: what the truth is, and what the proposal where it differs.
  private static func phaseTable(_ pairs: [PhasePair]) -> ScoreTable {
    let sorted = pairs.prefix(1) + pairs.dropFirst().sorted { $0.title.utf8.lexicographicallyPrecedes($1.title.utf8) }
    var table = ScoreTable(columns: ["date"] + sorted.map(\.title))
    for day in Set(pairs.flatMap(\.entries.keys)).sorted() {
      table.append([.text(day.description)] + sorted.map { .init($0.entries[day]) })
    }
    return table
  }

  /// Days in each phase of both over those of either.
  private static func overlapTable(_ pairs: [PhasePair]) -> ScoreTable {
    var order: [SitePhase] = []
    var rows: [[SitePhase: Double]] = []
    for pair in pairs {
      var row: [SitePhase: Double] = [:]
      for phase in phases {
        let own = pair.truthSpans[phase.rawValue] ?? DaySet()
        let theirs = pair.proposedSpans[phase.rawValue] ?? DaySet()
        if own.isEmpty && theirs.isEmpty { continue }
        let shared = own.sharedCount(with: theirs)
        row[phase] = Double(shared) / Double(own.count + theirs.count - shared)
        if !order.contains(phase) { order.append(phase) }
      }
      rows.append(row)
    }
    var table = ScoreTable(columns: [""] + order.map(\.rawValue))
    for (pair, row) in zip(pairs, rows) { table.append([.text(pair.title)] + order.map { .init(row[$0]) }) }
    return table
  }
}
