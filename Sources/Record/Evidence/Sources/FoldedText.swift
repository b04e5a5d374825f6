/// A text as the units that two spellings of it share, each with where it stands and what stood before it.
///
/// Spaces and hyphens are no units: a line break may stand for either, so that what matters is whether two texts that
/// hold the same units also have gaps that can be the same. Takes 9 bytes a unit.
struct FoldedText {
  /// What stood between a unit and the one before it, and of names how the unit itself was written.
  struct Mark: OptionSet {
    let rawValue: UInt8
    static var space: Mark { Mark(rawValue: 1) }
    static var newline: Mark { Mark(rawValue: 2) }
    static var hyphen: Mark { Mark(rawValue: 4) }
    /// A hyphen, printed or soft, and then a line break: the word may go on without it.
    static var lineEnd: Mark { Mark(rawValue: 8) }
    static var apostrophe: Mark { Mark(rawValue: 16) }
    /// An empty line: two names on both sides of it are not one.
    static var paragraph: Mark { Mark(rawValue: 32) }
    static var upper: Mark { Mark(rawValue: 64) }
    /// A letter or digit.
    static var word: Mark { Mark(rawValue: 128) }
    static var separators: Mark { Mark(rawValue: 1 | 2 | 4 | 16) }
    static var spaceOrHyphen: Mark { Mark(rawValue: 1 | 4) }

    /// True where they share one. The library's `isDisjoint` costs several times the rest of the search.
    func has(_ any: Mark) -> Bool { rawValue & any.rawValue != 0 }
  }

  private(set) var units: [UInt32] = []
  /// Offset of each unit's own code point in the text.
  private(set) var offsets: [Int32] = []
  private(set) var marks: [Mark] = []
  /// Code points in the text.
  private(set) var length = 0
  /// What stood after the last unit.
  private(set) var trailing: Mark = []

  /// - Parameter fold: how closely spellings must agree.
  init(_ text: some StringProtocol, _ fold: ScalarFold.Closeness) {
    // Most texts are of few characters, above all of the first 128: what each counts as is found out once.
    var known: [UInt32: ScalarFold] = [:]
    let plain = (0..<128).map { ScalarFold(Unicode.Scalar(UInt8($0)), fold) }
    let kinds = plain.map(\.kind)
    let plainUnits = plain.map { $0.units.first ?? 0 }
    let own = plain.map(\.own)
    var gap = Gap()
    for scalar in text.unicodeScalars {
      let value = Int(scalar.value)
      if value < 128 {
        if kinds[value] == .units {
          append(plainUnits[value], own[value], &gap)
        } else {
          gap.take(kinds[value])
        }
      } else {
        let folded = known[scalar.value] ?? ScalarFold(scalar, fold)
        if known[scalar.value] == nil { known[scalar.value] = folded }
        gap.take(folded.kind)
        for unit in folded.units { append(unit, folded.own, &gap) }
      }
      length += 1
    }
    trailing = gap.mark
  }

  private mutating func append(_ unit: UInt32, _ own: Mark, _ gap: inout Gap) {
    units.append(unit)
    offsets.append(Int32(truncatingIfNeeded: length))
    marks.append(gap.mark.union(own))
    gap = Gap()
  }

  /// What has stood since the last unit.
  private struct Gap {
    var mark: Mark = []
    private var sawSoftHyphen = false

    mutating func take(_ kind: ScalarFold.Kind) {
      switch kind {
      case .dropped, .units: break
      case .softHyphen: sawSoftHyphen = true
      case .space: mark.insert(.space)
      case .newline:
        if mark.contains(.newline) { mark.insert(.paragraph) }
        if sawSoftHyphen { mark.insert(.hyphen) }
        if mark.contains(.hyphen), !mark.contains(.space) { mark.insert(.lineEnd) }
        mark.formUnion([.newline, .space])
      case .hyphen: mark.insert(.hyphen)
      case .apostrophe: mark.insert(.apostrophe)
      }
    }
  }

  var count: Int { units.count }
}

extension UInt32 {
  /// Scripts that are written without spaces between words, or whose words are broken at any place of a line.
  var isEastAsian: Bool {
    switch self {
    case 0x1100...0x11FF, 0x3040...0x30FF, 0x3130...0x318F, 0x3400...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF,
      0xF900...0xFAFF, 0x2_0000...0x3_FFFF:
      true
    default: false
    }
  }

  /// The closing consonant of a Korean syllable, as Unicode takes syllables apart.
  var isKoreanTail: Bool { (0x11A8...0x11FF).contains(self) }
  var isKoreanLead: Bool { (0x1100...0x1112).contains(self) }
  var isKorean: Bool { (0x1100...0x11FF).contains(self) }
}
