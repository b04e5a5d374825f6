import Foundation

/// Bytes as text, with the encoding that they were read in and whether that is a guess.
struct TextDecoding {
  let text: String
  let encoding: String
  let isGuessed: Bool

  /// A byte order mark counts first, then what the document declares, then UTF-8 where the bytes are such. The last
  /// resort, in which every byte has a letter, is Windows-1252: Latin-1 with quotation marks.
  init(_ bytes: Data, declared: String? = nil) {
    if let marked = Self.marked(bytes) {
      self = marked
      return
    }
    let label = declared?.lowercased().trimmingCharacters(in: .whitespacesAndNewlines)
    if let label, let encoding = Self.encodings[label], encoding != .utf8,
      let text = String(data: bytes, encoding: encoding)
    {
      self.init(text, label)
      return
    }
    if let text = String(validating: bytes, as: UTF8.self) {
      self.init(text, "utf-8")
    } else if label == "utf-8" || label == "utf8" {
      // A document cut within a letter: the rest of it is as declared.
      self.init(String(decoding: bytes, as: UTF8.self), "utf-8")
    } else {
      self.init(Self.western(bytes), "windows-1252", isGuessed: label.map { !Self.westernNames.contains($0) } ?? true)
    }
  }

  private init(_ text: String, _ encoding: String, isGuessed: Bool = false) {
    self.text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    self.encoding = encoding
    self.isGuessed = isGuessed
  }

  private static func marked(_ bytes: Data) -> TextDecoding? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return TextDecoding(String(decoding: bytes.dropFirst(3), as: UTF8.self), "utf-8")
    }
    guard bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) else { return nil }
    let isLittle = bytes.first == 0xFF
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var low: UInt8?
    for byte in bytes.dropFirst(2) {
      guard let first = low else {
        low = byte
        continue
      }
      units.append(isLittle ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte))
      low = nil
    }
    return TextDecoding(String(decoding: units, as: UTF16.self), isLittle ? "utf-16le" : "utf-16be")
  }

  private static func western(_ bytes: Data) -> String {
    var scalars = String.UnicodeScalarView()
    for byte in bytes { scalars.append(letter(byte)) }
    return String(scalars)
  }

  /// The letter of a byte in Windows-1252.
  static func letter(_ byte: UInt8) -> Unicode.Scalar {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(westernExtras[Int(byte) - 0x80]) ?? "\u{FFFD}"
  }

  private static let westernExtras: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
    0x17E, 0x178,
  ]

  private static let westernNames: Set<String> = [
    "iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii", "iso8859-1",
  ]

  /// Foundation's number for an encoding of Core Foundation.
  private static func other(_ number: UInt) -> String.Encoding { String.Encoding(rawValue: 0x8000_0000 | number) }

  private static let encodings: [String: String.Encoding] = [
    "utf-8": .utf8, "utf8": .utf8, "windows-1250": .windowsCP1250, "windows-1251": .windowsCP1251,
    "cp1251": .windowsCP1251, "windows-1253": .windowsCP1253, "windows-1254": .windowsCP1254,
    "windows-1255": other(0x505), "windows-1256": other(0x506), "iso-8859-2": .isoLatin2, "iso-8859-5": other(0x205),
    "iso-8859-6": other(0x206), "iso-8859-7": other(0x207), "iso-8859-8": other(0x208), "iso-8859-9": other(0x209),
    "iso-8859-15": other(0x20F), "koi8-r": other(0xA02), "koi8-u": other(0xA08), "euc-kr": other(0x422),
    "ks_c_5601-1987": other(0x422), "cp949": other(0x422), "windows-949": other(0x422), "gb2312": other(0x632),
    "gbk": other(0x632), "gb18030": other(0x632), "big5": other(0xA03), "shift_jis": .shiftJIS, "sjis": .shiftJIS,
    "euc-jp": .japaneseEUC, "iso-2022-jp": .iso2022JP,
  ]
}
