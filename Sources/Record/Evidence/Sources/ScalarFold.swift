import Foundation

/// What one code point counts as when two spellings are compared.
struct ScalarFold {
  enum Closeness {
    /// Letters, case and accents must agree; shapes of quotation marks, dashes and ligatures need not.
    case exact
    /// Case and accents do not count either.
    case loose
  }

  enum Kind { case dropped, softHyphen, space, newline, hyphen, apostrophe, units }

  let kind: Kind
  var units: [UInt32] = []
  var own: FoldedText.Mark = []

  init(_ scalar: Unicode.Scalar, _ closeness: Closeness) {
    kind = Self.kind(scalar, closeness)
    guard kind == .units else { return }
    switch closeness {
    case .exact: units = Self.exactUnits(scalar)
    case .loose:
      units = Self.looseUnits(scalar)
      if scalar.properties.isUppercase { own.insert(.upper) }
      if Self.isWord(scalar) { own.insert(.word) }
    }
  }

  private static func kind(_ scalar: Unicode.Scalar, _ closeness: Closeness) -> Kind {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: return .newline
    case 0x09, 0x20: return .space
    case 0x2D: return .hyphen
    // U+02B9 and U+02BA stand for the Cyrillic soft and hard sign.
    case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x201B, 0x2032, 0x2BB...0x2BD, 0x2B9, 0x2BA, 0x2C8, 0xFF07:
      return closeness == .loose ? .apostrophe : .units
    case 0x21..<0x7F: return .units
    case 0x00..<0x20, 0x7F...0x9F: return .dropped
    case 0xAD: return .softHyphen
    // En and em dashes too: typists and converters change one into the other.
    case 0x2010...0x2015, 0x2043, 0x2212, 0xFE58, 0xFE63, 0xFF0D: return .hyphen
    // Joiners, marks of direction and choices between shapes: they are not seen.
    case 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F, 0xFEFF: return .dropped
    default: break
    }
    if scalar.properties.isWhitespace { return .space }
    return closeness == .loose && isAccent(scalar) ? .dropped : .units
  }

  private static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return Character(scalar).isLetter || Character(scalar).isNumber }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .spacingMark:
      return true
    default: return false
    }
  }

  // MARK: - Units

  private static func exactUnits(_ scalar: Unicode.Scalar) -> [UInt32] {
    if scalar.value == 0x60 { return [0x27] }
    if scalar.isASCII { return [scalar.value] }
    if let plain = plain[scalar.value] { return plain.unicodeScalars.map(\.value) }
    // Letters of full width, as East Asian typing has them.
    if (0xFF01...0xFF5E).contains(scalar.value) { return [scalar.value - 0xFEE0] }
    return String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.map(\.value)
  }

  private static func looseUnits(_ scalar: Unicode.Scalar) -> [UInt32] {
    if scalar.isASCII { return [scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar.value] }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    return lower.flatMap { scalar -> [UInt32] in
      if let letters = letters[scalar.value] { return letters.unicodeScalars.map(\.value) }
      return exactUnits(scalar).filter { unit in Unicode.Scalar(unit).map { !isAccent($0) } ?? false }
    }
  }

  /// Printed shapes of what a keyboard has one key for.
  private static let plain: [UInt32: String] = [
    0xB4: "'", 0x2018: "'", 0x2019: "'", 0x201A: "'", 0x201B: "'", 0x2032: "'", 0x2B9: "'", 0x2BB: "'", 0x2BC: "'",
    0x2BD: "'", 0x2039: "'", 0x203A: "'", 0xAB: "\"", 0xBB: "\"", 0x201C: "\"", 0x201D: "\"", 0x201E: "\"",
    0x201F: "\"", 0x2033: "\"", 0x301D: "\"", 0x301E: "\"", 0x301F: "\"", 0x2026: "...", 0xFB00: "ff", 0xFB01: "fi",
    0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st", 0x132: "IJ", 0x133: "ij",
  ]

  /// Letters that Unicode does not take apart into a letter and its accent.
  private static let letters: [UInt32: String] = [
    0xDF: "ss", 0xE6: "ae", 0xF0: "d", 0xF8: "o", 0xFE: "th", 0x111: "d", 0x127: "h", 0x131: "i", 0x142: "l",
    0x153: "oe", 0x167: "t", 0x3C2: "σ",
  ]
}
