/// What of a spelling is compared: its letters without accents, capitals and what stands between them.
struct NameKey: Hashable, Sendable {
  let units: [UInt32]
  /// Units before which the spelling has a space or hyphen: a text may have a space there too.
  let breaks: Set<Int>

  /// `nil` for a spelling without a letter or digit.
  init?(_ variant: NameVariant) {
    let folded = FoldedText(variant.spelling, .loose)
    guard folded.marks.contains(where: { $0.contains(.word) }) else { return nil }
    units = folded.units
    breaks = Set(folded.marks.indices.dropFirst().filter { folded.marks[$0].has(.spaceOrHyphen) })
  }

  static func == (left: Self, right: Self) -> Bool { left.units == right.units }
  func hash(into hasher: inout Hasher) { hasher.combine(units) }

  var isEastAsian: Bool { units.contains { $0.isEastAsian } }
  var isKorean: Bool { units.contains { $0.isKorean } }

  /// A generated spelling of two letters is a word of some language.
  var isLongEnough: Bool { isEastAsian || units.count >= 3 }

  var canBeGiven: Bool { isEastAsian || units.count >= 2 }

  /// Short names are found where they are written as names.
  var needsCapital: Bool { !isEastAsian && units.count <= 4 && hasCase }

  private var hasCase: Bool {
    units.first.flatMap { Unicode.Scalar($0) }.map { $0.properties.changesWhenUppercased } ?? false
  }

  /// One syllable of Korean, or one Chinese character: found only at the start of a word.
  var isOneSyllable: Bool {
    isKorean ? units.count { $0.isKoreanLead } == 1 : isEastAsian && units.count == 1
  }
}
