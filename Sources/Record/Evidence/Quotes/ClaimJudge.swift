/// One claim against one clause: an opinion on each part of the clause that the claim is about.
struct ClaimJudge {
  let quotable: QuotableClaim
  let subject: QuoteParty
  let object: QuoteParty?
  let language: QuoteLanguage
  /// Words of the names of the site and its surroundings.
  let known: Set<String>
  /// Subject and object are one thing at two times: "the pond", "the pond in 2019".
  let isSameThing: Bool
  /// The words of the claim's names as they are spelt there, plurals among them.
  let spellings: Set<String>
  /// The names of subject and object, word by word, without the article before them.
  let nameTokens: [[QuoteToken]]
  /// The claim's own words, read once.
  let words: [QuoteToken]

  var claim: Claim { quotable.claim }
  var id: String { quotable.id }

  init(_ quotable: QuotableClaim, _ language: QuoteLanguage, places: Set<String>) {
    self.quotable = quotable
    self.language = language
    var subject = QuoteParty(quotable.claim.subject, aliases: quotable.aliases, language)
    var object = quotable.claim.object.map { QuoteParty($0, language) }
    isSameThing =
      object.map { known in
        subject.label == known.label && subject.age == nil && known.age == nil && !subject.core.isEmpty
          && subject.core.isSubset(of: known.core)
      } ?? false
    if quotable.claim.relation == .ratio, !isSameThing, let known = object {
      // What is compared with a standing thing is the new one, unless the names say the opposite.
      if subject.age == nil, known.age != .new { subject.age = .new }
      if known.age == nil, subject.age != .old { object?.age = .old }
    }
    self.subject = subject
    self.object = object
    words = QuoteTokens(quotable.claim.words ?? "", language)?.tokens ?? []
    let names = [quotable.claim.subject.name, quotable.claim.object?.name ?? "", quotable.claim.words ?? ""]
    spellings = (names + quotable.aliases).reduce(into: places) { spellings, name in
      spellings.formUnion(QuoteTokens(name, language)?.tokens.map(\.text) ?? [])
    }
    nameTokens = [quotable.claim.subject.name, quotable.claim.object?.name ?? ""].compactMap { name in
      let tokens = QuoteTokens(name, language)?.tokens ?? []
      let bare = Array(tokens.drop { language.articles.contains($0.text) })
      return bare.isEmpty ? nil : bare
    }
    known = places.union(subject.allWords).union(object?.allWords ?? [])
  }

  /// Every word by which the claim's things are called.
  var names: Set<String> { subject.allWords.union(object?.allWords ?? []).filter { $0.count > 1 } }

  func opinions(_ clause: QuoteClause, _ ratios: [RatioStatement], carried: Bool) -> [QuoteOpinion] {
    switch claim.relation {
    case .ratio: ratioOpinions(clause, ratios, carried: carried)
    case .measures: measureOpinions(clause, ratios, carried: carried)
    case .built, .removed, .altered, .cleared: eventOpinions(clause, carried: carried)
    case .hidden: sightOpinions(clause, carried: carried)
    case .beganBefore: lagOpinions(clause)
    case .counted: countOpinions(clause, carried: carried)
    case .occupied: occupiedOpinions(clause, carried: carried)
    case .pace: paceOpinions(clause, carried: carried)
    case .noneNew: absenceOpinions(clause, carried: carried)
    case .judged: judgementOpinions(clause)
    }
  }

  /// The best mention of the subject in the clause; weak where it is only taken up from the clause before.
  func mention(_ clause: QuoteClause, carried: Bool) -> (fit: QuoteParty.Fit, thing: NounPhrase?)? {
    let best = clause.things.filter { !$0.isGeneric }.map { ($0, subject.fit($0)) }.max { $0.1 < $1.1 }
    if let (thing, fit) = best, fit > .none { return (fit, thing) }
    return carried && isOnlyPronoun(clause) ? (.generic, nil) : nil
  }

  private func isOnlyPronoun(_ clause: QuoteClause) -> Bool {
    clause.things.allSatisfy { $0.isGeneric || language.neutralThings.contains($0.head) }
      && clause.tokens.contains { language.pronouns.contains($0.text) }
  }

  func number(_ interval: QuotedInterval, _ unit: String = "") -> String {
    func text(_ value: Double) -> String {
      let magnitude = abs(value)
      let decimals = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : 2
      var words = NumberTexts.plain(value, decimals)
      if unit == "%" { words = NumberTexts.plain(value * 100, magnitude < 0.1 ? 1 : 0) }
      return words
    }
    let end = unit.isEmpty ? "" : " " + unit
    if let centre = interval.centre { return text(centre) + end }
    if interval.high == .infinity { return "over \(text(interval.low))\(end)" }
    return interval.low == 0
      ? "up to \(text(interval.high))\(end)" : "\(text(interval.low)) to \(text(interval.high))\(end)"
  }
}
