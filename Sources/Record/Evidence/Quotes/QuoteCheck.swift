/// Whether a retold text says what the claims of a report say.
///
/// The text is cut into clauses, and each claim gives its opinion on each part of them: a comparison, a size, an event,
/// a judgement. Of the claims whose things fit a part best, all must say the same, else the part is unclear. The worst
/// part weighs for the whole: a text with one wrong part is wrong. A ratio told without its base is taken to have the
/// claim's, as the finding has no other; a date that is not told is no fault. What no claim speaks of makes
/// a text that is otherwise right exceed.
package struct QuoteCheck: Sendable {
  /// A retelling is a sentence or a short paragraph; longer texts hold too many to judge as one.
  package static let longestText = 4_000

  let judges: [ClaimJudge]
  let language: QuoteLanguage
  let names: Set<String>
  /// Words that the claims themselves use: they add nothing.
  let reportWords: Set<String>

  /// - Parameter places: names of the site, its region and the like, which any sentence about it may hold.
  package init(_ claims: [QuotableClaim], places: [String] = [], language: QuoteLanguage = .english) {
    self.language = language
    let words = places.flatMap { QuoteTokens($0, language)?.tokens.map(\.stem) ?? [] }
    judges = claims.map { ClaimJudge($0, language, places: Set(words)) }
    names = judges.reduce(into: []) { $0.formUnion($1.names) }
    reportWords = claims.reduce(into: []) { words, quotable in
      let texts = [quotable.claim.words ?? "", quotable.claim.subject.name, quotable.claim.object?.name ?? ""]
      for text in texts + quotable.aliases {
        words.formUnion(QuoteTokens(text, language)?.tokens.map(\.stem) ?? [])
      }
    }
  }

  package func check(_ text: String) -> QuoteVerdict {
    guard !text.isBlank else { return QuoteVerdict(.unclear, why: "The text is empty.") }
    guard text.utf8.count <= Self.longestText else {
      return QuoteVerdict(.unclear, why: "The text is too long to be one retelling; give it sentence by sentence.")
    }
    guard let read = QuoteTokens(text, language) else {
      return QuoteVerdict(.unclear, why: "The text holds control or direction characters that hide what it says.")
    }
    let clauses = read.clauses.map { QuoteClause($0, language, names: names) }
    let parts = self.parts(clauses)
    guard !parts.isEmpty else { return QuoteVerdict(.unclear, why: "No finding is about it.") }
    let all = parts + additions(clauses, parts)
    let gravest = all.enumerated().max {
      ($0.element.verdict.gravity, -$0.offset) < ($1.element.verdict.gravity, -$1.offset)
    }
    guard let gravest = gravest?.element else { return QuoteVerdict(.unclear, why: "No finding is about it.") }
    return QuoteVerdict(gravest.verdict, finding: gravest.finding, why: gravest.why)
  }

  // MARK: - What the claims say

  private struct Part {
    let clause: Int
    let topic: QuoteOpinion.Topic?
    let verdict: QuoteVerdict.Verdict
    let finding: String?
    let why: String
    var numbers: Set<Int> = []
  }

  private func parts(_ clauses: [QuoteClause]) -> [Part] {
    var parts: [Part] = []
    var carried: Set<Int> = []
    for (index, clause) in clauses.enumerated() {
      let ratios = RatioReader(clause).read()
      let doubt = QuoteDoubt(clause)
      var opinions: [(judge: ClaimJudge, opinion: QuoteOpinion)] = []
      var named: Set<Int> = []
      for (place, judge) in judges.enumerated() {
        if judge.mention(clause, carried: false) != nil { named.insert(place) }
        let isCarried = carried.contains(place) || judges.count == 1
        for opinion in judge.opinions(clause, ratios, carried: isCarried) {
          opinions.append((judge, doubted(opinion, judge, doubt, clause)))
        }
      }
      if !named.isEmpty { carried = named }
      parts += decided(opinions, in: index)
    }
    return parts
  }

  private func doubted(_ opinion: QuoteOpinion, _ judge: ClaimJudge, _ doubt: QuoteDoubt, _ clause: QuoteClause)
    -> QuoteOpinion
  {
    guard opinion.verdict != .contradicts, judge.claim.relation != .judged else { return opinion }
    if doubt.isProof { return opinion.lowered(to: .exceeds, "It calls it proven; \(judge.id) does not.") }
    if opinion.numbers.contains(where: { clause.isFuture($0..<$0 + 1, within: 6) }) {
      return opinion.lowered(to: .contradicts, "It says that this will be; \(judge.id) says that it is.")
    }
    guard let likelihood = judge.quotable.likelihood else {
      // A hedge on what was seen says less than the finding; a doubt denies it.
      guard let band = doubt.band, band.upperBound <= 0.45 else { return opinion }
      return opinion.lowered(to: .contradicts, "It holds it to be unlikely; \(judge.id) says that it is so.")
    }
    let (verdict, why) = doubt.compared(with: likelihood, isNegated: false)
    return opinion.lowered(to: verdict, why)
  }

  /// For each part the claims that fit best; where those differ, nobody knows which one is meant.
  private func decided(_ opinions: [(judge: ClaimJudge, opinion: QuoteOpinion)], in clause: Int) -> [Part] {
    var topics: [QuoteOpinion.Topic] = []
    for (_, opinion) in opinions where !topics.contains(opinion.topic) { topics.append(opinion.topic) }
    return topics.compactMap { topic in
      let about = opinions.filter { $0.opinion.topic == topic }
      guard let best = about.map(\.opinion.relevance).max() else { return nil }
      let leading = about.filter { $0.opinion.relevance > best - 0.25 }
      let numbers = about.reduce(into: Set<Int>()) { $0.formUnion($1.opinion.numbers) }
      guard let first = leading.first else { return nil }
      // Several opinions of one claim are several statements: all must hold.
      let byClaim = Dictionary(grouping: leading, by: \.judge.id).mapValues { group in
        group.max { $0.opinion.verdict.gravity < $1.opinion.verdict.gravity } ?? first
      }
      let verdicts = Set(byClaim.values.map(\.opinion.verdict))
      guard let shown = byClaim[first.judge.id], verdicts.count == 1 else {
        return Part(
          clause: clause, topic: topic, verdict: .unclear, finding: nil,
          why: "It may be about \(byClaim.keys.sorted().joined(separator: " or ")), which do not say the same.",
          numbers: numbers)
      }
      return Part(
        clause: clause, topic: topic, verdict: shown.opinion.verdict, finding: shown.judge.id, why: shown.opinion.why,
        numbers: numbers)
    }
  }

  // MARK: - What no claim says

  private func additions(_ clauses: [QuoteClause], _ parts: [Part]) -> [Part] {
    clauses.enumerated().flatMap { index, clause -> [Part] in
      let own = parts.filter { $0.clause == index }
      let isJudged = own.contains { $0.topic == .judgement }
      func part(_ verdict: QuoteVerdict.Verdict, _ why: String) -> Part {
        Part(clause: index, topic: nil, verdict: verdict, finding: own.first?.finding ?? parts.first?.finding, why: why)
      }
      var found: [Part] = []
      let judged = own.reduce(into: Set<Int>()) { $0.formUnion($1.numbers) }
      if let number = clause.numbers.first(where: { !judged.contains($0.start) && isSubstantial($0, clause) }) {
        found.append(part(.exceeds, "No finding gives \"\(clause.words(number.range))\"."))
      }
      if !isJudged, let purpose = language.purposes.first(in: clause.tokens, clause.tokens.indices) {
        found.append(
          part(.exceeds, "No finding states \"\(clause.words(purpose.range))\": a purpose, cause or intention."))
      }
      if !own.contains(where: { $0.topic == .absence }), let denial = denial(clause) {
        found.append(part(.unclear, "\"\(denial)\" leaves open whether it says so."))
      }
      if clause.hasUnreadDate || clause.hasRelativeDate {
        found.append(part(.unclear, "It holds a date that cannot be read."))
      }
      if let word = loaded(clause) { found.append(part(.exceeds, "No finding speaks of \"\(word)\".")) }
      if let vague = language.vagueUnits.first(in: clause.tokens, clause.tokens.indices) {
        found.append(part(.unclear, "\"\(clause.words(vague.range))\" is no measure."))
      }
      return found
    }
  }

  /// Words that take back what the rest says; a "not" at the end does so as well.
  private func denial(_ clause: QuoteClause) -> String? {
    if let hit = language.denials.first(in: clause.tokens, clause.tokens.indices) { return clause.words(hit.range) }
    return clause.tokens.last.flatMap { language.negations.contains($0) ? $0.text : nil }
  }

  /// A number that says something of the ground, not "two pictures" or "50 cm imagery".
  private func isSubstantial(_ number: QuotedNumber, _ clause: QuoteClause) -> Bool {
    let after = clause.tokens[number.range.upperBound..<min(number.range.upperBound + 4, clause.tokens.count)]
    if after.contains(where: { language.neutralThings.contains($0.stem) }) { return false }
    switch number.measure {
    case .area, .areaRate, .length: return true
    case .percent:
      // "90 % interval" is dealt with above; "half" without a thing after it says nothing.
      return !number.isFraction || after.contains { $0.text == "of" || language.isKind($0.stem) }
    case .times, .duration: return false
    case .plain:
      guard !language.vagueUnits.contains(clause.tokens[number.start]) else { return false }
      return after.prefix(3).contains {
        language.isKind($0.stem) || names.contains($0.stem) || language.loadedWords.contains($0.stem)
      }
    }
  }

  private func loaded(_ clause: QuoteClause) -> String? {
    for (index, token) in clause.tokens.enumerated()
    where language.loadedWords.contains(token.stem) && !reportWords.contains(token.stem) {
      let next = clause.tokens.indices.contains(index + 1) ? clause.tokens[index + 1] : nil
      if let next, language.neutralThings.contains(next.stem) { continue }
      return token.text
    }
    return nil
  }
}
