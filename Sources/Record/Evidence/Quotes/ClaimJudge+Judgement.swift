/// Judgements: whether the clause speaks of the same matter, the same way round, and as surely.
extension ClaimJudge {
  func judgementOpinions(_ clause: QuoteClause) -> [QuoteOpinion] {
    guard let likelihood = quotable.likelihood, let sentence = claim.words else { return [] }
    let ours = content(words)
    let theirs = content(clause.tokens)
    guard !ours.isEmpty else { return [] }
    let common = ours.filter { isSaid($0, in: theirs) }
    let opposed = ours.filter { isOpposed($0, in: theirs) }
    // Kinds of things stand in many sentences: what is said of them tells the matter.
    func weight(_ words: Set<String>) -> Double { words.reduce(0) { $0 + (language.isKind($1) ? 0.5 : 1) } }
    let matter = common.union(opposed)
    let share = weight(matter) / weight(ours)
    guard share >= 0.5, matter.count >= min(2, ours.count),
      ours.allSatisfy(language.isKind) || matter.contains(where: { !language.isKind($0) })
    else { return [] }
    let relevance = 3 * share
    if !opposed.isEmpty, opposed.count >= (isNegated(clause, ours) ? 99 : 1) {
      return [opinion(.judgement, .contradicts, "It says the opposite of \(id): \"\(sentence)\".", relevance)]
    }
    let turned = isNegated(clause, ours) != isNegatedClaim(words)
    let (verdict, why) = QuoteDoubt(clause).compared(with: likelihood, isNegated: turned)
    return [opinion(.judgement, verdict, why, relevance)]
  }

  private func content(_ tokens: [QuoteToken]) -> Set<String> {
    var words: Set<String> = []
    let doubt = [language.possibilities, language.certainties, language.negations]
    for (index, token) in tokens.enumerated() where token.kind == .word && !language.stopWords.contains(token.text) {
      if doubt.contains(where: { $0.contains(token) }) || language.likelihoods.match(tokens, at: index) != nil {
        continue
      }
      if token.text.count > 2 { words.insert(token.stem) }
    }
    return words
  }

  /// Tokens of the clause that say what the judgement says.
  func saidPlaces(_ clause: QuoteClause) -> Set<Int> {
    let ours = content(words)
    return Set(
      clause.tokens.indices.filter { index in
        let said: Set<String> = [clause.tokens[index].stem]
        return clause.tokens[index].kind == .word && ours.contains { isSaid($0, in: said) || isOpposed($0, in: said) }
      })
  }

  private func isSaid(_ word: String, in others: Set<String>) -> Bool {
    if others.contains(word) || others.contains(where: { sameRoot($0, word) }) { return true }
    return language.synonyms.contains { group in
      group.contains { sameRoot($0, word) } && others.contains { other in group.contains { sameRoot($0, other) } }
    }
  }

  private func isOpposed(_ word: String, in others: Set<String>) -> Bool {
    guard !isSaid(word, in: others) else { return false }
    return language.antonyms.contains { left, right in
      func has(_ side: Set<String>, _ text: String) -> Bool { side.contains { sameRoot($0, text) } }
      return has(left, word) && others.contains { has(right, $0) }
        || has(right, word) && others.contains { has(left, $0) }
    }
  }

  /// The same word but for its ending: "produce", "produced", "production" up to their first five letters or more.
  private func sameRoot(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    let common = zip(left, right).prefix { $0 == $1 }.count
    let shorter = min(left.count, right.count)
    if common >= 5, common >= shorter - 2, abs(left.count - right.count) <= 4 { return true }
    // Short words bend by their ending only: "cut", "cuts"; "plan" and "plant" are two words.
    return common == shorter
      && language.wordEndings.contains(String((left.count > right.count ? left : right).dropFirst(common)))
  }

  /// A negation that bears on the matter, not one inside a likelihood word.
  private func isNegated(_ clause: QuoteClause, _ ours: Set<String>) -> Bool {
    clause.negations.contains { index in
      let isPart = language.likelihoods.all(in: clause.tokens).contains {
        $0.range.contains(index) || $0.range.lowerBound > index && $0.range.lowerBound - index <= 2
      }
      let isCertainty =
        language.certainties.all(in: clause.tokens).contains { $0.range.contains(index) }
        || language.proofs.all(in: clause.tokens).contains { $0.range.contains(index) }
      return !isPart && !isCertainty
    }
  }

  private func isNegatedClaim(_ tokens: [QuoteToken]) -> Bool { tokens.contains { language.negations.contains($0) } }
}
