import Quantities

/// What came, went or changed, and when.
extension ClaimJudge {
  /// An event of a clause with the things and dates that stand by it.
  private struct Told {
    let event: QuoteLanguage.Event
    let isNegated: Bool
    let isFuture: Bool
    let things: [NounPhrase]
    let spans: [QuotedSpan]
  }

  private func told(_ clause: QuoteClause) -> [Told] {
    clause.events.enumerated().map { index, hit in
      let start = index > 0 ? clause.events[index - 1].range.upperBound : 0
      let end = index + 1 < clause.events.count ? clause.events[index + 1].range.lowerBound : clause.tokens.count
      func real(_ range: Range<Int>) -> [NounPhrase] {
        clause.things.filter { range.contains($0.range.lowerBound) && !language.neutralThings.contains($0.head) }
      }
      var things = real(start..<hit.range.lowerBound)
      if things.allSatisfy(\.isGeneric) {
        let after = real(hit.range.upperBound..<end)
        things = index == 0 || !after.isEmpty ? things + after : real(0..<hit.range.lowerBound)
      }
      var spans = clause.spans.filter { (hit.range.lowerBound..<end).contains($0.range.lowerBound) }
      if spans.isEmpty { spans = clause.spans.filter { (start..<hit.range.lowerBound).contains($0.range.lowerBound) } }
      if spans.isEmpty, index + 1 < clause.events.count, real(hit.range.upperBound..<end).isEmpty {
        spans = clause.spans
      }
      if clause.tokens[hit.range].contains(where: { language.lastingWords.contains($0.stem) }) {
        for index in spans.indices where [.at, .between].contains(spans[index].role) { spans[index].role = .throughout }
      }
      // "Over the winter, between November and February": the closer one is meant.
      if spans.contains(where: \.hasYear) { spans.removeAll { $0.isSeason && !$0.hasYear } }
      return Told(
        event: hit.value, isNegated: clause.isNegated(hit.range), isFuture: clause.isFuture(hit.range), things: things,
        spans: spans)
    }
  }

  func eventOpinions(_ clause: QuoteClause, carried: Bool) -> [QuoteOpinion] {
    told(clause).compactMap { told -> QuoteOpinion? in
      let fits = told.things.map { subject.fit($0) }
      var fit = told.things.allSatisfy(\.isGeneric) ? .none : fits.max() ?? .none
      if fit == .none, carried, hasPronoun(clause), told.things.allSatisfy(\.isGeneric) { fit = .generic }
      if fit == .none { return wrongThing(told) }
      guard let (verdict, why, share) = judged(told) else { return nil }
      let result = opinion(.event, verdict, why, fit.weight * share)
      return lowered(
        clause.hasRelativeDate ? result.lowered(to: .unclear, "Its date hangs on when it was written.") : result, fit)
    }
  }

  func sightOpinions(_ clause: QuoteClause, carried: Bool) -> [QuoteOpinion] {
    told(clause).compactMap { told -> QuoteOpinion? in
      var fit = told.things.filter { !$0.isGeneric }.map { subject.fit($0) }.max() ?? .none
      if fit == .none, carried, hasPronoun(clause), told.things.allSatisfy(\.isGeneric) { fit = .generic }
      guard fit > .none, let (verdict, why) = sight(told) else { return nil }
      let whole = opinion(.sight, verdict, why, fit.weight)
      let result = isOfPart(clause) ? whole : whole.lowered(to: .exceeds, "\(id) says it of \(subject.name) only.")
      return lowered(
        clause.hasRelativeDate ? result.lowered(to: .unclear, "Its date hangs on when it was written.") : result, fit)
    }
  }

  /// Of "30 % of the yard" the share must be told: else all of the yard is meant.
  private func isOfPart(_ clause: QuoteClause) -> Bool {
    guard let name = nameTokens.first, name.contains(where: { $0.text == "%" }) else { return true }
    return !clause.tokens.places(of: name, besides: language.articles).isEmpty
  }

  private func hasPronoun(_ clause: QuoteClause) -> Bool {
    clause.tokens.contains { language.pronouns.contains($0.text) }
  }

  /// The dates of this claim told to the day of another thing.
  private func wrongThing(_ told: Told) -> QuoteOpinion? {
    let named = told.things.filter { !$0.isGeneric }
    guard case .happened(claim.relation) = told.event, let thing = named.first, !told.isNegated,
      told.spans.contains(where: { $0.first.day != nil && $0.last?.day != nil }),
      happened(told.spans, asState: false).verdict == .agrees
    else { return nil }
    return opinion(.event, .contradicts, "It says this of \"\(thing.head)\"; \(id) is about \(subject.name).", 0.2)
  }

  private typealias Judged = (verdict: QuoteVerdict.Verdict, why: String)

  private func change(_ relation: ClaimRelation, _ told: Told) -> (QuoteVerdict.Verdict, String, Double)? {
    if relation == claim.relation {
      if told.isFuture { return (.contradicts, "It says that this will be; \(id) says that it was.", 1) }
      if told.isNegated {
        // "was not removed before May" says that it was removed later.
        guard let span = told.spans.first, span.role == .before || span.role == .until else {
          return (.contradicts, "It denies what \(id) says.", 1)
        }
        let later = QuotedSpan(range: span.range, role: .after, first: span.first, last: span.last)
        let (verdict, why) = happened([later], asState: false)
        return (verdict, why, 1)
      }
      let (verdict, why) = happened(told.spans, asState: false)
      return (verdict, why, 1)
    }
    if relation == .cleared, claim.relation == .removed, !told.isNegated, !told.isFuture {
      // What was flattened is gone.
      let (verdict, why) = happened(told.spans, asState: false)
      return (verdict, why, 0.8)
    }
    let opposites: Set<ClaimRelation> = [.built, .removed]
    if opposites.contains(relation),
      opposites.contains(claim.relation) || relation == .removed && claim.relation == .altered
    {
      return told.isNegated ? nil : (.contradicts, "It says the opposite of \(id).", 0.5)
    }
    return relation == .hidden && claim.relation == .removed && !told.isNegated
      ? (.unclear, "It says hidden; \(id) says removed.", 0.5) : nil
  }

  private func judged(_ told: Told) -> (QuoteVerdict.Verdict, String, Double)? {
    let isArrival = claim.relation == .built
    switch told.event {
    case .happened(let relation): return change(relation, told)
    case .unchanged:
      return (told.isNegated ? .agrees : .contradicts, "\(id) says that it changed.", 1)
    case .present, .visible:
      guard isArrival || claim.relation == .removed else { return nil }
      let (verdict, why) = isThere(!told.isNegated, told.spans, isArrival: isArrival)
      return (verdict, why, 1)
    case .absent:
      guard isArrival || claim.relation == .removed else { return nil }
      let (verdict, why) = isThere(told.isNegated, told.spans, isArrival: isArrival)
      return (verdict, why, 1)
    case .firstSeen: return isArrival ? seen(claim.bracket?.notAfter, told.spans) : nil
    case .lastSeen: return claim.relation == .removed ? seen(claim.bracket?.notBefore, told.spans) : nil
    }
  }

  private func sight(_ told: Told) -> Judged? {
    switch told.event {
    case .happened(.hidden):
      if told.isNegated { return (.contradicts, "It denies what \(id) says.") }
      return happened(told.spans, asState: true)
    case .happened(.removed), .absent:
      return told.isNegated ? nil : (.contradicts, "It says that it is gone; \(id) only says that it cannot be seen.")
    case .happened(let relation):
      return relation == .built ? nil : (.unclear, "\(id) only says that it cannot be seen.")
    case .visible, .firstSeen: return isThere(!told.isNegated, told.spans, isArrival: false)
    case .lastSeen: return seen(claim.bracket?.notBefore, told.spans).map { ($0.0, $0.1) }
    case .present, .unchanged:
      return told.isNegated
        ? (.contradicts, "It says that it is gone; \(id) only says that it cannot be seen.")
        : (.exceeds, "It says what became of it; \(id) says that it cannot be seen.")
    }
  }

  // MARK: - Dates against the bracket

  private var firstDay: Int? { claim.bracket?.notBefore.map { Int($0.daysSince1970.rounded(.down)) } }
  private var lastDay: Int? { claim.bracket?.notAfter.map { Int($0.daysSince1970.rounded(.down)) } }

  /// The years that a date without one may mean: those of the bracket.
  private var years: Set<Int> {
    let ends = [claim.bracket?.notBefore, claim.bracket?.notAfter].compactMap { $0?.calendarDay.year }
    return Set(ends)
  }

  private var bracketWords: String {
    switch (claim.bracket?.notBefore, claim.bracket?.notAfter) {
    case (let first?, let last?): "between \(first.day) and \(last.day)"
    case (nil, let last?): "on or before \(last.day)"
    case (let first?, nil): "after \(first.day)"
    case (nil, nil): "on an unknown date"
    }
  }

  /// The least grave verdict over the years that the dates may mean; the gravest over the dates.
  private func gravest(_ spans: [QuotedSpan], _ judge: (QuotedSpan, Int) -> QuoteVerdict.Verdict?) -> QuoteVerdict
    .Verdict?
  {
    spans.compactMap { span in
      // A winter is called by the year in which it began, or by that in which it ended.
      let said = span.first.isWinter && !span.hasYear ? years.union(years.map { $0 - 1 }) : years
      return span.readings.flatMap { reading in said.compactMap { judge(reading, $0) } }
        .min { $0.gravity < $1.gravity }
    }.max { $0.gravity < $1.gravity }
  }

  private func happened(_ spans: [QuotedSpan], asState: Bool) -> Judged {
    let verdict = gravest(spans) { span, year in
      // A state that lasts "since May" began then.
      guard let days = asState && span.role == .since ? span.days(year: year) : span.eventDays(year: year)
      else { return .unclear }
      let first = firstDay ?? Int.min
      let last = lastDay ?? Int.max
      if days.upperBound < first || days.lowerBound > last { return .contradicts }
      if days.lowerBound == Int.min, days.upperBound <= first { return .contradicts }
      // The event lies after the first day of the bracket and not after the last.
      let holds =
        (first == Int.min ? days.lowerBound == Int.min : days.lowerBound <= first + 1)
        && (last == Int.max ? days.upperBound == Int.max : days.upperBound >= last)
      return holds ? .agrees : .exceeds
    }
    switch verdict {
    case nil: return (.agrees, "It says what \(id) says, without its dates.")
    case .agrees?: return (.agrees, "Its dates hold those of \(id), \(bracketWords).")
    case .exceeds?: return (.exceeds, "Its date is narrower than that of \(id), \(bracketWords).")
    case .contradicts?: return (.contradicts, "Its date is not that of \(id), \(bracketWords).")
    case .unclear?: return (.unclear, "Its date cannot be read.")
    }
  }

  /// The thing is said to be there, or not, at a time.
  private func isThere(_ isThere: Bool, _ spans: [QuotedSpan], isArrival: Bool) -> Judged {
    let isNewState = isThere == isArrival
    let verdict = gravest(spans) { span, year in
      guard let days = span.days(year: year) else { return .unclear }
      if span.role == .throughout {
        let start = firstDay ?? Int.min
        let end = lastDay ?? Int.max
        if isNewState { return days.lowerBound >= end ? .agrees : days.lowerBound <= start ? .contradicts : .exceeds }
        return days.upperBound <= start ? .agrees : days.upperBound >= end ? .contradicts : .exceeds
      }
      // "gone by 19 April" dates the event itself.
      if isNewState, [.until, .before, .between, .since].contains(span.role) {
        return happened([span], asState: span.role == .since).verdict
      }
      let isAfter = lastDay.map { days.lowerBound >= $0 } ?? false
      let isBefore = firstDay.map { days.upperBound <= $0 } ?? false
      if isNewState {
        return isAfter || lastDay.map(days.contains) == true ? .agrees : isBefore ? .contradicts : .exceeds
      }
      if span.role == .since || span.role == .after { return .contradicts }
      return isBefore || firstDay.map(days.contains) == true ? .agrees : isAfter ? .contradicts : .exceeds
    }
    let found = "\(id) says \(bracketWords)"
    guard let verdict else {
      return isNewState
        ? (.agrees, "It is so since the dates of \(id).") : (.contradicts, "It denies the change; \(found).")
    }
    return (verdict, "It says what was so at a time; \(found).")
  }

  private func seen(_ date: Timestamp?, _ spans: [QuotedSpan]) -> (QuoteVerdict.Verdict, String, Double)? {
    guard let date, !spans.isEmpty else { return nil }
    let day = Int(date.daysSince1970.rounded(.down))
    let holds = spans.contains { $0.days(year: date.calendarDay.year)?.contains(day) == true }
    return (holds ? .agrees : .contradicts, "\(id) gives \(date.day).", 1)
  }
}
