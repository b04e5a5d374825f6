/// A truth site beside one proposal at one setting of the thresholds.
struct SmartAssociation {
  let truth: TruthSite
  let proposal: Proposal
  /// Share of the truth's dates with enough overlap.
  let spatialOverlap: Double
  let temporalOverTruth: Double
  let temporalOverProposal: Double
  /// Whether overlap over the truth alone had to be tried.
  let usedOverTruth: Bool
  let isDetected: Bool

  /// `nil` where one of them has no day of activity, or the truth no date to compare.
  init?(
    _ truth: TruthSite, _ proposal: Proposal, _ comparison: SiteComparison, _ thresholds: SmartThresholds
  ) {
    let theirs = proposal.activity.days
    guard !truth.days.isEmpty, !theirs.isEmpty, !comparison.rows.isEmpty else { return nil }
    self.truth = truth
    self.proposal = proposal
    temporalOverTruth =
      truth.surely.isEmpty ? 0 : Double(truth.surely.sharedCount(with: theirs)) / Double(truth.surely.count)
    temporalOverProposal = Double(truth.possibly.sharedCount(with: theirs)) / Double(theirs.count)
    if truth.status.isIgnored {
      spatialOverlap = comparison.shareOverProposal(thresholds.tau)
      usedOverTruth = false
    } else {
      let overUnion = comparison.shareOverUnion(thresholds.tau)
      usedOverTruth = overUnion < thresholds.rho
      spatialOverlap = usedOverTruth ? comparison.shareOverTruth(thresholds.tau) : overUnion
    }
    let isTransient = truth.status.isTransient
    let leastProposal = isTransient ? thresholds.transientOverProposal : thresholds.temporalOverProposal
    let leastTruth = isTransient ? thresholds.transientOverTruth : thresholds.temporalOverTruth
    isDetected =
      spatialOverlap >= thresholds.rho && temporalOverProposal >= leastProposal
      && (truth.status.isIgnored || temporalOverTruth >= leastTruth)
  }

  /// Whether this one is taken before `other`: more sites joined, then more overlap, then the later id.
  func isBetter(than other: SmartAssociation) -> Bool {
    if proposal.sites.count != other.proposal.sites.count { return proposal.sites.count > other.proposal.sites.count }
    if spatialOverlap != other.spatialOverlap { return spatialOverlap > other.spatialOverlap }
    return other.proposal.id.utf8.lexicographicallyPrecedes(proposal.id.utf8)
  }
}
