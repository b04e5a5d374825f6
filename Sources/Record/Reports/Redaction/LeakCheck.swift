import Foundation
import Provenance

/// A last look at every file of a redacted edition, however it was made: whether any text that was to be left out stands in
/// it after all.
package struct LeakCheck: Sendable {
  package struct Leak: Sendable, Equatable {
    package let file: String
    /// What was found there, shortened: the message may end in a log.
    package let what: String
  }

  private struct Needle {
    let text: String
    /// A single word: looked for as a whole one.
    let isWord: Bool
    /// A word that every page holds, such as "class": looked for as it is written.
    let isCommon: Bool
    let what: String
  }

  private let needles: [Needle]

  /// - Parameters:
  ///   - texts: names and ids, found whatever their capitals, accents, spaces, hyphens and escapes.
  ///   - hashes: of pictures and documents.
  package init(texts: [String], hashes: [ContentHash]) {
    var needles: [Needle] = []
    for text in texts where !text.isEmpty {
      let isWord = text.utf8.count < 12 && text.utf8.allSatisfy { (65...90).contains($0) || (97...122).contains($0) }
      let what = "the name of something that is left out (\"\(text.prefix(40))\")"
      guard !isWord else {
        let isCommon = Self.hasWord(text.lowercased(), in: Self.template)
        needles.append(
          Needle(text: isCommon ? text : text.lowercased(), isWord: true, isCommon: isCommon, what: what))
        continue
      }
      for form in Set([Self.folded(text), Self.folded(Self.spelledOut(text))]) where form.count > 1 {
        needles.append(Needle(text: form, isWord: false, isCommon: false, what: what))
      }
    }
    self.needles =
      needles
      + hashes.map {
        Needle(
          text: $0.hexadecimal, isWord: false, isCommon: false,
          what: "the hash \($0.short) of something that is left out")
      }
  }

  /// - Parameter files: names and bytes.
  package func leaks(in files: [(name: String, data: Data)]) -> [Leak] {
    files.flatMap { file in
      let text = Self.withoutPictures(String(decoding: file.data, as: UTF8.self))
      let (folded, small) = (Self.folded(text), text.lowercased())
      let found = needles.filter { needle in
        needle.isWord
          ? Self.hasWord(needle.text, in: needle.isCommon ? text : small) : folded.contains(needle.text)
      }
      return Set(found.map(\.what)).sorted().map { Leak(file: file.name, what: $0) }
    }
  }

  private static let template = PageTemplate.text.lowercased()

  private static func hasWord(_ word: String, in text: String) -> Bool {
    var rest = text[...]
    while let range = rest.firstRange(of: word) {
      let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
      let after = range.upperBound < text.endIndex ? text[range.upperBound] : " "
      if !before.isLetter, !before.isNumber, !after.isLetter, !after.isNumber { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }

  /// Letters and digits alone, small, without accents, whatever escapes they were written with.
  package static func folded(_ text: String) -> String {
    var plain = text.replacing("&amp;", with: "&").replacing("&#39;", with: "'").replacing("&quot;", with: "\"")
    if plain.contains("%"), let decoded = plain.removingPercentEncoding { plain = decoded }
    var result = String.UnicodeScalarView()
    for scalar in plain.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      let properties = scalar.properties
      if properties.isAlphabetic || properties.numericType != nil { result.append(scalar) }
    }
    return String(result)
  }

  /// As such names are written without their own letters.
  private static func spelledOut(_ text: String) -> String {
    [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("å", "aa"), ("ø", "oe"), ("æ", "ae")].reduce(
      text.lowercased()
    ) {
      $0.replacing($1.0, with: $1.1)
    }
  }

  /// Base 64 holds any short name sooner or later.
  private static func withoutPictures(_ text: String) -> String {
    text.replacing(/data:image\/[^"]*/, with: "")
  }
}
