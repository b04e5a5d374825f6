/// The proposals that could be a truth site: each that meets it, and several taken together.
struct SiteCandidates {
  let truth: SiteStack
  private(set) var entries: [(proposal: Proposal, comparison: SiteComparison)]

  /// All proposals that meet the site are joined; then one after the other is taken away, the one that overlaps on the
  /// fewest dates first, so that a site drawn in pieces is found with as many of them as belong to it.
  ///
  /// - Parameter lowestScores: confidences from which on proposals are to be tried.
  init(
    _ truth: SiteStack, among proposals: [SiteStack], lowestScores: [Double], shapes: ShapeStore
  ) throws(ScoringError) {
    self.truth = truth
    var near: [SiteStack] = []
    for stack in proposals where try Self.meets(truth, stack, shapes) { near.append(stack) }
    guard near.count <= Self.largestCount else {
      throw ScoringError(
        .tooLarge, at: truth.id, "\(near.count) proposals meet the site; \(Self.largestCount) is the limit.",
        mend: "Join proposals that belong to one site before they are scored.")
    }
    var entries: [String: (proposal: Proposal, comparison: SiteComparison)] = [:]
    var order: [String] = []
    func compare(_ stacks: [SiteStack]) throws(ScoringError) -> SiteComparison {
      let id = Proposal.id(of: stacks)
      if let known = entries[id] { return known.comparison }
      let proposal = stacks.count == 1 ? Proposal(stacks[0]) : try Proposal(joining: stacks, for: truth, shapes: shapes)
      let comparison = try SiteComparison(truth, proposal, shapes: shapes)
      entries[id] = (proposal, comparison)
      order.append(id)
      return comparison
    }
    for lowest in lowestScores {
      let stacks = near.filter { $0.score >= lowest }
      guard !stacks.isEmpty else { continue }
      let joined = try compare(stacks)
      if stacks.count == 1 || joined.shareOverUnion(1) >= 1 { continue }
      var ranked: [(stack: SiteStack, share: Double)] = []
      for stack in stacks { ranked.append((stack, try compare([stack]).shareOverUnion(1))) }
      ranked.sort {
        $0.share != $1.share ? $0.share < $1.share : $0.stack.id.utf8.lexicographicallyPrecedes($1.stack.id.utf8)
      }
      for first in ranked.indices.dropFirst() { _ = try compare(ranked[first...].map(\.stack)) }
    }
    self.entries = order.compactMap { entries[$0] }
  }

  /// Of proposals taken together for several sites, those of the first site stand for all: only how many observations
  /// they have differs, and the public scorer counts them so.
  mutating func share(_ known: inout [String: Proposal]) {
    for (index, entry) in entries.enumerated() where entry.proposal.sites.count > 1 {
      if let first = known[entry.proposal.id] {
        entries[index].proposal = first
      } else {
        known[entry.proposal.id] = entry.proposal
      }
    }
  }

  /// Taking so many together and away again lasts a minute or two; the time grows with the square of their number.
  static let largestCount = 500

  /// Whether any outline of the one touches any of the other, whatever their days, and their dates overlap.
  private static func meets(
    _ truth: SiteStack, _ proposal: SiteStack, _ shapes: ShapeStore
  ) throws(ScoringError) -> Bool {
    let known = truth.activity.start.flatMap { start in truth.activity.end.map { (start, $0) } }
    let (start, end) = known ?? (truth.start, truth.end)
    guard proposal.start <= end, proposal.end >= start else { return false }
    let theirs = Set(proposal.observations.map(\.shape)).sorted()
    for own in Set(truth.observations.map(\.shape)).sorted() {
      for other in theirs where try shapes.meet(own, other) { return true }
    }
    return false
  }
}
