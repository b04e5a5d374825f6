/// Reads RFC 8259 text, and nothing else, into a `JSONValue`.
///
/// Foundation's reader turns whole numbers into `Double` on some platforms, so that a hash over a stored record
/// could change by reading it; this one gives the same value everywhere.
struct JSONParser {
  /// Deeper nesting than any honest document; each level takes stack, and a hostile file must not end the process.
  static let depthLimit = 256

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func document() throws(ProvenanceError) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw failure("text goes on after the end of the document") }
    return value
  }

  private mutating func value(depth: Int) throws(ProvenanceError) -> JSONValue {
    skipSpace()
    guard let byte = peek else { throw failure("text ends where a value should stand") }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: try deeper(depth))
    case UInt8(ascii: "["): return try array(depth: try deeper(depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), 48...57: return try number()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw failure("no value starts with byte \(byte)")
    }
  }

  private func deeper(_ depth: Int) throws(ProvenanceError) -> Int {
    guard depth < Self.depthLimit else { throw failure("nesting is deeper than \(Self.depthLimit) levels") }
    return depth + 1
  }

  private mutating func array(depth: Int) throws(ProvenanceError) -> JSONValue {
    position += 1
    var items: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(items) }
    while true {
      items.append(try value(depth: depth))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(items) }
      guard take(UInt8(ascii: ",")) else { throw failure("an array needs a comma or its end here") }
    }
  }

  /// Members sorted by key. Of members with one key the last counts, as in most readers.
  private mutating func object(depth: Int) throws(ProvenanceError) -> JSONValue {
    position += 1
    var members: [JSONValue.Member] = []
    var isSorted = true
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw failure("an object needs a quoted key here") }
      let key = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw failure("a colon is missing after a key") }
      if let last = members.last { isSorted = isSorted && last.key.utf8.lexicographicallyPrecedes(key.utf8) }
      members.append(JSONValue.Member(key, try value(depth: depth)))
      skipSpace()
      if take(UInt8(ascii: "}")) { break }
      guard take(UInt8(ascii: ",")) else { throw failure("an object needs a comma or its end here") }
    }
    // What this program wrote to be hashed is sorted already.
    guard !isSorted else { return .object(members) }
    let last = Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
    return .object(JSONValue.sortedByKey(last.map { JSONValue.Member($0.key, $0.value) }))
  }

  private mutating func number() throws(ProvenanceError) -> JSONValue {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      try digits()
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let whole = Int(text) { return .integer(whole) }
    guard let value = Double(text), value.isFinite else { throw failure("number \(text.prefix(40)) is out of range") }
    // The writer prints such numbers without a point, so that both spellings must become one value.
    if value == value.rounded(), abs(value) < JSONValue.wholeLimit { return .integer(Int(value)) }
    return .number(value)
  }

  private mutating func digits() throws(ProvenanceError) {
    let start = position
    while let byte = peek, (48...57).contains(byte) { position += 1 }
    guard position > start else { throw failure("a number lacks a digit here") }
  }

  private mutating func string() throws(ProvenanceError) -> String {
    position += 1
    var text = ""
    var start = position
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        let rest = try plain(start..<position)
        position += 1
        return text.isEmpty ? rest : text + rest
      case UInt8(ascii: "\\"):
        text += try plain(start..<position)
        position += 1
        text.unicodeScalars.append(try escape())
        start = position
      case 0..<0x20: throw failure("a string holds the control byte \(byte)")
      default: position += 1
      }
    }
    throw failure("a string has no end")
  }

  private func plain(_ range: Range<Int>) throws(ProvenanceError) -> String {
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw failure("a string is not UTF-8")
    }
    return text
  }

  private mutating func escape() throws(ProvenanceError) -> Unicode.Scalar {
    guard let byte = peek else { throw failure("a string has no end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try escapedScalar()
    default: throw failure("no escape is spelt with byte \(byte)")
    }
  }

  private mutating func escapedScalar() throws(ProvenanceError) -> Unicode.Scalar {
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      throw failure("half of a surrogate pair stands alone")
    }
    let second = try fourDigits()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else { throw failure("half of a surrogate pair stands alone") }
    return scalar
  }

  private mutating func fourDigits() throws(ProvenanceError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("\\u needs four hexadecimal digits")
      }
      value = value * 16 + UInt32(digit)
      position += 1
    }
    return value
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(ProvenanceError) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw failure("a value is misspelt") }
    position += word.utf8.count
    return value
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 32 || byte == 10 || byte == 13 || byte == 9 { position += 1 }
  }

  private func failure(_ reason: String) -> ProvenanceError {
    let line = bytes.prefix(position).count { $0 == 10 } + 1
    return ProvenanceError(
      .notJSON, at: "JSON, line \(line), byte \(position)", "This is not JSON: \(reason).",
      mend: "Check the file with a JSON validator.")
  }
}
