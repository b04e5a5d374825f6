import Provenance

/// How well things are followed through months, and their coming found: the SpaceNet change and object tracking score.
///
/// In each month of the truth footprints are matched one to one where they overlap by more than the threshold. A match
/// that gives a thing another partner than its last one is a swap, and counts as a false find and a miss. Change is the
/// first month of an id, those of the first month of all left out. Both are F1; the score is their F of beta 2.
/// - Source: [VanEtten2021].
package struct TrackScore: Sendable, Equatable {
  package struct Counts: Sendable, Equatable {
    package internal(set) var truePositives = 0
    package internal(set) var falsePositives = 0
    package internal(set) var falseNegatives = 0

    /// 0 where there is nothing to find and nothing was found.
    package var f1: Double {
      let all = 2 * truePositives + falsePositives + falseNegatives
      return all == 0 ? 0 : 2 * Double(truePositives) / Double(all)
    }
  }

  /// Months of the truth, in order.
  package private(set) var months: [String] = []
  /// Months that only the proposals have: nothing is known of them.
  package let monthsLeftOut: [String]
  /// Month by month, whatever the ids.
  package private(set) var footprints = Counts()
  /// The same with swaps.
  package private(set) var tracking = Counts()
  package private(set) var change = Counts()
  package private(set) var swaps = 0
  package let threshold: Double

  package static let beta = 2.0

  package var score: Double {
    let (change, tracking) = (change.f1, tracking.f1)
    let weight = Self.beta * Self.beta
    guard weight * change + tracking > 0 else { return 0 }
    return (1 + weight) * change * tracking / (weight * change + tracking)
  }

  /// - Throws: whatever is wrong with a file; `noFeatures` where the truth holds no footprint.
  package init(truth: String, proposals: String, threshold: Double, isPlane: Bool) throws(ScoringError) {
    let own = try MonthlyFootprints(truth, isPlane: isPlane)
    let theirs = try MonthlyFootprints(proposals, isPlane: isPlane)
    guard own.months.values.contains(where: { !$0.isEmpty }) else {
      throw ScoringError(
        .noFeatures, at: own.name, "The truth holds no footprint.", mend: "Name true footprints of some months.")
    }
    guard own.isPlane == theirs.isPlane || theirs.months.isEmpty else {
      throw ScoringError(
        .malformed, at: theirs.name, "One of the two is in degrees and the other in a plane.",
        mend: "Give both in one frame; --plane takes both as a plane's.")
    }
    self.threshold = threshold
    monthsLeftOut = theirs.months.keys.filter { own.months[$0] == nil }.sorted()
    var following = Following()
    for month in own.months.keys.sorted() {
      let (first, second) = (own.months[month] ?? [], theirs.months[month] ?? [])
      let pairs = try FootprintOverlaps.pairs(first, second, place: "\(theirs.name), \(month)") { $0 > threshold }
      let matches = PairMatching.best(first.count, second.count, pairs)
      footprints.truePositives += matches.count
      footprints.falsePositives += second.count - matches.count
      footprints.falseNegatives += first.count - matches.count
      let named = matches.map { (truth: first[$0.first].id, proposal: second[$0.second].id) }
      swaps += following.swaps(named)
      let counts = following.firstAppearances(
        named, truth: Set(first.map(\.id)), proposals: Set(second.map(\.id)), isFirst: months.isEmpty)
      change.truePositives += counts.truePositives
      change.falsePositives += counts.falsePositives
      change.falseNegatives += counts.falseNegatives
      months.append(month)
    }
    tracking.truePositives = footprints.truePositives - swaps
    tracking.falsePositives = footprints.falsePositives + swaps
    tracking.falseNegatives = footprints.falseNegatives + swaps
  }
}

extension TrackScore {
  /// What is known of the ids before a month.
  private struct Following {
    private var partnerOfTruth: [String: String] = [:]
    private var partnerOfProposal: [String: String] = [:]
    private var knownTruth: Set<String> = []
    private var knownProposals: Set<String> = []

    /// Matches of which either side was last matched with another.
    mutating func swaps(_ matches: [(truth: String, proposal: String)]) -> Int {
      let swaps = matches.count {
        (partnerOfTruth[$0.truth] ?? $0.proposal) != $0.proposal
          || (partnerOfProposal[$0.proposal] ?? $0.truth) != $0.truth
      }
      for match in matches {
        partnerOfTruth[match.truth] = match.proposal
        partnerOfProposal[match.proposal] = match.truth
      }
      return swaps
    }

    /// First appearances that were matched with one, proposed first appearances that were not, and true ones missed.
    mutating func firstAppearances(
      _ matches: [(truth: String, proposal: String)], truth: Set<String>, proposals: Set<String>, isFirst: Bool
    ) -> Counts {
      defer {
        knownTruth.formUnion(truth)
        knownProposals.formUnion(proposals)
      }
      guard !isFirst else { return Counts() }
      let newTruth = truth.subtracting(knownTruth)
      let newProposals = proposals.subtracting(knownProposals)
      var counts = Counts()
      counts.truePositives = matches.count { newTruth.contains($0.truth) && newProposals.contains($0.proposal) }
      counts.falsePositives = newProposals.count - counts.truePositives
      counts.falseNegatives = newTruth.count - counts.truePositives
      return counts
    }
  }
}

extension TrackScore {
  package var json: JSONValue {
    [
      "score": .number(score), "beta": .number(Self.beta), "iou": .number(threshold),
      "tracking": Self.json(tracking, ["swaps": .integer(swaps)]), "change": Self.json(change, []),
      "footprints": Self.json(footprints, []), "months": .array(months.map { .string($0) }),
      "monthsLeftOut": .array(monthsLeftOut.map { .string($0) }),
    ]
  }

  private static func json(_ counts: Counts, _ more: JSONValue) -> JSONValue {
    .object(
      [
        JSONValue.Member("f1", .number(counts.f1)), .init("truePositives", .integer(counts.truePositives)),
        .init("falsePositives", .integer(counts.falsePositives)),
        .init("falseNegatives", .integer(counts.falseNegatives)),
      ] + (more.members ?? []))
  }
}
