/// Marks the words of a clause that are accounted for.
struct CoverageMarker {
  let clause: QuoteClause
  let judges: [ClaimJudge]
  let names: Set<String>
  var covered: Set<Int> = []
  private var tokens: [QuoteToken] { clause.tokens }
  private var language: QuoteLanguage { clause.language }

  init(clause: QuoteClause, judges: [ClaimJudge], names: Set<String>) {
    self.clause = clause
    self.judges = judges
    self.names = names
  }

  mutating func markSentence() {
    for (index, token) in tokens.enumerated() where token.kind != .word || isHarmless(token) { covered.insert(index) }
    for span in clause.spans { covered.formUnion(span.range) }
    for number in clause.numbers { covered.formUnion(number.range) }
    mark(language.hedges)
    mark(language.likelihoods)
    mark(language.possibilities)
    mark(language.certainties)
    mark(language.proofs)
    mark(language.limits)
    mark(language.parts)
    mark(language.dateRoles)
    mark(language.attributions)
    mark(language.idioms)
  }

  private func isHarmless(_ token: QuoteToken) -> Bool {
    if language.quantifiers.contains(token.text) || language.negations.contains(token) { return false }
    return language.harmlessWords.contains(token.text) || language.harmlessWords.contains(token.stem)
      || language.stopWords.contains(token.text) || language.ages[token.text] != nil
      || language.pronouns.contains(token.text) || language.auxiliaries.contains(token.text)
      || language.neutralThings.contains(token.stem) || language.harmlessAgents.contains(token.stem)
      || language.genericThings.contains(token.text)
  }

  private mutating func mark<Value>(_ table: PhraseTable<Value>) {
    for hit in table.all(in: tokens) { covered.formUnion(hit.range) }
  }

  // MARK: - Who said so

  /// "Jane Doe of the institute told a newspaper that", "according to …", ", the ministry said".
  mutating func markAttributions() {
    for hit in language.attributions.all(in: tokens) { markNames(from: hit.range.upperBound, reach: 8) }
    for index in tokens.indices where language.reportingVerbs.contains(tokens[index].text) {
      markSpeaker(before: index)
      markNames(from: index + 1, reach: 4)
    }
    // "State TV: …", "BREAKING: …"
    guard let colon = tokens.prefix(6).firstIndex(where: { $0.text == ":" }) else { return }
    covered.formUnion(holdsContent(0..<colon) ? Array(0..<colon).filter { tokens[$0].isCapital } : Array(0..<colon))
  }

  /// The speaker stands at the head of the clause or right after a comma, and is no thing of the report.
  private mutating func markSpeaker(before verb: Int) {
    let comma = tokens[..<verb].lastIndex { $0.isComma } ?? -1
    let start = max(comma + 1, verb - 8)
    guard start == comma + 1, start < verb, !holdsContent(start..<verb) else { return }
    // "None of the pictures shows": who says nothing denies it.
    covered.formUnion((start..<verb).filter { !isDenying(tokens[$0]) })
  }

  private func isDenying(_ token: QuoteToken) -> Bool {
    language.negations.contains(token) || language.partitives.contains(token.text)
      || language.quantifiers.contains(token.text)
  }

  /// Names in capitals after "according to", "told", "by".
  private mutating func markNames(from start: Int, reach: Int) {
    for index in start..<min(start + reach, tokens.count) {
      let token = tokens[index]
      if token.isComma { break }
      guard token.isCapital || token.kind == .number || isHarmless(token) else { break }
      if clause.spans.contains(where: { $0.range.contains(index) }) { break }
      covered.insert(index)
    }
  }

  /// Whether something is said there that a claim could be about.
  private func holdsContent(_ range: Range<Int>) -> Bool {
    clause.numbers.contains { $0.range.overlaps(range) && $0.measure != .plain }
      || clause.spans.contains { $0.range.overlaps(range) }
      || clause.events.contains { $0.range.overlaps(range) }
      || clause.things.contains { thing in thing.range.overlaps(range) && isOurs(thing) }
  }

  // MARK: - What it is about

  private func isOurs(_ thing: NounPhrase) -> Bool {
    judges.contains { judge in
      judge.subject.fit(thing) > .otherKind || judge.object.map { $0.fit(thing) > .otherKind } ?? false
    }
  }

  mutating func markThings() {
    for index in tokens.indices where names.contains(tokens[index].stem) || names.contains(tokens[index].text) {
      if !isOneTooMany(index) { covered.insert(index) }
    }
    for thing in clause.things where isOurs(thing) {
      for index in thing.range where thing.nouns.contains(tokens[index].stem) || tokens[index].text == thing.label {
        if !isOneTooMany(index) { covered.insert(index) }
      }
    }
  }

  /// "The greenhouses" where the finding has one: more than one thing is told of.
  private func isOneTooMany(_ index: Int) -> Bool {
    let token = tokens[index]
    guard token.text != token.stem, language.isKind(token.stem) || names.contains(token.stem) else { return false }
    // Of several things, as in "the older halls", a general word is in the plural too.
    return !judges.contains { judge in
      judge.spellings.contains { text in
        text == token.text || language.singular(text) != text && language.isKind(language.singular(text))
      }
    }
      && language.sameSizes.first(in: tokens, tokens.indices) == nil
  }

  /// "Most of the tanks", "part of the wall", "partly demolished": said of less than the thing.
  mutating func unmarkParts() {
    for index in tokens.indices.dropLast() where language.partitives.contains(tokens[index].text) {
      guard tokens[index + 1].text == "of", !clause.numbers.contains(where: { $0.range.contains(index) }),
        clause.things.contains(where: { isOurs($0) && $0.range.upperBound > index && $0.range.lowerBound <= index + 4 })
      else { continue }
      covered.remove(index)
    }
    for event in clause.events {
      let before = max(0, event.range.lowerBound - 2)..<event.range.lowerBound
      for index in before where language.degreeWords.contains(tokens[index].text) { covered.remove(index) }
    }
  }

  // MARK: - What was judged

  mutating func mark(_ topics: Set<QuoteOpinion.Topic>, _ ratios: [RatioStatement]) {
    for topic in topics {
      switch topic {
      case .ratio: markRatios(ratios)
      case .size: markSizes()
      case .count:
        mark(language.occupied)
        markSizes()
      case .event, .sight: markEvents()
      case .absence:
        markEvents()
        mark(language.absolutes)
        markSizes()
      case .lag:
        mark(language.earlier)
        mark(language.later)
        mark(language.sameTime)
        mark(language.units)
        for index in tokens.indices where language.ordinalWords[tokens[index].text] != nil { covered.insert(index) }
        markEvents()
      case .occupied, .pace:
        mark(language.occupied)
        mark(language.empty)
        markPaces(topic)
        mark(language.changedBy)
        markTrains()
        markSizes()
        markEvents()
      case .judgement: for judge in judges { covered.formUnion(judge.saidPlaces(clause)) }
      }
    }
    markStanding(topics)
    markCounted()
    markNegations(topics, ratios)
    markQuantifiers(topics)
    if topics.contains(.event), judges.contains(where: { $0.claim.relation == .cleared }) {
      for index in tokens.indices where language.clearedThings.contains(tokens[index].stem) { covered.insert(index) }
    }
  }

  private mutating func markStanding(_ topics: Set<QuoteOpinion.Topic>) {
    // "The newly built hall": what stands was built once, which no other claim need say.
    if clause.spans.isEmpty || !topics.contains(.event) {
      for event in clause.events where event.value == .happened(.built) && !clause.isNegated(event.range) {
        if isBare(event.range) || topics.contains(where: \.isMeasured) { covered.formUnion(event.range) }
      }
      for event in clause.events where [.present, .visible].contains(event.value) { covered.formUnion(event.range) }
    }
  }

  /// A "not" is accounted for where what follows it was judged as denied.
  private mutating func markNegations(_ topics: Set<QuoteOpinion.Topic>, _ ratios: [RatioStatement]) {
    let heeded: Set<QuoteOpinion.Topic> = [.absence, .judgement, .lag, .occupied, .pace]
    let isHeeded = topics.contains { topic in
      if case .count = topic { return true }
      return heeded.contains(topic)
    }
    let starts =
      clause.events.map(\.range.lowerBound) + clause.numbers.map(\.range.lowerBound) + ratios.map(\.range.lowerBound)
    for hit in language.negations.all(in: tokens)
    where isHeeded || starts.contains(where: { (hit.range.lowerBound...hit.range.lowerBound + 4).contains($0) }) {
      covered.formUnion(hit.range)
    }
  }

  /// "All the older halls" where their sum is meant; else "every hall" is more than the thing.
  private mutating func markQuantifiers(_ topics: Set<QuoteOpinion.Topic>) {
    let isSum = judges.contains { $0.claim.subject.kind == .sum || $0.claim.object?.kind == .sum }
    if !isSum {
      for index in tokens.indices where language.togetherWords.contains(tokens[index].text) { covered.remove(index) }
    }
    guard isSum || topics.contains(.absence) || topics.contains(.occupied) || topics.contains(.judgement) else {
      return
    }
    for index in tokens.indices where language.quantifiers.contains(tokens[index].text) { covered.insert(index) }
  }

  /// A participle before a thing: "newly built hall".
  private func isBare(_ range: Range<Int>) -> Bool {
    clause.things.contains { isOurs($0) && $0.range.contains(range.lowerBound) }
  }

  private mutating func markRatios(_ ratios: [RatioStatement]) {
    markExtents()
    mark(language.comparatives)
    mark(language.shareOf)
    mark(language.baseOpeners)
    mark(language.frontedBase)
    mark(language.dimensionWords)
    mark(language.units)
    mark(language.multiples)
    mark(language.sizeVerbs)
    mark(language.sameSizes)
    for index in tokens.indices where language.pairs.contains(tokens[index].text) { covered.insert(index) }
    mark(language.presentSizes)
    for event in clause.events where [.unchanged, .happened(.altered)].contains(event.value) {
      covered.formUnion(event.range)
    }
    if !ratios.isEmpty { mark(language.changedBy) }
  }

  private mutating func markExtents() {
    for index in tokens.indices where language.extentWords.contains(tokens[index].text) { covered.insert(index) }
  }

  private mutating func markSizes() {
    markExtents()
    mark(language.dimensionWords)
    mark(language.units)
    mark(language.sizeWords)
  }

  private mutating func markEvents() {
    for event in clause.events { covered.formUnion(event.range) }
  }

  /// What stands on a line is a train, whatever the words for it.
  private mutating func markTrains() {
    for index in tokens.indices where language.railCars.contains(tokens[index].stem) { covered.insert(index) }
  }

  private mutating func markPaces(_ topic: QuoteOpinion.Topic) {
    mark(language.paces)
    mark(language.everyMonth)
    if topic == .pace { mark(language.groundWorks) }
  }

  /// What the claims count: "trucks".
  private mutating func markCounted() {
    let counted = judges.filter { [.counted, .noneNew, .pace].contains($0.claim.relation) }
      .reduce(into: Set<String>()) { $0.formUnion($1.words.map(\.stem)) }
    for index in tokens.indices where counted.contains(tokens[index].stem) { covered.insert(index) }
  }
}
