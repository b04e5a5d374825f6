extension Assessment {
  /// The posterior of each hypothesis by Bayes' rule from the priors and the weights of the findings that still stand.
  /// - Parameter statuses: of the findings in the case; what was withdrawn or superseded weighs nothing, and what is
  ///   not named here counts.
  /// - Throws: `incomplete` where a finding is not weighed on every hypothesis; `outOfRange` where the findings
  ///   together rule out every hypothesis.
  package func judgement(statuses: [String: Finding.Status] = [:]) throws(EvidenceError) -> Judgement {
    let standing = try standing(statuses)
    let table = FindingTable(standing.rows, groups: groups)
    let balance = PosteriorBalance(hypotheses: hypotheses, sum: table.sum(count: hypotheses.count))
    try refuseNothingLeft(balance)
    let posteriors = Self.posteriors(balance)
    return Judgement(
      assessment: self, posteriors: posteriors, leading: posteriors[balance.leading], leftOut: standing.leftOut,
      unreviewed: standing.rows.map(\.finding).filter { statuses[$0] == .candidate })
  }

  static func posteriors(_ balance: PosteriorBalance) -> [Posterior] {
    balance.logOdds().enumerated().map { Posterior($0, of: balance, logOdds: $1) }
  }

  /// The weights that count, and the findings that were taken back.
  func standing(
    _ statuses: [String: Finding.Status]
  ) throws(EvidenceError) -> (rows: [(finding: String, weights: [Weighing])], leftOut: [Judgement.LeftOut]) {
    let rows = try rows()
    let leftOut = rows.compactMap { row -> Judgement.LeftOut? in
      guard let status = statuses[row.finding], status == .withdrawn || status == .superseded else { return nil }
      return Judgement.LeftOut(finding: row.finding, status: status)
    }
    let out = Set(leftOut.map(\.finding))
    return (rows.filter { !out.contains($0.finding) }, leftOut)
  }

  func refuseNothingLeft(_ balance: PosteriorBalance) throws(EvidenceError) {
    guard balance.sum.impossible.allSatisfy({ $0 > 0 }) else { return }
    throw EvidenceError(
      .outOfRange, at: place, "The findings together call every hypothesis impossible.",
      mend: "Give a small weight in place of one of the zeros, or add the hypothesis that explains them all.")
  }
}
