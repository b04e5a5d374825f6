import Foundation

/// A place name in Hangul, and its spellings in Latin letters.
struct KoreanName {
  private let words: [[HangulSyllable]]
  private let isSouthern: Bool

  /// `nil` where the name is not of whole Korean syllables and spaces alone.
  init?(_ name: String) {
    let parts = name.precomposedStringWithCanonicalMapping.split { $0.isWhitespace || $0 == "-" }
    var words: [[HangulSyllable]] = []
    for part in parts {
      let syllables = part.unicodeScalars.compactMap { HangulSyllable($0) }
      guard syllables.count == part.unicodeScalars.count else { return nil }
      words.append(syllables)
    }
    guard !words.isEmpty else { return nil }
    self.init(words: words, isSouthern: false)
  }

  private init(words: [[HangulSyllable]], isSouthern: Bool) {
    self.words = words
    self.isSouthern = isSouthern
  }

  /// As the South writes it; `nil` where that is the same: 룡성 is 용성 there.
  private var southern: KoreanName? {
    let changed = words.map { word in word.first.map { [$0.southern] + word.dropFirst() } ?? word }
    return changed == words ? nil : KoreanName(words: changed, isSouthern: true)
  }

  private var text: String { words.map { $0.map(\.text).joined() }.joined(separator: " ") }

  /// Spellings of both readings in each system, the plain one first. Where the last syllable names a kind of place
  /// (-ri, -dong, -gun …) it may also stand by itself, unassimilated: Tongch’angni and Tongch’ang-ri.
  var spellings: [NameVariant.Spelling] {
    var list = ownSpellings
    if let southern {
      list.append(.init(southern.text, .southernHangul))
      list += southern.ownSpellings
    }
    return list
  }

  private var ownSpellings: [NameVariant.Spelling] {
    KoreanRomaniser.System.allCases.flatMap { system -> [NameVariant.Spelling] in
      let derivation = Self.derivation(system, isSouthern)
      let plain = KoreanRomaniser(system: system)
      var texts = [spelt(words.map(plain.romanised))]
      var other = plain
      other.keepsN = true
      texts.append(spelt(words.map(other.romanised)))
      texts.append(spelt(words.map { split($0).map(plain.romanised).joined(separator: "-") }))
      return texts.map { .init($0, derivation) }
    }
  }

  private static func derivation(_ system: KoreanRomaniser.System, _ isSouthern: Bool) -> NameVariant.Derivation {
    switch system {
    case .mcCuneReischauer: isSouthern ? .mcCuneReischauerSouthern : .mcCuneReischauer
    case .revised: isSouthern ? .revisedRomanisationSouthern : .revisedRomanisation
    case .northern: .northernRomanisation
    }
  }

  private func spelt(_ words: [String]) -> String {
    words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
  }

  /// Province, city, county, ward, town, township, village, quarter, street.
  private static let kinds: [String] = ["구역", "도", "시", "군", "구", "읍", "면", "리", "동", "가"]

  private func split(_ word: [HangulSyllable]) -> [[HangulSyllable]] {
    let text = word.map(\.text).joined()
    guard let kind = Self.kinds.first(where: { text.hasSuffix($0) }), word.count > kind.count else { return [word] }
    return [Array(word.dropLast(kind.count)), Array(word.suffix(kind.count))]
  }
}
