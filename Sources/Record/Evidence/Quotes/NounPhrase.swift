/// A thing that a clause names: "the existing assembly halls", "hall A", "the smaller ones".
struct NounPhrase: Sendable, Hashable {
  let range: Range<Int>
  let head: String
  let words: Set<String>
  /// Those of its words that name things themselves: "housing" and "area" of "the wide housing area".
  let nouns: Set<String>
  /// "a" of "hall A".
  let label: String?
  let age: QuoteLanguage.Age?
  /// "one", "ones", "others": the thing is known from elsewhere.
  let isGeneric: Bool
  /// Only the front of another thing's name: "crane" in "the crane operator was".
  let isModifier: Bool
}

/// Finds the things that a clause names, by the words of the claims and by the kinds that the language knows.
struct NounReader {
  let tokens: [QuoteToken]
  let language: QuoteLanguage
  let names: Set<String>

  /// Tokens that are labels of things, such as the 3 of "building 3": no numbers of what was found.
  func labels(besides dates: Set<Int>) -> Set<Int> {
    Set(
      tokens.indices.dropFirst().filter { index in
        !dates.contains(index) && tokens[index].kind == .number && tokens[index].looksLikeLabel
          && isNoun(index - 1) && !isGeneric(index - 1) && !isMeasured(index)
      })
  }

  private func isMeasured(_ index: Int) -> Bool {
    if language.units.match(tokens, at: index + 1) != nil { return true }
    // "hall 60-70 % smaller", "building 3 times", "vehicles 12 to 15"
    let next = tokens.indices.contains(index + 1) ? tokens[index + 1] : nil
    return next.map {
      $0.isDash || $0.text == "/"
        || language.rangeJoiners.contains($0.text) && $0.text != "and"
          && tokens.indices.contains(index + 2) && tokens[index + 2].kind == .number
    } ?? false
  }

  func read(dates: Set<Int>) -> [NounPhrase] {
    var phrases: [NounPhrase] = []
    var index = 0
    while index < tokens.count {
      guard isNoun(index), !dates.contains(index) else {
        index += 1
        continue
      }
      let phrase = phrase(from: index, after: phrases.last?.range.upperBound ?? 0, dates)
      phrases.append(phrase)
      index = phrase.range.upperBound
    }
    return phrases
  }

  private func isNoun(_ index: Int) -> Bool {
    let token = tokens[index]
    guard token.kind == .word else { return false }
    return names.contains(token.stem) || names.contains(token.text) || language.isKind(token.stem)
      || language.isKind(token.text) || isGeneric(index)
  }

  private func isGeneric(_ index: Int) -> Bool {
    let token = tokens[index]
    guard language.genericThings.contains(token.text) || language.genericThings.contains(token.stem) else {
      return false
    }
    guard language.cardinals[token.text] != nil else { return true }
    // "one" is a thing only after an article, as in "the newly erected one"; else it is a number.
    return tokens[max(0, index - 3)..<index].contains {
      language.articles.contains($0.text) || language.ages[$0.text] != nil || names.contains($0.stem)
    } && language.units.match(tokens, at: index + 1) == nil
      && language.fractions[tokens.indices.contains(index + 1) ? tokens[index + 1].stem : ""] == nil
  }

  private func isModifier(endingAt end: Int) -> Bool {
    guard end + 1 < tokens.count, tokens[end].kind == .word, language.auxiliaries.contains(tokens[end + 1].text) else {
      return false
    }
    let next = tokens[end]
    return !language.stopWords.contains(next.text) && !next.text.hasSuffix("ly") && language.ages[next.text] == nil
      && language.likelihoods.match([next], at: 0) == nil && language.events.match([next], at: 0) == nil
      && language.units.match([next], at: 0) == nil && language.dimensionWords.match([next], at: 0) == nil
      && !language.pronouns.contains(next.text) && !language.harmlessWords.contains(next.text)
  }

  private func phrase(from first: Int, after last: Int, _ dates: Set<Int>) -> NounPhrase {
    var end = first + 1
    while end < tokens.count, isNoun(end), !dates.contains(end) { end += 1 }
    var start = first
    while start > last, first - start < 4 {
      let token = tokens[start - 1]
      guard token.kind == .word, !language.stopWords.contains(token.text), !dates.contains(start - 1),
        language.units.match([token], at: 0) == nil, language.comparatives.match([token], at: 0) == nil,
        language.sizeVerbs.match(tokens, at: start - 1) == nil, language.changedBy.match([token], at: 0) == nil,
        language.fractions[token.stem] == nil, language.multiples.match([token], at: 0) == nil
      else { break }
      start -= 1
    }
    var label: String?
    if end < tokens.count, tokens[end].looksLikeLabel, !dates.contains(end), !isMeasured(end),
      language.units.match(tokens, at: end) == nil
    {
      label = tokens[end].text
      end += 1
    }
    let inside = tokens[start..<end]
    let nouns = inside.filter { $0.text != label }
    let ages = inside.compactMap { language.ages[$0.text] }
    let head = tokens[(label == nil ? end : end - 1) - 1]
    return NounPhrase(
      range: start..<end, head: head.stem, words: Set(nouns.flatMap { [$0.stem, $0.text] }),
      nouns: Set(tokens[first..<end].filter { $0.text != label }.map(\.stem)), label: label, age: ages.first,
      isGeneric: language.genericThings.contains(head.text) || language.genericThings.contains(head.stem),
      isModifier: isModifier(endingAt: end))
  }
}
