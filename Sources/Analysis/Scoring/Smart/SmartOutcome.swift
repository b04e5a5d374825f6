/// Which proposals found which truth sites at one setting of the thresholds.
struct SmartOutcome {
  let thresholds: SmartThresholds
  /// The association of each truth site, `nil` where it was missed; in the order of the truth sites.
  let matches: [(truth: TruthSite, match: SmartAssociation?)]
  /// Pairs that meet and do not reach the thresholds.
  let failed: [SmartAssociation]
  /// Truth sites that each proposal found, alone or with others; in the order of the proposals that count.
  let found: [(proposal: SiteStack, truths: [TruthSite])]
  /// Truth sites for which overlap over the truth alone was tried.
  private let triedOverTruth: Set<String>

  init(
    _ truths: [TruthSite], _ candidates: [SiteCandidates], proposals: [SiteStack], _ thresholds: SmartThresholds
  ) {
    self.thresholds = thresholds
    let kept = proposals.filter { $0.area * 1e6 >= thresholds.smallestArea && $0.score >= thresholds.lowestScore }
    let ids = Set(kept.map(\.id))
    var matches: [(truth: TruthSite, match: SmartAssociation?)] = []
    var failed: [SmartAssociation] = []
    var tried: Set<String> = []
    var owners: [String: [TruthSite]] = [:]
    for (truth, candidates) in zip(truths, candidates) {
      var best: SmartAssociation?
      for entry in candidates.entries where ids.isSuperset(of: entry.proposal.sites) {
        guard let association = SmartAssociation(truth, entry.proposal, entry.comparison, thresholds) else { continue }
        if association.usedOverTruth { tried.insert(truth.id) }
        guard association.isDetected else {
          failed.append(association)
          continue
        }
        if best.map({ association.isBetter(than: $0) }) ?? true { best = association }
      }
      matches.append((truth, best))
      for site in best?.proposal.sites ?? [] { owners[site, default: []].append(truth) }
    }
    self.matches = matches
    self.failed = failed
    triedOverTruth = tried
    found = kept.map { ($0, owners[$0.id] ?? []) }
  }
}

extension SmartOutcome {
  var truePositives: Int { matches.count { $0.match != nil && $0.truth.status.isPositive } }
  var falseNegatives: Int { matches.count { $0.match == nil && $0.truth.status.isPositive } }
  /// Negative sites that were found, and proposals that found nothing.
  var falsePositives: Int {
    matches.count { $0.match != nil && $0.truth.status.isNegative } + found.count { $0.truths.isEmpty }
  }

  /// Observations of the proposals that found something, joined ones as one, and of those that found nothing.
  var proposedObservations: Int {
    matches.reduce(0) { $0 + ($1.match?.proposal.observations.count ?? 0) }
      + found.filter(\.truths.isEmpty).reduce(0) { $0 + $1.proposal.observations.count }
  }

  /// How positive sites were found.
  struct Segmentation {
    /// By one proposal that found nothing else.
    var exact = 0
    /// By one that found other sites too; of these with overlap over union, and over the truth alone.
    var under = 0
    var underOverUnion = 0
    var underOverTruth = 0
    /// By several together.
    var over = 0
  }

  var segmentation: Segmentation {
    let counts = Dictionary(uniqueKeysWithValues: found.map { ($0.proposal.id, $0.truths.count) })
    var result = Segmentation()
    for (truth, match) in matches where truth.status.isPositive {
      guard let match else { continue }
      if match.proposal.sites.count > 1 {
        result.over += 1
      } else if counts[match.proposal.id] == 1 {
        result.exact += 1
      } else {
        result.under += 1
        if triedOverTruth.contains(truth.id) { result.underOverTruth += 1 } else { result.underOverUnion += 1 }
      }
    }
    return result
  }

  func figures(_ data: SmartData) -> Scoreboard.Figures {
    Scoreboard.Figures(
      thresholds: thresholds, truePositives: truePositives, falsePositives: falsePositives,
      falseNegatives: falseNegatives, parts: segmentation, truthFiles: data.truthFiles,
      truthObservations: data.truth.reduce(0) { $0 + $1.observations.count }, observations: proposedObservations)
  }
}
