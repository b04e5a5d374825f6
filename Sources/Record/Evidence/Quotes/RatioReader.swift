/// Reads the comparisons of a clause.
struct RatioReader {
  let clause: QuoteClause
  private var tokens: [QuoteToken] { clause.tokens }
  private var language: QuoteLanguage { clause.language }

  init(_ clause: QuoteClause) { self.clause = clause }

  func read() -> [RatioStatement] {
    let numbered = clause.numbers.filter { $0.measure == .percent || $0.measure == .times }.compactMap(statement)
    return numbered + plain(besides: numbered.map(\.range) + clause.numbers.map(\.range))
  }

  private func statement(_ number: QuotedNumber) -> RatioStatement? {
    var after = number.range.upperBound
    // "40 % only of", "two thirds again"
    if tokens.indices.contains(after), ["in", "just", "only"].contains(tokens[after].text) { after += 1 }
    if let hit = language.comparatives.match(tokens, at: after) {
      return make(number, hit.value, number.range.lowerBound..<after + hit.length, isDifference: true)
    }
    if let hit = share(at: after) {
      return make(number, hit.value, number.range.lowerBound..<hit.end, isDifference: false, leads: hit.leads)
    }
    if let verb = sizeVerb(before: number) {
      // "exceeds hall A by half": the base follows the verb.
      return make(number, .init(verb.value), verb.range, isDifference: true, leads: true)
    }
    if let (hit, start, isChange) = lead(before: number) {
      return make(number, hit, start..<number.range.upperBound, isDifference: true, isChange: isChange)
    }
    if number.measure == .percent, language.frontedBase.first(in: tokens, tokens.indices) != nil {
      return make(number, .init(.equal), number.range, isDifference: false)
    }
    if language.multiples.match(tokens, at: number.start) != nil {
      return make(number, .init(.equal), number.range, isDifference: false)
    }
    return nil
  }

  private func share(at index: Int) -> (value: QuoteLanguage.Comparative, end: Int, leads: Bool)? {
    guard let hit = language.shareOf.match(tokens, at: index) else { return nil }
    var end = index + hit.length
    var value = hit.value
    // "of the size of", "of the ground area of": the base comes after the second "of".
    let window = end..<min(end + 5, tokens.count)
    if let dimension = language.dimensionWords.first(in: tokens, window) { value = .init(.equal, dimension.value) }
    if value.quantities == nil, let of = window.first(where: { tokens[$0].text == tokens[index].text && $0 > end }),
      !tokens[end..<of].contains(where: { language.isKind($0.stem) || $0.isComma })
    {
      // "of the yield of": another quantity than any size.
      if tokens[end..<of].contains(where: isUnknown) { value = .init(.equal, []) }
      return (value, of + 1, true)
    }
    if let dimension = language.dimensionWords.first(in: tokens, window),
      !tokens[end..<dimension.range.lowerBound].contains(where: { language.isKind($0.stem) })
    {
      end = dimension.range.upperBound
      if tokens.indices.contains(end), language.baseOpeners.match(tokens, at: end) != nil {
        return (value, end + (language.baseOpeners.match(tokens, at: end)?.length ?? 0), true)
      }
      return (value, end, false)
    }
    return (value, end, language.baseOpeners.ending(before: end, in: tokens) != nil)
  }

  /// "smaller by 65 %", "shrank by a third", "larger by a factor of three"
  private func lead(before number: QuotedNumber) -> (QuoteLanguage.Comparative, Int, Bool)? {
    let window = max(0, number.range.lowerBound - 6)..<number.range.lowerBound
    if let hit = language.changedBy.first(in: tokens, window) { return (hit.value, hit.range.lowerBound, true) }
    guard window.contains(where: { tokens[$0].text == "by" }),
      let hit = language.comparatives.first(in: tokens, window)
    else { return nil }
    return (hit.value, hit.range.lowerBound, false)
  }

  private func sizeVerb(before number: QuotedNumber) -> (range: Range<Int>, value: QuoteLanguage.Comparison)? {
    let start = number.range.lowerBound
    guard start > 0, tokens[max(0, start - 2)..<start].contains(where: { $0.text == "by" }) else { return nil }
    let verb = language.sizeVerbs.first(in: tokens, max(0, start - 12)..<start)
    return verb?.value == .equal ? nil : verb
  }

  private func make(
    _ number: QuotedNumber, _ comparative: QuoteLanguage.Comparative, _ range: Range<Int>, isDifference: Bool,
    isChange: Bool = false, leads: Bool = false
  ) -> RatioStatement {
    // "doubled", "halved" say that the thing itself changed.
    let text = tokens[number.start].text
    let isVerb =
      language.multiples.match(tokens, at: number.start) != nil && text.hasSuffix("d") && !isDifference
      && language.shareOf.match(tokens, at: number.range.upperBound) == nil
    return RatioStatement(
      readings: number.readings.flatMap { Self.quotients($0, number, comparative, isDifference) },
      quantities: comparative.quantities ?? namedBefore(range.lowerBound), range: range, number: number.start,
      isChange: isChange || isVerb,
      isNegated: clause.isNegated(range.lowerBound..<range.upperBound) && !isBound(range), leadsToBase: leads)
  }

  /// "The capacity of the hall is 35 % of …": what is compared stands before the number.
  private func namedBefore(_ start: Int) -> Set<ClaimQuantity>? {
    let comma = tokens[..<start].lastIndex(where: \.isComma) ?? -1
    let window = max(comma + 1, start - 8, 0)..<start
    return language.dimensionWords.all(in: tokens).last { window.contains($0.range.lowerBound) }?.value
  }

  /// "no more than", "not less than" hold their negation themselves.
  private func isBound(_ range: Range<Int>) -> Bool {
    range.contains { ["no", "not"].contains(tokens[$0].text) }
  }

  private static func quotients(
    _ interval: QuotedInterval, _ number: QuotedNumber, _ comparative: QuoteLanguage.Comparative, _ isDifference: Bool
  ) -> [QuotedInterval] {
    guard isDifference else { return [interval] }
    switch (comparative.comparison, number.measure) {
    case (.smaller, .times): return [interval.mapped { $0 == 0 ? .infinity : 1 / $0 }]
    case (.smaller, _): return [interval.mapped { max(0, 1 - $0) }]
    // "three times larger" is three times as large for most, four times for some.
    case (.larger, .times): return [interval, interval.mapped { 1 + $0 }]
    case (.larger, _): return [interval.mapped { 1 + $0 }]
    case (.equal, _): return [interval]
    }
  }

  /// Comparisons without a number: "smaller than", "as large as".
  private func plain(besides taken: [Range<Int>]) -> [RatioStatement] {
    var found: [RatioStatement] = []
    for index in tokens.indices where !taken.contains(where: { $0.contains(index) }) {
      if let hit = language.comparatives.match(tokens, at: index), hit.value.comparison != .equal,
        language.baseOpeners.match(tokens, at: index + hit.length) != nil
          || language.frontedBase.first(in: tokens, tokens.indices) != nil
      {
        let end = index + hit.length
        found.append(plain(Self.plainInterval(hit.value.comparison), hit.value, index..<end, leads: false))
      } else if let hit = language.shareOf.match(tokens, at: index), hit.value.quantities != nil, hit.length == 3,
        tokens[index].text == "as"
      {
        // "as long as"
        let range = index..<index + hit.length
        let isLess = clause.isNegated(range) || isFar(index)
        found.append(
          plain(
            Self.plainInterval(isLess ? .smaller : .equal), hit.value, range, leads: true,
            isDenied: isLess ? false : nil))
      } else if let hit = language.sizeVerbs.match(tokens, at: index) {
        let range = index..<index + hit.length
        // "not as large as", "nowhere near the size of": smaller.
        let isLess = hit.value == .equal && (clause.isNegated(range) || isFar(index))
        let comparison = isLess ? .smaller : hit.value
        found.append(
          plain(Self.plainInterval(comparison), .init(comparison), range, leads: true, isDenied: isLess ? false : nil))
      }
    }
    return found
  }

  private static func plainInterval(_ comparison: QuoteLanguage.Comparison) -> QuotedInterval {
    switch comparison {
    case .smaller: QuotedInterval(low: 0, high: 1)
    case .larger: QuotedInterval(low: 1, high: .infinity)
    case .equal: QuotedInterval(centre: 1, low: 0.95, high: 1.05, isHedged: true)
    }
  }

  private func plain(
    _ interval: QuotedInterval, _ comparative: QuoteLanguage.Comparative, _ range: Range<Int>, leads: Bool,
    isDenied: Bool? = nil
  ) -> RatioStatement {
    RatioStatement(
      readings: [interval], quantities: comparative.quantities, range: range, number: nil, isChange: false,
      isNegated: isDenied ?? clause.isNegated(range), leadsToBase: leads)
  }

  private func isUnknown(_ token: QuoteToken) -> Bool {
    token.kind == .word && !language.stopWords.contains(token.text) && !language.harmlessWords.contains(token.text)
      && !clause.things.contains { thing in thing.range.contains { tokens[$0] == token } }
  }

  private func isFar(_ index: Int) -> Bool {
    language.hedges.ending(before: index, in: tokens)?.value == .atMost
  }
}
