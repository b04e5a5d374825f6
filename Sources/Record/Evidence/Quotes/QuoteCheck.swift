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
  /// Of the site and its surroundings.
  let placeNames: Set<String>
  /// Words that the claims themselves use: they add nothing.
  let reportWords: Set<String>
  private let numberedNames: [[QuoteToken]]
  private let ownSentences: OwnSentences

  /// - Parameter places: names of the site, its region and the like, which any sentence about it may hold.
  package init(_ claims: [QuotableClaim], places: [String] = [], language: QuoteLanguage = .english) {
    self.language = language
    let words = places.flatMap { QuoteTokens($0, language)?.tokens.map(\.stem) ?? [] }
    judges = claims.map { ClaimJudge($0, language, places: Set(words)) }
    names = judges.reduce(into: []) { $0.formUnion($1.names) }
    placeNames = Set(words)
    numberedNames = judges.flatMap(\.nameTokens).filter { name in
      name.count > 1 && name.contains { $0.kind == .number }
    }
    ownSentences = OwnSentences(claims)
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
    if let own = ownSentences.verdict(on: text) { return own }
    let clauses = read.clauses.map { QuoteClause($0, language, names: names, numbered: numberedNames) }
    let parts = self.parts(clauses)
    guard !parts.isEmpty else { return unjudged(clauses) }
    let all = parts + additions(clauses, parts)
    let gravest = all.enumerated().max {
      ($0.element.verdict.gravity, -$0.offset) < ($1.element.verdict.gravity, -$1.offset)
    }
    guard let gravest = gravest?.element else { return QuoteVerdict(.unclear, why: "No finding is about it.") }
    return QuoteVerdict(gravest.verdict, finding: gravest.finding, why: gravest.why)
  }

  /// No claim has an opinion: a deed or purpose is told of a known thing that none of them states, or it is about none.
  private func unjudged(_ clauses: [QuoteClause]) -> QuoteVerdict {
    for clause in clauses {
      let hit =
        language.otherEvents.first(in: clause.tokens, clause.tokens.indices)
        ?? language.purposes.first(in: clause.tokens, clause.tokens.indices)
        ?? language.future.first(in: clause.tokens, clause.tokens.indices)
        ?? clause.events.first { $0.value == .happened(.altered) }.map { (range: $0.range, value: true) }
      guard let hit,
        let judge = judges.first(where: { $0.mention(clause, carried: false).map { $0.fit > .generic } ?? false })
      else { continue }
      return QuoteVerdict(.exceeds, finding: judge.id, why: "No finding says \"\(clause.words(hit.range))\" of it.")
    }
    return QuoteVerdict(.unclear, why: "No finding is about it.")
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
      // A thing that one claim knows by its name is no other kind of another claim's thing.
      let best = opinions.map(\.opinion.relevance).max() ?? 0
      if best >= QuoteParty.Fit.head.weight {
        opinions.removeAll { [.event, .sight].contains($0.opinion.topic) && $0.opinion.relevance < 0.75 }
      }
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
        let isFalse = clause.has(language.falsehoods) && own.contains { $0.verdict == .agrees }
        found.append(
          isFalse
            ? part(.contradicts, "It says that \"\(denial)\" what the finding says.")
            : part(.unclear, "\"\(denial)\" leaves open whether it says so."))
      }
      if clause.hasUnreadDate || clause.hasRelativeDate {
        found.append(part(.unclear, "It holds a date that cannot be read."))
      }
      if !isJudged, let deed = deed(clause, own) {
        found.append(part(.exceeds, "No finding says \"\(deed)\" of it."))
      }
      found += uncovered(clause, own, parts).map { part($0, $1) }
      if let word = loaded(clause) { found.append(part(.exceeds, "No finding speaks of \"\(word)\".")) }
      if let vague = language.vagueUnits.first(in: clause.tokens, clause.tokens.indices),
        !clause.numbers.contains(where: { $0.range.overlaps(vague.range) && $0.measure == .area })
      {
        found.append(part(.unclear, "\"\(clause.words(vague.range))\" is no measure."))
      }
      return found
    }
  }

  /// What the clause says beside what was judged: a statement of its own exceeds, a single odd word leaves it open.
  private func uncovered(
    _ clause: QuoteClause, _ own: [Part], _ parts: [Part]
  ) -> [(QuoteVerdict.Verdict, String)] {
    let about = own.isEmpty ? parts : own
    guard about.contains(where: { $0.verdict == .agrees }) else { return [] }
    // Names of things that other claims are about are no part of what these say.
    let ids = Set(about.compactMap(\.finding))
    let asked = judges.filter { ids.contains($0.id) }
    let coverage = QuoteCoverage(
      clause, RatioReader(clause).read(), topics: Set(own.compactMap(\.topic)), judges: asked,
      names: asked.reduce(into: placeNames) { $0.formUnion($1.names.union($1.known)) })
    guard !coverage.leftovers.isEmpty else { return [] }
    return coverage.isStatement
      ? [(.exceeds, "No finding says \"\(coverage.words)\".")]
      : [(.unclear, "What \"\(coverage.words)\" adds cannot be told.")]
  }

  /// What no claim can say of a thing, such as that it was switched on.
  private func deed(_ clause: QuoteClause, _ own: [Part]) -> String? {
    guard own.contains(where: { $0.verdict == .agrees }) else { return nil }
    return language.otherEvents.all(in: clause.tokens).first { hit in
      !clause.events.contains {
        $0.range.lowerBound <= hit.range.lowerBound && $0.range.upperBound >= hit.range.upperBound
      }
        && language.changedBy.match(clause.tokens, at: hit.range.lowerBound) == nil
        && !clause.tokens[hit.range].allSatisfy { reportWords.contains($0.stem) }
        && !clause.isNegated(hit.range)
    }.map { clause.words($0.range) }
  }

  /// Words that take back what the rest says; a "not" at the end does so as well.
  private func denial(_ clause: QuoteClause) -> String? {
    let hits = language.denials.all(in: clause.tokens)
    let bands = language.likelihoods.all(in: clause.tokens)
    // "A toss-up whether" is a likelihood.
    if let hit = hits.first(where: { hit in !bands.contains { $0.range.overlaps(hit.range) } }) {
      return clause.words(hit.range)
    }
    return clause.tokens.last.flatMap { language.negations.contains($0) ? $0.text : nil }
  }

  /// A number that says something of the ground, not "two pictures" or "50 cm imagery".
  private func isSubstantial(_ number: QuotedNumber, _ clause: QuoteClause) -> Bool {
    let after = clause.tokens[number.range.upperBound..<min(number.range.upperBound + 4, clause.tokens.count)]
    if after.contains(where: { language.neutralThings.contains($0.stem) }) { return false }
    switch number.measure {
    case .area, .areaRate, .length, .other, .percent, .times, .duration: return true
    case .plain:
      guard !language.vagueUnits.contains(clause.tokens[number.start]) else { return false }
      return after.prefix(3).contains {
        language.isKind($0.stem) || names.contains($0.stem) || language.loadedWords.contains($0.stem)
      }
    }
  }

  private func loaded(_ clause: QuoteClause) -> String? {
    let attributed = QuoteCoverage.attributed(clause, judges: judges)
    for (index, token) in clause.tokens.enumerated()
    where language.loadedWords.contains(token.stem) && !reportWords.contains(token.stem) {
      let next = clause.tokens.indices.contains(index + 1) ? clause.tokens[index + 1] : nil
      if let next, language.neutralThings.contains(next.stem) { continue }
      if attributed.contains(index) { continue }
      return token.text
    }
    return nil
  }
}
