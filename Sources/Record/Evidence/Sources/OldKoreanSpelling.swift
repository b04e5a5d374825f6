import Foundation

/// Names that were given by McCune-Reischauer, told by their breves, as the Revised Romanisation spells them.
///
/// Hangul itself gives the surer answer: without it kk may be one sound or two, and is left as it is.
enum OldKoreanSpelling {
  /// `Ryongseong` for `Ryongsŏng`; `nil` for a name without ŏ and ŭ.
  static func revised(_ name: String) -> String? {
    let composed = name.precomposedStringWithCanonicalMapping
    guard composed.contains(where: { "ŏŭŎŬ".contains($0) }) else { return nil }
    let words = composed.split { $0.isWhitespace }.map { word in
      word.split(separator: "-").map { revisedWord(String($0)) }.joined(separator: "-")
    }
    return words.joined(separator: " ")
  }

  private static func revisedWord(_ word: String) -> String {
    var rest = Array(word.lowercased())
    var text = ""
    var isStart = true
    while let first = rest.first {
      let next = rest.dropFirst().first
      let isAspirated = { (length: Int) in rest.dropFirst(length).first.map { "'’‘ʼ`".contains($0) } ?? false }
      let isVowelNext = { (length: Int) in rest.dropFirst(length).first.map { "aeiouyŏŭw".contains($0) } ?? false }
      let isPlainStart = isStart || "ktpl".contains(text.last ?? " ")
      if first == "c", next == "h" {
        text += isAspirated(2) || !isPlainStart ? "ch" : "j"
        rest.removeFirst(2)
      } else if let voiced = Self.voiced[first], isPlainStart, isVowelNext(1), !isDouble(text, first) {
        text.append(voiced)
        rest.removeFirst()
      } else {
        text += Self.vowels[first] ?? String(first)
        rest.removeFirst()
      }
      while let mark = rest.first, "'’‘ʼ`".contains(mark) { rest.removeFirst() }
      isStart = false
    }
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private static let voiced: [Character: Character] = ["k": "g", "t": "d", "p": "b"]
  private static let vowels: [Character: String] = ["ŏ": "eo", "ŭ": "eu"]

  private static func isDouble(_ text: String, _ letter: Character) -> Bool { text.last == letter }
}
