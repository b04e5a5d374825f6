/// A clause of a retelling with what it holds: things, numbers, dates, events, doubt.
struct QuoteClause {
  let tokens: [QuoteToken]
  let language: QuoteLanguage
  let spans: [QuotedSpan]
  let things: [NounPhrase]
  let numbers: [QuotedNumber]
  let events: [(range: Range<Int>, value: QuoteLanguage.Event)]
  let negations: [Int]

  /// - Parameter numbered: names of things that hold a number, word by word.
  init(
    _ tokens: [QuoteToken], _ language: QuoteLanguage, names: Set<String>, numbered: [[QuoteToken]] = []
  ) {
    self.tokens = tokens
    self.language = language
    spans = SpanReader(tokens: tokens, language: language).read()
    let dates = Set(spans.flatMap { $0.range })
    let nouns = NounReader(tokens: tokens, language: language, names: names)
    things = nouns.read(dates: dates)
    let labels = nouns.labels(besides: dates).union(Self.numbers(of: numbered, in: tokens, language))
    numbers = NumberReader(tokens: tokens, language: language, taken: dates.union(labels)).read()
    events = language.events.all(in: tokens)
    negations = language.negations.all(in: tokens).map(\.range.lowerBound)
  }

  /// The numbers that are a part of a name: the 30 % of "30 % of the loading yard".
  private static func numbers(
    of names: [[QuoteToken]], in tokens: [QuoteToken], _ language: QuoteLanguage
  ) -> Set<Int> {
    names.reduce(into: []) { places, name in
      for range in tokens.places(of: name, besides: language.articles) {
        places.formUnion(range.filter { tokens[$0].kind == .number || tokens[$0].text == "%" })
      }
    }
  }

  /// Whether "not", "no" or "never" stands shortly before.
  func isNegated(_ range: Range<Int>) -> Bool {
    negations.contains {
      $0 < range.lowerBound && range.lowerBound - $0 <= 4 && !tokens[$0..<range.lowerBound].contains(where: \.isComma)
    }
  }

  func isFuture(_ range: Range<Int>, within reach: Int = 3) -> Bool {
    language.future.all(in: tokens).contains {
      $0.range.lowerBound < range.lowerBound && range.lowerBound - $0.range.upperBound <= reach
    }
  }

  func has(_ table: PhraseTable<Bool>) -> Bool { table.first(in: tokens, tokens.indices) != nil }

  /// The words from place to place, as the text has them.
  func words(_ range: Range<Int>) -> String {
    tokens[range.clamped(to: tokens.indices)].map(\.text).joined(separator: " ")
  }

  /// "3/4/2021", "winter 2021": a date is there and nobody can say which.
  var hasUnreadDate: Bool {
    let read = Set(spans.flatMap { $0.range })
    let counted = Set(numbers.filter { $0.measure != .plain }.flatMap { $0.range })
    return tokens.indices.contains { index in
      let token = tokens[index]
      if token.kind == .date { return token.day == nil }
      return token.kind == .number && token.text.count == 4 && language.years.contains(token.value) && token.unit == 1
        && !read.contains(index) && !counted.contains(index)
    }
  }

  /// "last spring", "a year ago": a date only for who knows when it was written.
  var hasRelativeDate: Bool { has(language.relativeDates) }
}
