/// A truth site beside a proposal, date by date.
struct SiteComparison {
  /// Overlap of the truth on one day with the latest of the proposal.
  struct Row {
    let day: CalendarDay
    let overUnion: Double
    let overTruth: Double
    let overProposal: Double
  }

  /// In order of day, one for each day; looks without activity, and those after the first at finished works, left out.
  let rows: [Row]

  init(_ truth: SiteStack, _ proposal: Proposal, shapes: ShapeStore) throws(ScoringError) {
    var best: [CalendarDay: (row: Row, source: String?)] = [:]
    var isDone = false
    for observation in truth.observations {
      if observation.phase == SitePhase.noActivity.rawValue { continue }
      if observation.phase == SitePhase.postConstruction.rawValue {
        if isDone { continue }
        isDone = true
      }
      let row = try Self.row(observation, proposal.latest(on: observation.day), shapes)
      if let known = best[observation.day], !Self.isBetter((row, observation.source), than: known) { continue }
      best[observation.day] = (row, observation.source)
    }
    rows = best.values.map(\.row).sorted { $0.day < $1.day }
  }

  /// Of several looks on one day the one that overlaps most counts; then the source decides, none being last.
  private static func isBetter(
    _ one: (row: Row, source: String?), than other: (row: Row, source: String?)
  ) -> Bool {
    if one.row.overUnion != other.row.overUnion { return one.row.overUnion > other.row.overUnion }
    guard let known = other.source else { return one.source == nil }
    guard let source = one.source else { return true }
    return !source.utf8.lexicographicallyPrecedes(known.utf8)
  }

  private static func row(
    _ truth: SiteStack.Observation, _ proposal: SiteStack.Observation?, _ shapes: ShapeStore
  ) throws(ScoringError) -> Row {
    guard let proposal else { return Row(day: truth.day, overUnion: 0, overTruth: 0, overProposal: 0) }
    let overlap = try shapes.overlap(truth.shape, proposal.shape)
    guard overlap.intersection > 0 else { return Row(day: truth.day, overUnion: 0, overTruth: 0, overProposal: 0) }
    return Row(
      day: truth.day, overUnion: overlap.intersection / overlap.union,
      overTruth: overlap.intersection / shapes.area(truth.shape),
      overProposal: overlap.intersection / shapes.area(proposal.shape))
  }

  /// Share of the dates on which the proposal overlaps enough, 0 … 1.
  func shareOverUnion(_ tau: Double) -> Double { share(rows) { $0.overUnion >= tau } }
  func shareOverTruth(_ tau: Double) -> Double { share(rows) { $0.overTruth >= tau } }

  /// The same by overlap over the proposal, on the first and the last date alone.
  func shareOverProposal(_ tau: Double) -> Double {
    share(Array(rows.prefix(1) + rows.suffix(1))) { $0.overProposal >= tau }
  }

  private func share(_ rows: [Row], _ isEnough: (Row) -> Bool) -> Double {
    rows.isEmpty ? 0 : Double(rows.count(where: isEnough)) / Double(rows.count)
  }
}
