/// The phases of a truth site beside those of the proposal that found it.
struct PhasePair {
  let truthID: String
  let proposalID: String
  let predictedPhase: String?
  let predictedDay: CalendarDay?
  /// Label of the truth and of the proposal on each date of the truth, for each pair of their parts; dates of the
  /// truth without activity or with an unknown phase left out.
  let labels: [(truth: String, proposed: String)]
  /// On which dates of the truth all its parts are in one phase, by phase.
  let truthDays: [String: [CalendarDay]]
  /// On which of its dates the proposal is in a phase: finished only where all parts are and all sites have begun.
  let proposedDays: [String: [CalendarDay]]
  /// Whether parts of the truth are in different phases on any date: onsets are then not compared.
  let hasParts: Bool
  /// What the table of phases says of each date of either.
  let entries: [CalendarDay: String]
  /// Spans of days in one phase, as far as two looks enclose them.
  let truthSpans: [String: DaySet]
  let proposedSpans: [String: DaySet]

  var title: String { "site truth \(truthID) vs. site model \(proposalID)" }

  /// - Parameter starts: first day of each proposed site, by id.
  init(_ truth: TruthSite, _ proposal: Proposal, starts: [String: CalendarDay]) {
    truthID = truth.id
    proposalID = proposal.id
    predictedPhase = proposal.predictedPhase
    predictedDay = proposal.predictedDay
    var labels: [(truth: String, proposed: String)] = []
    var truthDays: [String: [CalendarDay]] = [:]
    var hasParts = false
    var entries: [CalendarDay: String] = [:]
    let skipped = [SitePhase.unknown.rawValue, SitePhase.noActivity.rawValue]
    for observation in truth.stack.observations {
      let own = Self.labels(observation.phase)
      let other = proposal.latest(on: observation.day)
      let theirs = Self.labels(other?.phase)
      if own.count > 1 { hasParts = true }
      for label in own where own.count == 1 { truthDays[label, default: []].append(observation.day) }
      for label in own.sorted() where !skipped.contains(label) {
        for proposed in theirs.sorted() { labels.append((label, proposed)) }
      }
      let entry = Self.entry(observation.phase)
      entries[observation.day] = own == theirs ? entry : "\(entry) vs. \(Self.entry(other?.phase))"
    }
    for observation in proposal.observations where entries[observation.day] == nil {
      entries[observation.day] = "n/a vs. \(Self.entry(observation.phase))"
    }
    self.labels = labels
    self.truthDays = truthDays
    self.hasParts = hasParts
    self.entries = entries
    proposedDays = Self.days(of: proposal, begunOn: proposal.sites.compactMap { starts[$0] }.max())
    truthSpans = Self.spans(truth.stack.observations)
    proposedSpans = Self.spans(proposal.observations)
  }

  private static func labels(_ phase: String?) -> Set<String> { phase.map { Set(SitePhase.labels(of: $0)) } ?? [] }

  /// Phases of several sites in the order of the alphabet.
  private static func entry(_ phase: String?) -> String {
    guard let phase else { return "n/a" }
    return phase.split(separator: "_", omittingEmptySubsequences: false).sorted().joined(separator: "_")
  }

  private static func days(of proposal: Proposal, begunOn: CalendarDay?) -> [String: [CalendarDay]] {
    var days: [String: [CalendarDay]] = [:]
    let done = SitePhase.postConstruction.rawValue
    for observation in proposal.observations {
      let labels = labels(observation.phase)
      let isDone = labels == [done] && begunOn.map { observation.day >= $0 } ?? true
      for label in labels where label != done || isDone { days[label, default: []].append(observation.day) }
    }
    return days
  }

  /// A run of equal phases reaches from its first look to its last; days between two looks of different phase are in
  /// none, and a run of one look that is the last counts for nothing.
  private static func spans(_ observations: [SiteStack.Observation]) -> [String: DaySet] {
    var spans: [String: DaySet] = [:]
    guard var first = observations.first else { return spans }
    for (index, observation) in observations.enumerated().dropFirst() {
      let isLast = index == observations.count - 1
      let isSame = observation.phase == first.phase
      if isSame && !isLast { continue }
      let end = isSame ? observation : observations[index - 1]
      let key = first.phase ?? "None"
      spans[key] = (spans[key] ?? DaySet()).union(DaySet(from: first.day, to: end.day))
      if !isSame { first = observation }
    }
    return spans
  }
}
