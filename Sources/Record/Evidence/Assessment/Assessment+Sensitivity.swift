extension Assessment {
  /// What each finding that still stands does to the answer, in the order of `findings`. Of a group the others still
  /// count.
  /// - Throws: as `judgement(statuses:)`.
  package func sensitivity(statuses: [String: Finding.Status] = [:]) throws(EvidenceError) -> [Sensitivity] {
    let standing = try standing(statuses)
    let table = FindingTable(standing.rows, groups: groups)
    let sum = table.sum(count: hypotheses.count)
    let balance = PosteriorBalance(hypotheses: hypotheses, sum: sum)
    try refuseNothingLeft(balance)
    let lead = balance.leading
    let leading = Posterior(lead, of: balance, logOdds: balance.logOdds()[lead])
    var found: [String: Sensitivity] = [:]
    for unit in table.units {
      var rest = balance
      rest.sum.remove(unit.joined)
      for (finding, (row, others)) in zip(unit.findings, zip(unit.rows, unit.others())) {
        var without = rest
        if let others { without.sum.add(others) }
        let posteriors = Self.posteriors(without)
        found[finding] = Sensitivity(
          finding: finding, without: posteriors, leading: leading, leadingWithout: posteriors[without.leading],
          turningFactor: TurningFactor(lead: lead, row: row, others: others, rest: rest.scores).value)
      }
    }
    return standing.rows.compactMap { found[$0.finding] }
  }
}
