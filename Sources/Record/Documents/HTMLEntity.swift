/// Characters that a page spells out: `&amp;`, `&#8217;`, `&#x2019;`.
enum HTMLEntity {
  /// Longest name that there is, and most digits that a code point can have with leading zeros.
  private static let longest = 32

  /// What stands at an ampersand, as UTF-8, and the place after it. An ampersand that spells nothing stands for itself.
  static func read(_ bytes: [UInt8], at start: Int) -> (text: [UInt8], end: Int) {
    let plain = ([bytes[start]], start + 1)
    let first = start + 1
    guard first < bytes.count else { return plain }
    if bytes[first] == UInt8(ascii: "#") { return number(bytes, from: first + 1) ?? plain }
    var end = first
    while end < bytes.count, end - first < longest, HTMLText.isLetter(bytes[end]) || (48...57).contains(bytes[end]) {
      end += 1
    }
    let name = String(decoding: bytes[first..<end], as: UTF8.self)
    if end < bytes.count, bytes[end] == UInt8(ascii: ";"), let value = named(name) {
      return (Array(String(value).utf8), end + 1)
    }
    // The oldest ones are read without their semicolon too.
    for old in ["nbsp", "quot", "amp", "lt", "gt"] where name.hasPrefix(old) {
      if let value = named(old) { return (Array(String(value).utf8), first + old.utf8.count) }
    }
    return plain
  }

  private static func number(_ bytes: [UInt8], from start: Int) -> (text: [UInt8], end: Int)? {
    let isHexadecimal = start < bytes.count && bytes[start] | 0x20 == UInt8(ascii: "x")
    var place = isHexadecimal ? start + 1 : start
    let first = place
    var value: UInt32 = 0
    while place < bytes.count, let digit = Character(Unicode.Scalar(bytes[place])).hexDigitValue,
      bytes[place] < 0x80, isHexadecimal || digit < 10
    {
      // Above the last code point it stays there, whatever follows.
      value = min(value * (isHexadecimal ? 16 : 10) + UInt32(digit), 0x11_0000)
      place += 1
    }
    guard place > first else { return nil }
    if place < bytes.count, bytes[place] == UInt8(ascii: ";") { place += 1 }
    return (Array(String(scalar(value)).utf8), place)
  }

  private static func scalar(_ value: UInt32) -> Unicode.Scalar {
    switch value {
    case 0: "\u{FFFD}"
    case 0x80...0x9F: TextDecoding.letter(UInt8(truncatingIfNeeded: value))
    default: Unicode.Scalar(value) ?? "\u{FFFD}"
    }
  }

  /// A text without markup, its entities undone.
  static func undone(_ slice: ArraySlice<UInt8>) -> String {
    guard slice.contains(UInt8(ascii: "&")) else { return String(decoding: slice, as: UTF8.self) }
    let bytes = Array(slice)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "&") {
        let (text, end) = read(bytes, at: place)
        result += text
        place = end
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  static func named(_ name: String) -> Unicode.Scalar? {
    if let value = values[name] { return Unicode.Scalar(value) }
    return latin.firstIndex(of: name).flatMap { Unicode.Scalar(UInt32(0xA0 + $0)) }
  }

  /// U+00A0 to U+00FF in their order.
  private static let latin =
    """
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
    para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
    Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
    Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
    igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
    thorn yuml
    """.split(separator: " ").map(String.init)

  private static let values: [String: UInt32] = [
    "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "OElig": 0x152, "oelig": 0x153,
    "Scaron": 0x160, "scaron": 0x161, "Yuml": 0x178, "fnof": 0x192, "circ": 0x2C6, "tilde": 0x2DC, "Alpha": 0x391,
    "Beta": 0x392, "Gamma": 0x393, "Delta": 0x394, "Epsilon": 0x395, "Zeta": 0x396, "Eta": 0x397, "Theta": 0x398,
    "Iota": 0x399, "Kappa": 0x39A, "Lambda": 0x39B, "Mu": 0x39C, "Nu": 0x39D, "Xi": 0x39E, "Omicron": 0x39F,
    "Pi": 0x3A0, "Rho": 0x3A1, "Sigma": 0x3A3, "Tau": 0x3A4, "Upsilon": 0x3A5, "Phi": 0x3A6, "Chi": 0x3A7,
    "Psi": 0x3A8, "Omega": 0x3A9, "alpha": 0x3B1, "beta": 0x3B2, "gamma": 0x3B3, "delta": 0x3B4, "epsilon": 0x3B5,
    "zeta": 0x3B6, "eta": 0x3B7, "theta": 0x3B8, "iota": 0x3B9, "kappa": 0x3BA, "lambda": 0x3BB, "mu": 0x3BC,
    "nu": 0x3BD, "xi": 0x3BE, "omicron": 0x3BF, "pi": 0x3C0, "rho": 0x3C1, "sigmaf": 0x3C2, "sigma": 0x3C3,
    "tau": 0x3C4, "upsilon": 0x3C5, "phi": 0x3C6, "chi": 0x3C7, "psi": 0x3C8, "omega": 0x3C9, "ensp": 0x2002,
    "emsp": 0x2003, "thinsp": 0x2009, "zwnj": 0x200C, "zwj": 0x200D, "lrm": 0x200E, "rlm": 0x200F, "ndash": 0x2013,
    "mdash": 0x2014, "lsquo": 0x2018, "rsquo": 0x2019, "sbquo": 0x201A, "ldquo": 0x201C, "rdquo": 0x201D,
    "bdquo": 0x201E, "dagger": 0x2020, "Dagger": 0x2021, "bull": 0x2022, "hellip": 0x2026, "permil": 0x2030,
    "prime": 0x2032, "Prime": 0x2033, "lsaquo": 0x2039, "rsaquo": 0x203A, "oline": 0x203E, "frasl": 0x2044,
    "euro": 0x20AC, "image": 0x2111, "weierp": 0x2118, "real": 0x211C, "trade": 0x2122, "larr": 0x2190,
    "uarr": 0x2191, "rarr": 0x2192, "darr": 0x2193, "harr": 0x2194, "rArr": 0x21D2, "hArr": 0x21D4, "part": 0x2202,
    "minus": 0x2212, "lowast": 0x2217, "radic": 0x221A, "infin": 0x221E, "asymp": 0x2248, "ne": 0x2260, "equiv": 0x2261,
    "le": 0x2264, "ge": 0x2265, "sdot": 0x22C5, "loz": 0x25CA, "spades": 0x2660, "clubs": 0x2663, "hearts": 0x2665,
    "diams": 0x2666, "hyphen": 0x2010, "dash": 0x2010, "horbar": 0x2015,
    "ubreve": 0x16D, "Ubreve": 0x16C, "num": 0x23, "excl": 0x21, "period": 0x2E, "comma": 0x2C, "colon": 0x3A,
    "lpar": 0x28, "rpar": 0x29, "NewLine": 0x0A, "Tab": 0x09,
  ]
}
