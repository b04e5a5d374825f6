/// What of a clause nobody has understood: a text agrees only where every word that carries meaning is accounted for.
///
/// A word is accounted for where it names a thing of the report, belongs to a number, date, comparison, event or hedge
/// that some claim has judged, or adds nothing to what is claimed ("satellite", "analysts", "about").
struct QuoteCoverage {
  /// Places of the words that are not accounted for.
  let leftovers: [Int]
  private let clause: QuoteClause
  private var tokens: [QuoteToken] { clause.tokens }
  private var language: QuoteLanguage { clause.language }

  /// - Parameter names: every word by which the report calls a thing or a place.
  init(
    _ clause: QuoteClause, _ ratios: [RatioStatement], topics: Set<QuoteOpinion.Topic>, judges: [ClaimJudge],
    names: Set<String>
  ) {
    self.clause = clause
    var marker = CoverageMarker(clause: clause, judges: judges, names: names)
    marker.markSentence()
    marker.markAttributions()
    marker.markThings()
    marker.mark(topics, ratios)
    marker.unmarkParts()
    leftovers = clause.tokens.indices.filter { !marker.covered.contains($0) && clause.tokens[$0].kind == .word }
  }

  /// Words that only name who says so.
  static func attributed(_ clause: QuoteClause, judges: [ClaimJudge]) -> Set<Int> {
    var marker = CoverageMarker(clause: clause, judges: judges, names: [])
    marker.markAttributions()
    return marker.covered
  }

  /// The words from the first to the last that was not understood, for the reader.
  var words: String {
    leftovers.prefix(4).map { tokens[$0].text }.joined(separator: " ")
  }

  /// Whether they tell something of their own. One word does, too: of single words that were not understood in sets of
  /// retellings written for that, nearly all told what no finding says. An adverb, a name or a "not" alone only might.
  var isStatement: Bool {
    leftovers.count { !language.negations.contains(tokens[$0]) && tokens[$0].text != "longer" } > 1
      || leftovers.contains { isActor($0) || isSequel($0) || isContent(tokens[$0]) }
  }

  private func isContent(_ token: QuoteToken) -> Bool {
    if language.degreeWords.contains(token.text) || language.furtherWords.contains(token.text) { return true }
    return !token.isCapital && !token.text.hasSuffix("ly") && token.text.count > 2 && token.text != "longer"
      && !language.negations.contains(token) && !language.quantifiers.contains(token.text)
      && !language.togetherWords.contains(token.text)
  }

  /// "after the ceasefire": something is told of what went before or with it.
  private func isSequel(_ index: Int) -> Bool {
    tokens[max(0, index - 3)..<index].contains { language.sequelWords.contains($0.text) }
  }

  /// "by contractors", or "inspectors removed …".
  private func isActor(_ index: Int) -> Bool {
    let before = tokens[max(0, index - 3)..<index]
    if before.contains(where: { $0.text == "by" }), clause.events.contains(where: { $0.range.upperBound <= index }) {
      return true
    }
    return clause.events.contains { event in
      event.range.lowerBound == index + 1
        && clause.things.contains { $0.range.upperBound > event.range.upperBound && !$0.isGeneric }
    }
  }
}
