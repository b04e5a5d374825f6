/// Measured sizes, counts, occupied length and pace.
extension ClaimJudge {
  func measureOpinions(_ clause: QuoteClause, _ ratios: [RatioStatement], carried: Bool) -> [QuoteOpinion] {
    guard let estimate = claim.estimate, let quantity = claim.quantity else { return [] }
    let measure: QuoteLanguage.Measure = estimate.unit == "m2" ? .area : estimate.unit == "m" ? .length : .plain
    guard measure != .plain else { return [] }
    return clause.numbers.compactMap { said -> QuoteOpinion? in
      guard !isRate(said, clause), !isOfNothing(said, clause),
        let (bare, fit) = weight(of: said, clause, carried: carried)
      else { return nil }
      // "The area" may be the floor's, where no finding gives the ground's.
      let weight = bare - (isLoose(said, clause) ? 0.5 : 0)
      if said.measure != measure { return otherUnit(said, clause, weight) }
      if isDifference(said, clause) { return grown(said, clause, weight) }
      let spoken = dimension(of: said, clause)
      // A length of another kind is for another finding to judge, if there is one.
      if let spoken, !spoken.contains(quantity) {
        let result = compared(said, .size(said.start), clause, weight, unit: estimate.unitWords)
        return result.verdict != .agrees
          ? nil
          : opinion(
            .size(said.start), .contradicts,
            "It gives that number for another quantity than the \(quantity.words) of \(id).",
            weight * 0.5, [said.start])
      }
      let isOccupied = clause.has(language.occupied) || clause.has(language.empty)
      let result = compared(said, .size(said.start), clause, weight * (isOccupied ? 0.5 : 1), unit: estimate.unitWords)
      // A length without a word for it may be a distance or any other side.
      let isDistance =
        language.distances.match(clause.tokens, at: said.range.upperBound) != nil
        && language.sizeWords.match(clause.tokens, at: said.range.upperBound) == nil
      let isNamed = (spoken != nil || measure == .area || quantity == .length) && !isDistance
      if changed(said, clause) != nil {
        return lowered(result.lowered(to: .exceeds, "It says that it came to be so; \(id) only gives the size."), fit)
      }
      return lowered(isNamed ? result : result.lowered(to: .unclear, "Which length it gives is not said."), fit)
    }
  }

  /// "48,200 cubic metres": the claim's number in a unit of another kind.
  private func otherUnit(_ said: QuotedNumber, _ clause: QuoteClause, _ weight: Double) -> QuoteOpinion? {
    guard [.area, .length, .other].contains(said.measure), let estimate = claim.estimate,
      let reading = said.readings.first,
      IntervalComparison(reading, value: estimate.value, low: estimate.low, high: estimate.high).verdict != .contradicts
    else { return nil }
    return opinion(
      .size(said.start), .contradicts, "It gives that number in another unit; \(id) says \(estimate.words).",
      weight * 0.5, [said.start])
  }

  /// "grew by 1,240 m²": the claim's size told as a growth, which is another one.
  private func grown(_ said: QuotedNumber, _ clause: QuoteClause, _ weight: Double) -> QuoteOpinion? {
    guard changed(said, clause) != nil, let estimate = claim.estimate, let reading = said.readings.first,
      IntervalComparison(reading, value: estimate.value, low: estimate.low, high: estimate.high).verdict != .contradicts
    else { return nil }
    return opinion(
      .size(said.start), .contradicts, "It gives the size as a change of it; \(id) says \(estimate.words).", weight,
      [said.start])
  }

  /// The word before a number by which the thing is said to have changed.
  private func changed(_ said: QuotedNumber, _ clause: QuoteClause) -> QuoteLanguage.Comparative? {
    language.changedBy.first(in: clause.tokens, max(0, said.range.lowerBound - 4)..<said.range.lowerBound)?.value
  }

  func countOpinions(_ clause: QuoteClause, carried: Bool) -> [QuoteOpinion] {
    guard let noun = countedNoun else { return [] }
    let places = clause.things.filter {
      !language.areKin($0.head, noun) && $0.head != noun && !language.neutralThings.contains($0.head)
    }
    let place = places.map { subject.fit($0) }.max() ?? (carried ? .generic : .none)
    let isElsewhere = !places.isEmpty && place == .none
    var found: [QuoteOpinion] = []
    for said in clause.numbers where said.measure == .plain {
      let reach = said.range.upperBound..<min(said.range.upperBound + 5, clause.tokens.count)
      // What is counted stands before the next part of the sentence.
      let end = reach.first { clause.tokens[$0].isComma || language.negations.contains(clause.tokens[$0]) }
      let window = reach.lowerBound..<(end ?? reach.upperBound)
      guard let name = clause.tokens[window].first(where: { $0.stem == noun || language.areKin($0.stem, noun) })
      else { continue }
      // "50 a year" counts no things that stand somewhere.
      if language.everyMonth.first(in: clause.tokens, window) != nil { continue }
      // "14 more vehicles" are not all of them.
      if language.comparatives.first(in: clause.tokens, window) != nil { continue }
      var result = compared(said, .count(said.start), clause, 1 + place.weight, unit: name.text)
      if name.stem != noun, !language.isGeneral(name.stem, for: noun) {
        result = result.lowered(
          to: .exceeds, "It says \"\(name.text)\"; \(id) counted \(claim.words ?? noun) of no closer kind.")
      }
      if isElsewhere { result = result.lowered(to: .unclear, "Where it counts them, no finding does.") }
      found.append(result)
    }
    if found.isEmpty, let none = noneCounted(clause, noun, place) { found.append(none) }
    return found
  }

  private var countedNoun: String? {
    words.last { $0.kind == .word }?.stem
  }

  private func noneCounted(_ clause: QuoteClause, _ noun: String, _ place: QuoteParty.Fit) -> QuoteOpinion? {
    let names = clause.tokens.indices.filter { clause.tokens[$0].stem == noun }
    guard let estimate = claim.estimate, let name = names.first else { return nil }
    let isNone = clause.isNegated(name..<name + 1)
    let isSingle = clause.tokens[max(0, name - 2)..<name].contains { language.singles.contains($0.text) }
    let quoted =
      isSingle
      ? QuotedInterval(centre: 1, low: 1, high: 1, isHedged: true)
      : isNone
        ? QuotedInterval(centre: 0, low: 0, high: 0, isHedged: true) : QuotedInterval(low: 1, high: .infinity)
    let result = IntervalComparison(quoted, value: estimate.value, low: estimate.low, high: estimate.high)
    return dated(
      opinion(
        .count(name), result.verdict, "It says \(isNone ? "none" : "some"); \(id) says \(estimate.words).",
        1 + place.weight),
      clause)
  }

  func occupiedOpinions(_ clause: QuoteClause, carried: Bool) -> [QuoteOpinion] {
    guard let estimate = claim.estimate, let (fit, _) = mention(clause, carried: carried) else { return [] }
    let isFree =
      clause.has(language.empty)
      || language.occupied.all(in: clause.tokens).contains { clause.isNegated($0.range) }
    guard isFree || clause.has(language.occupied) || fit >= .head && !clause.numbers.isEmpty else { return [] }
    let wanted: QuoteLanguage.Measure = estimate.unit == "1" ? .percent : .length
    // "The width of the siding is 50 m" is no length of what stands on it.
    if !isFree, !clause.has(language.occupied),
      let said = clause.numbers.first(where: { $0.measure == wanted }), dimensionHit(of: said, clause) != nil
    {
      return []
    }
    guard let said = clause.numbers.first(where: { $0.measure == wanted }) else {
      if isFree {
        return [
          opinion(
            .occupied, estimate.low > 0 ? .contradicts : .unclear, "It calls it empty; \(id) says \(estimate.words).",
            fit.weight)
        ]
      }
      let isWhole = clause.tokens.contains { language.wholes.contains($0.text) }
      let verdict: QuoteVerdict.Verdict = isWhole ? .exceeds : estimate.low > 0 ? .agrees : .unclear
      return clause.has(language.occupied) && clause.numbers.isEmpty
        ? [dated(opinion(.occupied, verdict, "\(id) says that \(estimate.words) is occupied.", fit.weight), clause)]
        : []
    }
    let result = compared(said, .occupied, clause, fit.weight, unit: estimate.unitWords)
    guard isFree else { return [result] }
    return [
      opinion(
        .occupied, result.verdict == .agrees ? .contradicts : .unclear,
        "It gives the free part; \(id) gives the occupied one.", fit.weight, [said.start])
    ]
  }

  func paceOpinions(_ clause: QuoteClause, carried: Bool) -> [QuoteOpinion] {
    guard let estimate = claim.estimate else { return [] }
    let fit = mention(clause, carried: carried)?.fit ?? .none
    if let said = clause.numbers.first(where: { $0.measure == .area && isRate($0, clause) }),
      let every = language.everyMonth.first(in: clause.tokens, said.range.upperBound..<clause.tokens.count)
    {
      if let change = language.changedBy.first(in: clause.tokens, clause.tokens.indices),
        change.value.comparison == .smaller
      {
        return [
          opinion(
            .pace, .contradicts, "It says that it shrinks; \(id) says \(estimate.words).", fit.weight + 1, [said.start])
        ]
      }
      let months = said.readings.map { reading in reading.mapped { $0 * every.value } }
      let result = compared(said, .pace, clause, fit.weight + 1, unit: estimate.unitWords, readings: months)
      return [periodChecked(result, clause)]
    }
    guard fit > .none, let hit = language.paces.first(in: clause.tokens, clause.tokens.indices) else { return [] }
    let isNegated = clause.isNegated(hit.range)
    if estimate.unit == "1", hit.value != .stopped {
      let isFaster = (hit.value == .faster) != isNegated
      let quoted = isFaster ? QuotedInterval(low: 1, high: .infinity) : QuotedInterval(low: 0, high: 1)
      let result = IntervalComparison(quoted, value: estimate.value, low: estimate.low, high: estimate.high)
      return [
        opinion(.pace, result.verdict, "\(id) says \(estimate.words) of the usual pace: \(result.reason).", fit.weight)
      ]
    }
    if hit.value == .stopped {
      let verdict: QuoteVerdict.Verdict = isNegated ? .agrees : estimate.low > 0 ? .contradicts : .exceeds
      return [opinion(.pace, verdict, "\(id) says \(estimate.words).", fit.weight)]
    }
    return [opinion(.pace, .exceeds, "It judges the pace; \(id) only says \(estimate.words).", fit.weight)]
  }

  // MARK: - Shared

  func opinion(
    _ topic: QuoteOpinion.Topic, _ verdict: QuoteVerdict.Verdict, _ why: String, _ relevance: Double,
    _ numbers: Set<Int> = []
  ) -> QuoteOpinion {
    QuoteOpinion(topic: topic, verdict: verdict, why: why, relevance: relevance, numbers: numbers)
  }

  /// A number against the claim's interval, then its date against the claim's.
  func compared(
    _ said: QuotedNumber, _ topic: QuoteOpinion.Topic, _ clause: QuoteClause, _ relevance: Double, unit: String,
    readings: [QuotedInterval]? = nil
  ) -> QuoteOpinion {
    guard let estimate = claim.estimate, !estimate.value.isNaN else {
      return opinion(topic, .unclear, "\(id) has no number.", relevance)
    }
    let isDenied = clause.isNegated(said.range) && !isBound(said, clause)
    let told = readings ?? said.readings
    let turned = isDenied ? told.compactMap(\.denied) : []
    let readings = turned.isEmpty ? told : turned
    let results = readings.map {
      IntervalComparison($0, value: estimate.value, low: estimate.low, high: estimate.high)
    }
    // "1.240 m²" of translated copy: of two readings a thousandfold apart the sensible one is meant.
    var verdict =
      said.measure == .area || said.measure == .length
      ? results.map(\.verdict).min { $0.gravity < $1.gravity } ?? .unclear : Self.combined(results.map(\.verdict))
    if isDenied, turned.isEmpty { verdict = verdict == .agrees ? .contradicts : .unclear }
    let text = readings.map { number($0, unit) }.joined(separator: " or ")
    let why = "It says \(text); \(id) says \(estimate.words): \(results.first?.reason ?? "")."
    return dated(opinion(topic, verdict, why, relevance, [said.start]), clause)
  }

  /// "no more than", "not less than" hold their own negation.
  private func isBound(_ said: QuotedNumber, _ clause: QuoteClause) -> Bool {
    clause.tokens[said.range].contains { language.negations.contains($0) }
  }

  /// A claim of one date, told of another one, is told wrongly.
  func dated(_ result: QuoteOpinion, _ clause: QuoteClause) -> QuoteOpinion {
    guard let date = claim.date, let span = clause.spans.first else { return result }
    let day = Int(date.daysSince1970.rounded(.down))
    guard let days = span.eventDays(year: date.calendarDay.year), !days.contains(day) else { return result }
    return result.lowered(to: .contradicts, "It gives another date; \(id) is of \(date.day).")
  }

  func lowered(_ result: QuoteOpinion, _ fit: QuoteParty.Fit) -> QuoteOpinion {
    guard fit == .otherKind else { return result }
    return result.lowered(to: .exceeds, "It gives \(subject.name) a kind that no finding states.")
  }

  /// "12 m taller", "grew by 300 m²": the number is no size of the thing.
  private func isDifference(_ said: QuotedNumber, _ clause: QuoteClause) -> Bool {
    if language.comparatives.match(clause.tokens, at: said.range.upperBound) != nil { return true }
    let before = max(0, said.range.lowerBound - 4)..<said.range.lowerBound
    return language.changedBy.first(in: clause.tokens, before) != nil
      && before.contains { clause.tokens[$0].text == "by" }
  }

  func isRate(_ said: QuotedNumber, _ clause: QuoteClause) -> Bool {
    language.everyMonth.match(clause.tokens, at: said.range.upperBound) != nil
  }

  /// "no new building over 200 m²": a limit of what could be seen, and no size of a thing.
  private func isOfNothing(_ said: QuotedNumber, _ clause: QuoteClause) -> Bool {
    clause.things.contains { thing in
      thing.range.upperBound <= said.start && said.start - thing.range.upperBound < 5
        && clause.negations.contains { $0 < thing.range.upperBound && thing.range.lowerBound - $0 <= 2 }
    }
  }

  /// The things before a number own it, the nearest first; "a 1,240 m² hall" is owned by what follows.
  private func weight(of said: QuotedNumber, _ clause: QuoteClause, carried: Bool) -> (Double, QuoteParty.Fit)? {
    let before = clause.things.filter { $0.range.upperBound <= said.start && !language.neutralThings.contains($0.head) }
    var named: (weight: Double, fit: QuoteParty.Fit)?
    for (rank, thing) in before.reversed().enumerated() {
      let fit = subject.fit(thing)
      let weight = max(0.1, fit.weight - Double(rank) * 0.6)
      if fit > .none, weight > named?.weight ?? 0 { named = (weight, fit) }
    }
    if let named { return (named.weight, named.fit) }
    let end = said.range.upperBound
    // "1,480 m² is the area of the hall": the quantity is no thing.
    let after = clause.things.first {
      $0.range.lowerBound >= end && (!isQuantity($0, clause) || subject.fit($0) > .none)
    }
    if let after, after.range.lowerBound - end <= 4 || isQuantityBefore(after, from: end, clause),
      case let fit = subject.fit(after), fit > .none
    {
      return (fit.weight * 0.9, fit)
    }
    let isTakenUp = clause.tokens.contains { language.pronouns.contains($0.text) }
    return carried && isTakenUp && before.allSatisfy(\.isGeneric) ? (1, .generic) : nil
  }

  private func isQuantity(_ thing: NounPhrase, _ clause: QuoteClause) -> Bool {
    language.exactQuantities.match(clause.tokens, at: thing.range.upperBound - 1) != nil
  }

  /// "is the area of": only that stands between.
  private func isQuantityBefore(_ thing: NounPhrase, from start: Int, _ clause: QuoteClause) -> Bool {
    guard thing.range.lowerBound - start <= 7 else { return false }
    let between = clause.tokens[start..<thing.range.lowerBound]
    return language.dimensionWords.first(in: clause.tokens, start..<thing.range.lowerBound) != nil
      && between.allSatisfy {
        language.stopWords.contains($0.text) || language.dimensionWords.contains($0)
          || $0.text == "floor" || $0.text == "ground"
      }
  }

  /// Whether the word for the quantity names another one first than the claim's, as "area" does of a floor area.
  private func isLoose(_ said: QuotedNumber, _ clause: QuoteClause) -> Bool {
    guard let hit = dimensionHit(of: said, clause),
      let exact = language.exactQuantities.match(clause.tokens, at: hit.range.lowerBound)
    else { return false }
    return exact.value != claim.quantity
  }

  private func dimension(of said: QuotedNumber, _ clause: QuoteClause) -> Set<ClaimQuantity>? {
    dimensionHit(of: said, clause)?.value
  }

  /// The number that an interval in brackets belongs to: 90 m of "90 m (90 % interval 89 to 91 m)".
  private func owner(of said: QuotedNumber, _ clause: QuoteClause) -> QuotedNumber {
    guard said.range.lowerBound > 0, clause.tokens[said.range.lowerBound - 1].text == "interval" else { return said }
    return clause.numbers.last { $0.start < said.start && $0.measure == said.measure } ?? said
  }

  private func dimensionHit(
    of given: QuotedNumber, _ clause: QuoteClause
  ) -> (range: Range<Int>, value: Set<ClaimQuantity>)? {
    let said = owner(of: given, clause)
    let names = nameTokens.flatMap { clause.tokens.places(of: $0, besides: language.articles) }
    let after = said.range.upperBound..<min(said.range.upperBound + 3, clause.tokens.count)
    // An area is no length, whatever stands beside it: "sprawls across 12 acres".
    func fits(_ value: Set<ClaimQuantity>) -> Bool {
      said.measure != .area || value.isEmpty || value.contains(.area) || value.contains(.floorArea)
    }
    if let hit = language.dimensionWords.first(in: clause.tokens, after), fits(hit.value) { return hit }
    // A name stands between: however long it is, the quantity before it is not far.
    let long = names.filter { $0.upperBound <= said.range.lowerBound }.map(\.count).max() ?? 0
    let before = max(0, said.range.lowerBound - 8 - long)..<said.range.lowerBound
    return language.dimensionWords.all(in: clause.tokens).last { hit in
      before.contains(hit.range.lowerBound) && fits(hit.value)
        && !names.contains { $0.contains(hit.range.lowerBound) }
    }
  }
}
