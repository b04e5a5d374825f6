/// Errors of onset for each phase, over one site or all.
struct TemporalErrorTable {
  private struct Column {
    var errors: [TemporalError] = []
    var missingProposals = 0
    var missingTruth = 0
  }

  private var columns: [SitePhase: Column] = [:]
  /// Phases in the order in which an error first came.
  private var order: [SitePhase] = []

  mutating func add(_ error: TemporalError, to phase: SitePhase) {
    if columns[phase]?.errors.isEmpty ?? true { order.append(phase) }
    columns[phase, default: Column()].errors.append(error)
  }
  mutating func addMissingProposal(_ phase: SitePhase) { columns[phase, default: Column()].missingProposals += 1 }
  mutating func addMissingTruth(_ phase: SitePhase) { columns[phase, default: Column()].missingTruth += 1 }

  /// A row for each figure, a column for each phase with an error; without any a table of nothing.
  var table: ScoreTable {
    guard !order.isEmpty else { return ScoreTable(columns: [""]) }
    let figures = order.map { Self.figures(columns[$0] ?? Column()) }
    var table = ScoreTable(columns: [""] + order.map(\.rawValue))
    for (index, name) in Self.names.enumerated() { table.append([.text(name)] + figures.map { .init($0[index]) }) }
    return table
  }

  private static let names =
    [
      ("worst mean days", "worst std days"), ("mean days", "std days"), ("best mean days", "best std days"),
    ].flatMap { mean, spread in
      [
        "\(mean) (all detections)", "\(spread) (all)", "\(mean) (absolute value of all detections)",
        "\(spread) (abs val of all)",
      ]
    } + [
      "mean days (early detections)", "std days (early)", "mean days (late detections)", "std days (late)",
      "all detections", "early", "late", "perfect", "missing proposals", "missing truth sites",
    ]

  private static func figures(_ column: Column) -> [Double?] {
    let days = column.errors.map(\.days)
    let (early, late) = (days.filter { $0 < 0 }, days.filter { $0 > 0 })
    let lists = [column.errors.compactMap(\.worst), days, column.errors.compactMap(\.best)]
    let spreads = lists.flatMap { meanAndSpread($0) + meanAndSpread($0.map(abs)) }
    let counts = [
      days.count, early.count, late.count, days.count - early.count - late.count, column.missingProposals,
      column.missingTruth,
    ]
    return spreads + meanAndSpread(early) + meanAndSpread(late) + counts.map { Double($0) }
  }

  /// Mean and standard deviation about it, to a tenth; nothing of nothing.
  private static func meanAndSpread(_ days: [Int]) -> [Double?] {
    guard !days.isEmpty else { return [nil, nil] }
    let count = Double(days.count)
    let mean = Double(days.reduce(0, +)) / count
    let variance = days.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
    return [mean, variance.squareRoot()].map { ScoreTable.rounded($0, places: 1) }
  }
}
