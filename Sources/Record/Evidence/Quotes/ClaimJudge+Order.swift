import Quantities

/// Which of two things began first, and what did not come at all.
extension ClaimJudge {
  /// Which of the two a thing is; `nil` where it may be either or neither.
  private func party(_ thing: NounPhrase) -> (isSubject: Bool, weight: Double)? {
    guard let object else { return nil }
    let ours = subject.fit(thing, rival: object)
    let theirs = object.fit(thing, rival: subject)
    guard max(ours, theirs) > .otherKind, ours != theirs else { return nil }
    return (ours > theirs, max(ours, theirs).weight)
  }

  func lagOpinions(_ clause: QuoteClause) -> [QuoteOpinion] {
    guard let estimate = claim.estimate, object != nil else { return [] }
    if let same = language.sameTime.first(in: clause.tokens, clause.tokens.indices) {
      let named = clause.things.compactMap(party)
      guard named.contains(where: \.isSubject), named.contains(where: { !$0.isSubject }) else { return [] }
      let quoted = QuotedInterval(centre: 0, low: -3, high: 3, isHedged: true)
      return [
        order(quoted, estimate, named.reduce(0) { $0 + $1.weight }, clause, isNegated: clause.isNegated(same.range))
      ]
    }
    let earlier = language.earlier.first(in: clause.tokens, clause.tokens.indices)
    let later = language.later.first(in: clause.tokens, clause.tokens.indices)
    guard let word = [earlier, later].compactMap({ $0 }).min(by: { $0.range.lowerBound < $1.range.lowerBound })
    else { return [] }
    let isEarlier = word.range == earlier?.range
    let left = clause.things.filter { $0.range.upperBound <= word.range.lowerBound }.compactMap(party)
    let following = clause.things.filter { $0.range.lowerBound >= word.range.upperBound && !$0.isGeneric }
    let right = following.compactMap(party)
    // "Five weeks before the assembly plant, the fuel plant began": both stand on the right, the base first.
    let ordered = left.isEmpty ? Array(right.dropFirst().prefix(1)) : left.suffix(1)
    let base = right.first
    guard let first = ordered.first ?? base.map({ (!$0.isSubject, 0) }) else { return [] }
    if let base, base.isSubject == first.isSubject { return [] }
    let said = clause.numbers.first { $0.measure == .duration }
    guard said != nil || base != nil else { return [] }
    let readings = said?.readings ?? [QuotedInterval(low: 0, high: .infinity)]
    let sign: Double = isEarlier == first.isSubject ? 1 : -1
    let isOther = base == nil && !following.isEmpty
    return readings.prefix(1).map {
      let result = order(
        $0.mapped { $0 * sign }, estimate, first.weight + (base?.weight ?? 0), clause,
        isNegated: clause.isNegated(word.range) || clause.isNegated((said?.range ?? word.range)), number: said?.start)
      return isOther ? result.lowered(to: .unclear, "What it is compared with cannot be told.") : result
    }
  }

  private func order(
    _ quoted: QuotedInterval, _ estimate: ClaimedEstimate, _ relevance: Double, _ clause: QuoteClause,
    isNegated: Bool, number: Int? = nil
  ) -> QuoteOpinion {
    let result = IntervalComparison(quoted, value: estimate.value, low: estimate.low, high: estimate.high)
    let verdict = isNegated ? (result.verdict == .agrees ? .contradicts : .unclear) : result.verdict
    return opinion(
      .lag, verdict, "\(claim.sentence) The retelling: \(result.reason).", relevance, Set(number.map { [$0] } ?? []))
  }

  // MARK: - Nothing new

  func absenceOpinions(_ clause: QuoteClause, carried: Bool) -> [QuoteOpinion] {
    let noun = words.last { $0.kind == .word }?.stem ?? ""
    let place = mention(clause, carried: carried)?.fit ?? .none
    let absolute = language.absolutes.first(in: clause.tokens, clause.tokens.indices)
    let isDenied =
      noun.isEmpty
      ? []
      : clause.tokens.indices.filter { index in
        let stem = clause.tokens[index].stem
        return (stem == noun || language.isGeneral(stem, for: noun)) && clause.isNegated(index..<index + 1)
      }
    if isDenied.isEmpty, absolute == nil { return came(clause, noun, place) }
    let isLimited = clause.has(language.limits) || clause.numbers.contains { $0.measure == .area }
    let relevance = 1 + place.weight
    if isDenied.isEmpty || !isLimited {
      return [
        opinion(
          .absence, .exceeds, "It says that nothing came; \(id) only speaks of what could be seen: \(claim.sentence)",
          relevance)
      ]
    }
    var result = opinion(.absence, .agrees, "It says what \(id) says.", relevance)
    let isElsewhereSaid = clause.tokens.contains { language.elsewhere.contains($0.text) }
    let isLoss = clause.events.contains { $0.value == .happened(.removed) }
    if isElsewhereSaid || isLoss { result = result.lowered(to: .unclear, "It does not say that nothing came there.") }
    if place == .none, clause.things.contains(where: { isElsewhere($0, noun) }) {
      result = result.lowered(to: .unclear, "It speaks of another place than \(id).")
    }
    return [sized(periodChecked(result, clause), clause)]
  }

  private func isElsewhere(_ thing: NounPhrase, _ noun: String) -> Bool {
    !thing.isGeneric && !language.neutralThings.contains(thing.head) && thing.head != noun
      && !language.areKin(thing.head, noun)
  }

  /// "A new building appeared in …" against a claim that none came there.
  private func came(_ clause: QuoteClause, _ noun: String, _ place: QuoteParty.Fit) -> [QuoteOpinion] {
    guard place >= .head,
      let thing = clause.things.first(where: { $0.head == noun || language.isGeneral($0.head, for: noun) }),
      subject.fit(thing) == .none || thing.head == noun
    else { return [] }
    let isBuilt = clause.events.contains { $0.value == .happened(.built) && !clause.isNegated($0.range) }
    let isFound = thing.age == .new && clause.has(language.limits)
    guard isBuilt || isFound else { return [] }
    return [opinion(.absence, .contradicts, "It says that something new came; \(claim.sentence)", 1 + place.weight)]
  }

  /// Nothing over 200 m² came: told of 50 m² it says more.
  private func sized(_ result: QuoteOpinion, _ clause: QuoteClause) -> QuoteOpinion {
    guard let estimate = claim.estimate, let said = clause.numbers.first(where: { $0.measure == .area }),
      let reading = said.readings.first
    else { return result }
    let numbered = QuoteOpinion(
      topic: result.topic, verdict: result.verdict, why: result.why, relevance: result.relevance, numbers: [said.start])
    let least = reading.centre ?? (reading.high == .infinity ? reading.low : 0)
    guard least < estimate.value * 0.95 else { return numbered }
    return numbered.lowered(to: .exceeds, "It excludes smaller things than \(id) can: \(claim.sentence)")
  }

  /// An absence or a pace is known within its dates only.
  func periodChecked(_ result: QuoteOpinion, _ clause: QuoteClause) -> QuoteOpinion {
    guard let first = claim.bracket?.notBefore, let last = claim.bracket?.notAfter, let span = clause.spans.first else {
      return result
    }
    let from = Int(first.daysSince1970.rounded(.down))
    let to = Int(last.daysSince1970.rounded(.down))
    let years = Set([first.calendarDay.year, last.calendarDay.year])
    let periods = years.compactMap { span.role == .until ? span.days(year: $0) : span.eventDays(year: $0) }
    guard !periods.isEmpty else { return result.lowered(to: .unclear, "Its date cannot be read.") }
    if periods.allSatisfy({ $0.upperBound < from || $0.lowerBound > to }) {
      return result.lowered(to: .contradicts, "It speaks of other dates than \(id): \(claim.sentence)")
    }
    // "since January" lasts to the last picture.
    let isHeld = periods.contains { period in
      // Months and years are said roughly: a tenth of them at either end goes without saying.
      let isToTheDay = span.first.day != nil
      let length =
        period.upperBound == Int.max || period.lowerBound == Int.min ? 0 : period.upperBound - period.lowerBound
      let slack = isToTheDay ? 0 : length / 10
      return period.lowerBound >= from - slack && (period.upperBound <= to + slack || period.upperBound == Int.max)
    }
    return isHeld ? result : result.lowered(to: .exceeds, "It speaks of more time than \(id): \(claim.sentence)")
  }
}
