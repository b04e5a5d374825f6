/// How sure a clause is of what it says.
struct QuoteDoubt {
  /// The band of its likelihood words; `nil` where it uses none.
  let band: ClosedRange<Double>?
  /// "may", "suggests": it leaves open how likely.
  let isOpen: Bool
  /// "will", "confirmed": it leaves nothing open.
  let isCertain: Bool
  let isFuture: Bool
  let isProof: Bool

  init(_ clause: QuoteClause) {
    let tokens = clause.tokens
    let language = clause.language
    // "May" in a date is no hedge.
    let dates = Set(clause.spans.flatMap { $0.range })
    let hits = language.likelihoods.all(in: tokens)
    band = hits.first.map { hit in
      // "it is not likely", "no evidence that it is likely"
      let isTurned = clause.isNegated(hit.range) && !tokens[hit.range].contains { language.negations.contains($0) }
      return isTurned ? (1 - hit.value.upperBound)...(1 - hit.value.lowerBound) : hit.value
    }
    isOpen = language.possibilities.all(in: tokens).contains { hit in !hit.range.contains { dates.contains($0) } }
    let future = language.future.all(in: tokens)
    isFuture = !future.isEmpty
    let certain = language.certainties.all(in: tokens).filter { hit in
      !hits.contains { $0.range.overlaps(hit.range) } && !clause.isNegated(hit.range)
    }
    isCertain = !certain.isEmpty
    isProof = language.proofs.all(in: tokens).contains { !clause.isNegated($0.range) }
  }

  /// The doubt of the retelling against the likelihood of the claim.
  ///
  /// Weaker than the claim agrees, since it says less. "Will" contradicts a likelihood and other certainty exceeds it.
  func compared(with likelihood: Likelihood, isNegated: Bool) -> (verdict: QuoteVerdict.Verdict, why: String) {
    let claimed = likelihood.range
    let words = likelihood.words
    // "will likely" takes its strength from "likely".
    var said = band ?? (isOpen ? nil : 1...1)
    if isCertain, band == nil { said = 1...1 }
    if isNegated, let turned = said { said = (1 - turned.upperBound)...(1 - turned.lowerBound) }
    guard let said else {
      if isNegated { return (.unclear, "It leaves open that it is not so.") }
      // An open "may" says less than likely; of what is unlikely it says the other side.
      return claimed.lowerBound >= 0.45
        ? (.agrees, "It leaves open what the finding holds to be \(words).")
        : (.unclear, "It says that it may be; the finding holds it to be \(words).")
    }
    let isPositive = claimed.lowerBound >= 0.45
    let isSame = abs(said.lowerBound - claimed.lowerBound) < 0.02 || said.overlaps(inner(claimed))
    if isSame { return (.agrees, "It is as sure as the finding: \(words).") }
    if isPositive {
      if said.lowerBound >= 1 {
        return isFuture && isCertain
          ? (.contradicts, "It says \"will\"; the finding says \(words).")
          : (.exceeds, "It says it as a fact; the finding says \(words).")
      }
      if said.lowerBound > claimed.lowerBound { return (.exceeds, "It is surer than the finding: \(words).") }
      return said.upperBound <= 0.45 + 1e-9
        ? (.contradicts, "It holds it to be unlikely; the finding says \(words).")
        : (.agrees, "It is less sure than the finding: \(words).")
    }
    if said.upperBound < claimed.upperBound {
      return (.exceeds, "It is surer that it is not so than the finding: \(words).")
    }
    return said.lowerBound >= 0.45
      ? (.contradicts, "It holds it to be so; the finding says \(words).")
      : (.agrees, "It is less sure than the finding: \(words).")
  }

  private func inner(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    (range.lowerBound + 0.02)...(range.upperBound - 0.02)
  }
}
