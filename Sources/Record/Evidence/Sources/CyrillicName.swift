import Foundation

/// A place name in Cyrillic letters, and its spellings in Latin ones.
///
/// - Source: [BGN1994], Russian and Ukrainian; the press's form has -y for -iy and -yy, and e for every е
/// - Source: [ISO1995], table 1, one letter for one
struct CyrillicName {
  private let letters: [Character]
  private let isUkrainian: Bool
  /// Without the letters that only Russian has: г and и may then be those of Ukrainian, h and y.
  private let mayBeUkrainian: Bool

  /// `nil` where the name has no Cyrillic letter.
  init?(_ name: String) {
    let composed = name.precomposedStringWithCanonicalMapping.lowercased()
    guard composed.unicodeScalars.contains(where: { (0x400...0x4FF).contains($0.value) }) else { return nil }
    letters = Array(composed)
    isUkrainian = composed.contains { "іїєґ".contains($0) }
    mayBeUkrainian = !composed.contains { "ыэёъ".contains($0) }
  }

  var spellings: [NameVariant.Spelling] {
    let ukrainian = letters.map { Self.ukrainian[$0] ?? Self.russian[$0] ?? String($0) }.joined()
    let international = letters.map { Self.international[$0] ?? String($0) }.joined()
    let first: [NameVariant.Spelling] =
      isUkrainian
      ? []
      : [.init(capitalised(geographic), .geographicCyrillic), .init(capitalised(press), .pressCyrillic)]
    let second: [NameVariant.Spelling] =
      mayBeUkrainian
      ? [.init(capitalised(ukrainian), .ukrainian), .init(capitalised(Self.shortened(ukrainian)), .ukrainian)] : []
    return first + second + [.init(capitalised(international), .iso9)]
  }

  private func capitalised(_ text: String) -> String {
    var isStart = true
    return String(
      text.map { letter -> Character in
        defer { isStart = letter == " " || letter == "-" }
        return isStart ? letter.uppercased().first ?? letter : letter
      })
  }

  /// Russian е and ё begin with y at the start of a word, and after vowels, й, ъ and ь.
  private var geographic: String {
    var text = ""
    var before: Character = " "
    for letter in letters {
      let isOpen = before == " " || before == "-" || "аеёиоуыэюяйъь".contains(before)
      if letter == "е" || letter == "ё", isOpen {
        text += letter == "е" ? "ye" : "yë"
      } else {
        text += Self.russian[letter] ?? String(letter)
      }
      before = letter
    }
    return text
  }

  private var press: String {
    Self.shortened(letters.map { $0 == "ё" ? "yo" : Self.russian[$0] ?? String($0) }.joined())
  }

  private static func shortened(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.hasSuffix("iy") || word.hasSuffix("yy") ? word.dropLast(2) + "y" : word
    }.joined(separator: " ")
  }

  private static let russian: [Character: String] = [
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "ë", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "’", "ы": "y", "ь": "’", "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "w", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "ć", "ђ": "đ",
    "џ": "dž", "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "қ": "q", "ғ": "gh", "ң": "ng", "ө": "ö", "ү": "ü", "ұ": "u",
    "ә": "ä", "һ": "h",
  ]
  private static let ukrainian: [Character: String] = [
    "г": "h", "и": "y", "х": "kh", "й": "y", "є": "ye", "ї": "yi", "і": "i",
  ]
  private static let international: [Character: String] = [
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "ë", "ж": "ž", "з": "z", "и": "i", "й": "j",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "c", "ч": "č", "ш": "š", "щ": "ŝ", "ъ": "ʺ", "ы": "y", "ь": "ʹ", "э": "è", "ю": "û", "я": "â",
    "і": "ì", "ї": "ï", "є": "ê", "ґ": "g̀", "ў": "ŭ", "ј": "ǰ", "љ": "l̂", "њ": "n̂", "ћ": "ć", "ђ": "đ", "џ": "d̂",
    "ѓ": "ǵ", "ќ": "ḱ", "ѕ": "ẑ",
  ]
}
