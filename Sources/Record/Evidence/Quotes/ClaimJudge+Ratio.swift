extension ClaimJudge {
  private enum Side {
    case subject, object
    case other(String)
    case elsewhere(String)
    case none
  }

  /// The things on the two sides of a comparison.
  private struct Sides {
    let left: Side
    let right: Side
    let weight: Double
    /// The subject is called another kind of its family: a warehouse for a hall.
    let isOtherKind: Bool
  }

  func ratioOpinions(_ clause: QuoteClause, _ ratios: [RatioStatement], carried: Bool) -> [QuoteOpinion] {
    let found = ratios.compactMap { ratio in
      sides(clause, ratio).flatMap { opinion(clause, ratio, $0, carried: carried) }
    }
    return found.isEmpty ? [sameSize(clause), unnumberedChange(clause, carried: carried)].compactMap { $0 } : found
  }

  /// "The two camps are of equal size"; both stand before it.
  private func sameSize(_ clause: QuoteClause) -> QuoteOpinion? {
    guard let object, let estimate = claim.estimate,
      let hit = language.sameSizes.first(in: clause.tokens, clause.tokens.indices)
    else { return nil }
    let before = clause.things.filter { $0.range.upperBound <= hit.range.lowerBound }
    let isOne = before.contains { subject.fit($0, rival: object) > .generic }
    let isOther = before.contains { object.fit($0, rival: subject) > .generic }
    // "The two camps", "both camps": one word for either.
    let isPair = before.contains { thing in
      [subject, object].allSatisfy {
        $0.core.contains(thing.head) || $0.head == thing.head || language.isGeneral(thing.head, for: $0.head)
      }
        && clause.tokens[max(0, thing.range.lowerBound - 1)..<thing.range.upperBound].contains {
          language.pairs.contains($0.text)
        }
    }
    guard isOne && isOther || isPair else { return nil }
    if let quantity = claim.quantity, !hit.value.isEmpty, !hit.value.contains(quantity) { return nil }
    let quoted = QuotedInterval(centre: 1, low: 0.95, high: 1.05, isHedged: true)
    let verdict = comparison(quoted, estimate).verdict
    let numbers = clause.numbers.filter { language.pairs.contains(clause.tokens[$0.start].text) }.map(\.start)
    return opinion(
      .ratio(hit.range.lowerBound),
      clause.isNegated(hit.range) ? (verdict == .agrees ? .contradicts : .unclear) : verdict,
      "It says that both have one size; \(claim.sentence)", 3, Set(numbers))
  }

  /// "The pond has barely changed", "has shrunk since 2019": without a number.
  private func unnumberedChange(_ clause: QuoteClause, carried: Bool) -> QuoteOpinion? {
    guard isSameThing, let estimate = claim.estimate, let (fit, _) = mention(clause, carried: carried),
      fit > .otherKind,
      !clause.numbers.contains(where: { $0.measure != .plain }), clause.spans.allSatisfy(isBase)
    else { return nil }
    let still = clause.events.first { $0.value == .unchanged }
    let hardly = clause.events.first { $0.value == .happened(.altered) && clause.isNegated($0.range) }
    let moved = language.changedBy.first(in: clause.tokens, clause.tokens.indices)
    let quoted: QuotedInterval
    let place: Range<Int>
    if let moved {
      (quoted, place) =
        (
          moved.value.comparison == .larger
            ? QuotedInterval(low: 1, high: .infinity) : QuotedInterval(low: 0, high: 1), moved.range
        )
    } else if let same = still ?? hardly {
      (quoted, place) = (QuotedInterval(centre: 1, low: 0.95, high: 1.05, isHedged: true), same.range)
    } else {
      return nil
    }
    let verdict = comparison(quoted, estimate).verdict
    let isDenied = moved != nil && clause.isNegated(place)
    return opinion(
      .ratio(place.lowerBound), isDenied ? (verdict == .agrees ? .contradicts : .unclear) : verdict,
      "It says how it changed; \(claim.sentence)", fit.weight)
  }

  // MARK: - Which thing is compared with which

  private func sides(_ clause: QuoteClause, _ ratio: RatioStatement) -> Sides? {
    let fronted = language.frontedBase.all(in: clause.tokens).first { $0.range.upperBound <= ratio.range.lowerBound }
    let frontedThing = fronted.flatMap { front in clause.things.first { $0.range.lowerBound >= front.range.upperBound }
    }
    let left = clause.things.filter { $0.range.upperBound <= ratio.range.lowerBound && $0 != frontedThing }
    let (leftSide, leftWeight) = best(left, isBase: false)
    guard var (right, weight) = base(clause, ratio) else { return nil }
    if case .none = right, let frontedThing { (right, weight) = side(frontedThing, isBase: true) }
    let isOtherKind = leftWeight > 0 && leftWeight <= QuoteParty.Fit.otherKind.weight
    return Sides(left: leftSide, right: right, weight: leftWeight + weight, isOtherKind: isOtherKind)
  }

  private func base(_ clause: QuoteClause, _ ratio: RatioStatement) -> (Side, Double)? {
    var place = ratio.range.upperBound
    if !ratio.leadsToBase {
      let window = place..<min(place + 6, clause.tokens.count)
      guard let opener = language.baseOpeners.first(in: clause.tokens, window),
        !clause.tokens[place..<opener.range.lowerBound].contains(where: \.isComma),
        !(ratio.isChange && clause.tokens[opener.range.lowerBound].text == "as")
      else { return (.none, 0) }
      place = opener.range.upperBound
    }
    while let more = language.baseOpeners.match(clause.tokens, at: place) { place += more.length }
    let end = clause.tokens[place...].firstIndex { $0.isComma || $0.kind == .number } ?? clause.tokens.count
    guard place < end else { return (.none, 0) }
    if let thing = clause.things.first(where: { $0.range.lowerBound >= place && $0.range.lowerBound < end }),
      !clause.tokens[place..<thing.range.lowerBound].contains(where: { isStrange($0) })
    {
      // "the one in the capital", "halls at another plant": where nobody knows, the base is not known either.
      if let name = strangePlace(after: thing, clause) { return (.elsewhere(name), 0) }
      return side(thing, isBase: true)
    }
    let words = clause.words(place..<min(place + 4, end))
    // "the size of a football pitch" is a measure of its own, if a vague one.
    if ratio.number == nil, language.vagueUnits.first(in: clause.tokens, place..<end) != nil { return nil }
    if let span = clause.spans.first(where: { $0.range.contains(place) }), isBase(span) { return (.none, 0) }
    return (.other(words), 0)
  }

  private func strangePlace(after thing: NounPhrase, _ clause: QuoteClause) -> String? {
    var place = thing.range.upperBound
    guard clause.tokens.indices.contains(place), language.placeOpeners.contains(clause.tokens[place].text) else {
      return nil
    }
    place += 1
    while clause.tokens.indices.contains(place), language.articles.contains(clause.tokens[place].text) { place += 1 }
    guard clause.tokens.indices.contains(place), clause.tokens[place].isCapital,
      !clause.spans.contains(where: { $0.range.contains(place) }), !known.contains(clause.tokens[place].stem)
    else { return nil }
    // A place that the sentence names for the other thing too is the place of both.
    let word = clause.tokens[place].text
    return clause.tokens[..<thing.range.lowerBound].contains { $0.text == word } ? nil : word
  }

  /// A word between the opener and the thing that is no part of its name: "than planned for the hall".
  private func isStrange(_ token: QuoteToken) -> Bool {
    token.kind == .word && !language.articles.contains(token.text) && !language.stopWords.contains(token.text)
      && language.dimensionWords.match([token], at: 0) == nil && token.text != "size"
  }

  private func best(_ things: [NounPhrase], isBase: Bool) -> (Side, Double) {
    var result: (Side, Double) = (.none, 0)
    for thing in things {
      let (side, weight) = side(thing, isBase: isBase)
      if weight > result.1 { result = (side, weight) }
      if case .other = side, case .none = result.0 { result = (side, 0) }
    }
    return result
  }

  private func side(_ thing: NounPhrase, isBase: Bool) -> (Side, Double) {
    if language.neutralThings.contains(thing.head) || isPronoun(thing) { return (.none, 0) }
    guard let object else { return (.none, 0) }
    let asSubject = subject.fit(thing, rival: object)
    let asObject = object.fit(thing, rival: subject)
    let fits = max(asSubject, asObject)
    // Another kind as the base is another base; as the subject it is a kind that was not found.
    if fits == .none || fits == .otherKind && isBase { return (.other(words(thing)), 0) }
    if asSubject == asObject { return (isBase ? .object : .subject, fits.weight * 0.9) }
    return asSubject > asObject ? (.subject, fits.weight) : (.object, fits.weight)
  }

  private func isPronoun(_ thing: NounPhrase) -> Bool { thing.isGeneric && thing.head == "it" }

  private func words(_ thing: NounPhrase) -> String {
    ([thing.head] + (thing.label.map { [$0] } ?? [])).joined(separator: " ")
  }

  // MARK: - Whether the number is the claim's

  /// How the two things of the text lie to those of the claim.
  private enum Order {
    case same, swapped
    /// Nothing more need be read: this is the verdict, with its share of the weight.
    case settled(QuoteVerdict.Verdict, String, share: Double)
    case notAbout
  }

  private func opinion(
    _ clause: QuoteClause, _ ratio: RatioStatement, _ sides: Sides, carried: Bool
  ) -> QuoteOpinion? {
    guard let estimate = claim.estimate, let object else { return nil }
    func make(_ verdict: QuoteVerdict.Verdict, _ why: String, _ relevance: Double) -> QuoteOpinion {
      QuoteOpinion(
        topic: .ratio(ratio.range.lowerBound), verdict: verdict, why: why, relevance: relevance,
        numbers: Set(ratio.number.map { [$0] } ?? []))
    }
    var isInverted = false
    switch order(clause, ratio, sides, object, carried: carried) {
    case .same: break
    case .swapped: isInverted = true
    case .settled(let verdict, let why, let share): return make(verdict, why, max(0.5, sides.weight) * share)
    case .notAbout: return nil
    }
    if let spoken = ratio.quantities, let quantity = claim.quantity, !spoken.contains(quantity) {
      return make(.contradicts, "It compares another quantity; \(id) compares the \(quantity.words).", sides.weight)
    }
    let readings = isInverted ? ratio.readings.map { $0.mapped { $0 == 0 ? .infinity : 1 / $0 } } : ratio.readings
    let result = make(judged(readings, estimate, ratio), why(readings, estimate, object, ratio), sides.weight)
    return sides.isOtherKind
      ? result.lowered(to: .exceeds, "It gives \(subject.name) a kind that no finding states.") : result
  }

  private func order(
    _ clause: QuoteClause, _ ratio: RatioStatement, _ sides: Sides, _ object: QuoteParty, carried: Bool
  ) -> Order {
    let isTakenUp =
      carried && clause.tokens[..<ratio.range.lowerBound].contains { language.pronouns.contains($0.text) }
    switch (sides.left, sides.right) {
    case (.subject, .object): return .same
    case (.object, .subject), (.object, .none), (.none, .subject): return .swapped
    case (.none, .none): return isTakenUp && !ratio.isChange ? .same : .notAbout
    case (.none, .object):
      // "At a third of the size of hall A, the new hall …": else the subject is not said.
      return isTakenUp || hasLaterSubject(clause, ratio)
        ? .same : .settled(.unclear, "It does not say what it compares with \(object.name).", share: 0.5)
    case (.subject, .none): return withoutBase(clause, ratio, object)
    case (.none, .other) where !isTakenUp, (.none, .elsewhere) where !isTakenUp: return .notAbout
    case (.subject, .other(let base)), (.none, .other(let base)):
      return .settled(.contradicts, "It compares with \"\(base)\"; the base of \(id) is \(object.name).", share: 1)
    case (.other(let thing), .object):
      return .settled(.contradicts, "It speaks of \"\(thing)\"; \(id) is about \(subject.name).", share: 0.5)
    case (.subject, .elsewhere(let place)), (.none, .elsewhere(let place)):
      return .settled(.unclear, "Whether the base at \"\(place)\" is that of \(id) is not known.", share: 1)
    case (.subject, .subject), (.object, .object):
      return .settled(.unclear, "What it compares with what cannot be told.", share: 0.5)
    default: return .notAbout
    }
  }

  private func withoutBase(_ clause: QuoteClause, _ ratio: RatioStatement, _ object: QuoteParty) -> Order {
    let isListed = clause.things.contains {
      $0.range.upperBound <= ratio.range.lowerBound && object.fit($0, rival: subject) >= .head
        && subject.fit($0, rival: object) == .none
    }
    if isListed { return .settled(.unclear, "What it compares with what cannot be told.", share: 1) }
    if isSameThing, isOfThen(clause, ratio) { return .swapped }
    if isSameThing, clause.has(language.presentSizes), clause.spans.contains(where: isBase) { return .swapped }
    if isSameThing, clause.spans.contains(where: { !isBase($0) }) {
      return .settled(.contradicts, "It compares with another time; the base of \(id) is \(object.name).", share: 1)
    }
    guard ratio.isChange, !isSameThing else { return .same }
    return .settled(
      .contradicts, "It says that \(subject.name) itself changed; \(id) compares it with \(object.name).", share: 1)
  }

  /// "In 2021 it was a third as large": the thing of then is compared with that of now.
  private func isOfThen(_ clause: QuoteClause, _ ratio: RatioStatement) -> Bool {
    let window = ratio.range.upperBound..<min(ratio.range.upperBound + 6, clause.tokens.count)
    return !ratio.isChange && clause.spans.contains { isBase($0) && $0.role == .at && $0.first.year != nil }
      && clause.tokens[..<ratio.range.lowerBound].contains { language.pastAuxiliaries.contains($0.text) }
      && !clause.tokens[window].contains { ["than", "as"].contains($0.text) }
  }

  private func hasLaterSubject(_ clause: QuoteClause, _ ratio: RatioStatement) -> Bool {
    guard let comma = clause.tokens[ratio.range.upperBound...].firstIndex(where: \.isComma) else { return false }
    return clause.things.contains { $0.range.lowerBound > comma && subject.fit($0, rival: object) >= .generic }
  }

  /// The year that the object's name gives, where it is the same thing at another time.
  private var baseYear: Int? {
    let tokens = QuoteTokens(claim.object?.name ?? "", language)?.tokens ?? []
    return tokens.first { $0.kind == .number && language.years.contains($0.value) }.map { Int($0.value) }
  }

  /// "than in 2015": the thing itself at a time, which must be the object's.
  private func isBase(_ span: QuotedSpan) -> Bool {
    guard isSameThing else { return false }
    guard let baseYear, let said = span.first.year else { return true }
    return baseYear == said
  }

  private func judged(
    _ readings: [QuotedInterval], _ estimate: ClaimedEstimate, _ ratio: RatioStatement
  ) -> QuoteVerdict.Verdict {
    let turned = ratio.isNegated ? readings.compactMap(\.denied) : []
    if !turned.isEmpty, ratio.number != nil { return Self.combined(turned.map { comparison($0, estimate).verdict }) }
    let verdict = Self.combined(readings.map { comparison($0, estimate).verdict })
    guard ratio.isNegated else { return verdict }
    // "not 60 % smaller" denies what agrees, and says little where it denies what does not.
    return verdict == .agrees ? .contradicts : .unclear
  }

  private func comparison(_ quoted: QuotedInterval, _ estimate: ClaimedEstimate) -> IntervalComparison {
    IntervalComparison(quoted, value: estimate.value, low: estimate.low, high: estimate.high)
  }

  private func why(
    _ readings: [QuotedInterval], _ estimate: ClaimedEstimate, _ object: QuoteParty, _ ratio: RatioStatement
  ) -> String {
    let said = readings.map { number($0, $0.low < 2 ? "%" : "times") }.joined(separator: " or ")
    let found = number(QuotedInterval(low: estimate.low, high: estimate.high), "%")
    let reason = readings.first.map { comparison($0, estimate).reason } ?? ""
    return "It says \(ratio.isNegated ? "not " : "")\(said) of \(object.name); \(id) says \(found): \(reason)."
  }

  /// Of two readings: what both say, and unclear where they differ.
  static func combined(_ verdicts: [QuoteVerdict.Verdict]) -> QuoteVerdict.Verdict {
    guard let first = verdicts.first else { return .unclear }
    if verdicts.allSatisfy({ $0 == first }) { return first }
    return verdicts.contains(.contradicts) ? .unclear : verdicts.max { $0.gravity < $1.gravity } ?? first
  }
}
