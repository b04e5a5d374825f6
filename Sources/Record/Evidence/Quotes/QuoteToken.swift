import Quantities

/// A word, number, date or sign of a retelling.
struct QuoteToken: Sendable, Hashable {
  enum Kind: Sendable, Hashable { case word, number, date, sign, stop }

  let kind: Kind
  /// In small letters, as written.
  let text: String
  /// In the singular, where the language's endings tell it.
  let stem: String
  let isCapital: Bool
  var value: Double = 0
  /// What one step of the last written digit is worth: 0.1 for "35.2".
  var unit: Double = 1
  var isOrdinal = false
  /// What it may also mean: "1.240" is 1.24 or, in translated copy, 1,240.
  var otherValue: Double?
  var day: Timestamp?

  func isSame(as other: QuoteToken) -> Bool {
    kind == other.kind && text == other.text && value == other.value && day == other.day
  }

  var isComma: Bool { kind == .sign && (text == "," || text == ":") }
  var isDash: Bool { kind == .sign && text == "-" }
  /// "A" of "hall A", "3" of "building 3", "3f2a".
  var looksLikeLabel: Bool {
    switch kind {
    case .word: text.contains(where: \.isNumber) || (isCapital && text.count == 1)
    case .number: !isOrdinal && unit == 1 && value < 1_000
    default: false
    }
  }
}

extension [QuoteToken] {
  /// Where these words stand one after the other, with or without articles between them.
  func places(of words: [QuoteToken], besides articles: Set<String>) -> [Range<Int>] {
    let words = words.filter { !articles.contains($0.text) }
    let kept = indices.filter { !articles.contains(self[$0].text) }
    guard !words.isEmpty, words.count <= kept.count else { return [] }
    return (0...kept.count - words.count).filter { start in
      words.indices.allSatisfy { words[$0].isSame(as: self[kept[start + $0]]) }
    }.map { kept[$0]..<kept[$0 + words.count - 1] + 1 }
  }
}
