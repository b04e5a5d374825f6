/// Phrases of one or more words with what each stands for. The longest phrase that fits wins.
package struct PhraseTable<Value: Sendable>: Sendable {
  private let entries: [String: [(words: [String], value: Value)]]

  package init(_ phrases: [String: Value]) {
    var entries: [String: [(words: [String], value: Value)]] = [:]
    for (phrase, value) in phrases {
      let words = phrase.split(separator: " ").map(String.init)
      if let first = words.first { entries[first, default: []].append((words, value)) }
    }
    self.entries = entries.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }

  /// With more phrases; those replace what stood there.
  package func adding(_ more: [String: Value]) -> PhraseTable {
    var all: [String: Value] = [:]
    for entry in entries.values.joined() { all[entry.words.joined(separator: " ")] = entry.value }
    return PhraseTable(all.merging(more) { $1 })
  }

  /// Count of tokens taken and what they stand for; `nil` where no phrase begins at `index`.
  func match(_ tokens: [QuoteToken], at index: Int) -> (length: Int, value: Value)? {
    guard tokens.indices.contains(index) else { return nil }
    var best: (length: Int, value: Value)?
    let token = tokens[index]
    if let found = entries[token.text] { Self.take(found, tokens, index, &best) }
    if token.stem != token.text, let found = entries[token.stem] { Self.take(found, tokens, index, &best) }
    return best
  }

  /// The first match within `range`, with its place.
  func first(in tokens: [QuoteToken], _ range: Range<Int>) -> (range: Range<Int>, value: Value)? {
    for index in range {
      if let hit = match(tokens, at: index), index + hit.length <= range.upperBound {
        return (index..<index + hit.length, hit.value)
      }
    }
    return nil
  }

  /// All matches, none overlapping another.
  func all(in tokens: [QuoteToken]) -> [(range: Range<Int>, value: Value)] {
    var hits: [(range: Range<Int>, value: Value)] = []
    var index = 0
    while index < tokens.count {
      if let hit = match(tokens, at: index) {
        hits.append((index..<index + hit.length, hit.value))
        index += hit.length
      } else {
        index += 1
      }
    }
    return hits
  }

  /// The match that ends just before `index`.
  func ending(before index: Int, in tokens: [QuoteToken]) -> (length: Int, value: Value)? {
    for length in stride(from: min(4, index), to: 0, by: -1) {
      if let hit = match(tokens, at: index - length), hit.length == length { return hit }
    }
    return nil
  }

  func contains(_ token: QuoteToken) -> Bool { match([token], at: 0) != nil }

  private static func take(
    _ entries: [(words: [String], value: Value)], _ tokens: [QuoteToken], _ index: Int,
    _ best: inout (length: Int, value: Value)?
  ) {
    // They stand the longest first.
    guard let entry = entries.first(where: { fits($0.words, tokens, at: index) }) else { return }
    if entry.words.count > best?.length ?? 0 { best = (entry.words.count, entry.value) }
  }

  private static func fits(_ words: [String], _ tokens: [QuoteToken], at index: Int) -> Bool {
    guard index + words.count <= tokens.count else { return false }
    return words.indices.allSatisfy {
      words[$0] == tokens[index + $0].text || words[$0] == tokens[index + $0].stem
    }
  }
}

extension PhraseTable where Value == Bool {
  package init(_ phrases: [String]) {
    self.init(Dictionary(phrases.map { ($0, true) }) { first, _ in first })
  }
}
