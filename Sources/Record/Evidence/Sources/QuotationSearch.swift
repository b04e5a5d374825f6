/// Finds a passage in a text, whatever the typography of both.
enum QuotationSearch {
  /// Places where the letters agree that are looked at more closely; hostile texts have one at every letter.
  private static let candidateLimit = 1000

  /// Code points of the first place; `nil` where there is none. Takes time in proportion to the text.
  static func range(of passage: String, in text: String) -> Range<Int>? {
    let wanted = FoldedText(passage, .exact)
    let given = FoldedText(text, .exact)
    guard wanted.count > 0, wanted.count <= given.count else { return nil }
    let table = failures(wanted.units)
    var matched = 0
    var candidates = 0
    for position in 0..<given.count {
      while matched > 0, wanted.units[matched] != given.units[position] { matched = table[matched - 1] }
      if wanted.units[matched] == given.units[position] { matched += 1 }
      guard matched == wanted.count else { continue }
      let start = position + 1 - wanted.count
      if isWhole(given, start, position), gapsAgree(wanted, given, from: start) {
        return Int(given.offsets[start])..<Int(given.offsets[position]) + 1
      }
      candidates += 1
      guard candidates < candidateLimit else { return nil }
      matched = table[matched - 1]
    }
    return nil
  }

  /// Knuth, Morris and Pratt: how much of the beginning is also the end of each beginning.
  private static func failures(_ units: [UInt32]) -> [Int] {
    var table = [Int](repeating: 0, count: units.count)
    var length = 0
    for position in units.indices.dropFirst() {
      while length > 0, units[position] != units[length] { length = table[length - 1] }
      if units[position] == units[length] { length += 1 }
      table[position] = length
    }
    return table
  }

  /// True where the place ends neither before an accent nor within a word or Korean syllable.
  private static func isWhole(_ text: FoldedText, _ first: Int, _ last: Int) -> Bool {
    if first > 0, splits(text, first) { return false }
    return last + 1 >= text.count || !splits(text, last + 1)
  }

  /// True where the units on both sides of a border are of one word.
  private static func splits(_ text: FoldedText, _ border: Int) -> Bool {
    guard !text.marks[border].has(.separators) else { return false }
    let (left, right) = (text.units[border - 1], text.units[border])
    if left.isEastAsian || right.isEastAsian { return right.isKorean && !right.isKoreanLead }
    return isLetter(left) && isLetter(right) || isAccent(right)
  }

  private static func isLetter(_ unit: UInt32) -> Bool {
    Unicode.Scalar(unit).map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
  }

  private static func isAccent(_ unit: UInt32) -> Bool {
    Unicode.Scalar(unit)?.properties.generalCategory == .nonspacingMark
  }

  private static func gapsAgree(_ wanted: FoldedText, _ given: FoldedText, from start: Int) -> Bool {
    (1..<max(1, wanted.count)).allSatisfy { index in
      let (one, other) = (wanted.marks[index], given.marks[start + index])
      if one == other { return true }
      let isEastAsian = wanted.units[index - 1].isEastAsian && wanted.units[index].isEastAsian
      return agree(one, other, isEastAsian) || agree(other, one, isEastAsian)
    }
  }

  /// True where `one` can be printed as `other`.
  private static func agree(_ one: FoldedText.Mark, _ other: FoldedText.Mark, _ isEastAsian: Bool) -> Bool {
    if one.contains(.hyphen), other.contains(.hyphen) { return true }
    if one.contains(.hyphen) { return one.contains(.lineEnd) && !other.contains(.space) }
    if other.contains(.hyphen) { return false }
    if one.contains(.space) == other.contains(.space) { return true }
    return isEastAsian && one.contains(.newline)
  }
}
