import Provenance

/// Proposed footprints beside true ones, one to one.
package struct ObjectScore: Sendable {
  package struct Match: Sendable, Equatable {
    package let truth: String
    package let proposal: String
    /// Intersection over union.
    package let overlap: Double
  }

  package let matches: [Match]
  package let truthCount: Int
  package let proposalCount: Int
  package let threshold: Double

  /// Matched so that as many pairs as can be overlap by `threshold` or more, and of such matchings the one with the
  /// greatest sum of overlaps.
  /// - Throws: whatever is wrong with a file; `noFeatures` where the truth is empty.
  package init(truth: String, proposals: String, threshold: Double, isPlane: Bool) throws(ScoringError) {
    let files = [
      try FootprintFile(truth, isPlane: isPlane), try FootprintFile(proposals, isPlane: isPlane),
    ]
    try FootprintFile.checkFrames(files)
    let first = try Self.footprints(files[0])
    let second = try Self.footprints(files[1])
    guard !first.isEmpty else {
      throw ScoringError(
        .noFeatures, at: files[0].name, "The truth holds no footprint.", mend: "Name a file with true footprints.")
    }
    let pairs = try FootprintOverlaps.pairs(first, second, place: files[1].name) { $0 >= threshold }
    matches = PairMatching.best(first.count, second.count, pairs).map {
      Match(truth: first[$0.first].id, proposal: second[$0.second].id, overlap: $0.overlap)
    }
    truthCount = first.count
    proposalCount = second.count
    self.threshold = threshold
  }

  private static func footprints(_ file: FootprintFile) throws(ScoringError) -> [Footprint] {
    var footprints: [Footprint] = []
    var seen: Set<String> = []
    for (index, feature) in file.features.enumerated() {
      let id = try file.id(of: feature)
      if let id, !seen.insert(id).inserted {
        throw ScoringError(
          .duplicateID, at: feature.place, "The id \(id) stands twice in the file.",
          mend: "Give each footprint its own.")
      }
      footprints.append(try file.footprint(feature, id: id ?? String(index + 1)))
    }
    return footprints
  }
}

extension ObjectScore {
  package var precision: Double { proposalCount == 0 ? 0 : Double(matches.count) / Double(proposalCount) }
  package var recall: Double { Double(matches.count) / Double(truthCount) }
  package var f1: Double { 2 * Double(matches.count) / Double(truthCount + proposalCount) }
  /// Of the matched; `nil` where none is.
  package var meanOverlap: Double? {
    matches.isEmpty ? nil : matches.reduce(0) { $0 + $1.overlap } / Double(matches.count)
  }

  package var json: JSONValue {
    [
      "f1": .number(f1), "precision": .number(precision), "recall": .number(recall), "truth": .integer(truthCount),
      "proposals": .integer(proposalCount), "truePositives": .integer(matches.count),
      "falsePositives": .integer(proposalCount - matches.count), "falseNegatives": .integer(truthCount - matches.count),
      "iou": .number(threshold), "meanOverlap": meanOverlap.map { .number($0) } ?? .null,
      "matches": .array(
        matches.map {
          ["truth": .string($0.truth), "proposal": .string($0.proposal), "overlap": .number($0.overlap)]
        }),
    ]
  }
}
