/// Takes apart what lies in DER, value by value. Bytes that are not DER end in a fault and never in a crash.
///
/// Only lengths as DER writes them are taken: what is read here and what OpenSSL checks are then the same bytes.
struct DERReader {
  struct Fault: Error {}

  struct Value {
    let tag: UInt8
    let content: ArraySlice<UInt8>
    /// With tag and length.
    let whole: ArraySlice<UInt8>

    /// What lies in it.
    var inside: DERReader { DERReader(content) }
  }

  enum Tag {
    static let boolean: UInt8 = 0x01
    static let integer: UInt8 = 0x02
    static let bitString: UInt8 = 0x03
    static let octetString: UInt8 = 0x04
    static let null: UInt8 = 0x05
    static let objectIdentifier: UInt8 = 0x06
    static let utf8String: UInt8 = 0x0C
    static let utcTime: UInt8 = 0x17
    static let generalizedTime: UInt8 = 0x18
    static let sequence: UInt8 = 0x30
    static let set: UInt8 = 0x31
    /// `[number]` around one value or several.
    static func context(_ number: UInt8) -> UInt8 { 0xA0 | number }
    /// `[number]` in place of a plain value's own tag.
    static func plainContext(_ number: UInt8) -> UInt8 { 0x80 | number }
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }
  /// The tag of the next value; `nil` at the end.
  var tag: UInt8? { rest.first }

  mutating func next() throws(Fault) -> Value {
    let start = rest.startIndex
    guard rest.count >= 2 else { throw Fault() }
    let tag = rest[start]
    // Tags of several bytes occur nowhere in a time stamp. Of DER's own kinds those two alone hold other values;
    // OpenSSL does not look at this bit, and so it could be changed unseen.
    guard tag & 0x1F != 0x1F, tag & 0xC0 != 0 || Self.isConstructed(tag) == [0x10, 0x11].contains(tag & 0x1F) else {
      throw Fault()
    }
    var count = Int(rest[start + 1])
    var header = 2
    if count & 0x80 != 0 {
      // Three bytes of length are 16 MiB, far more than is taken of a time stamp or certificate.
      let size = count & 0x7F
      guard (1...3).contains(size), rest.count >= 2 + size else { throw Fault() }
      count = rest[(start + 2)..<(start + 2 + size)].reduce(0) { $0 << 8 | Int($1) }
      header += size
      guard count >= 0x80, size == 1 || count >> (8 * (size - 1)) > 0 else { throw Fault() }
    }
    guard rest.count - header >= count else { throw Fault() }
    let end = start + header + count
    let value = Value(tag: tag, content: rest[(start + header)..<end], whole: rest[start..<end])
    rest = rest[end...]
    return value
  }

  /// - Throws: `Fault` also where the next value has another tag.
  mutating func next(_ tag: UInt8) throws(Fault) -> Value {
    guard self.tag == tag else { throw Fault() }
    return try next()
  }

  /// The next value where it has this tag; `nil` where another one or none follows.
  mutating func optional(_ tag: UInt8) throws(Fault) -> Value? {
    self.tag == tag ? try next() : nil
  }

  /// Passes where all that is left, and all that lies in it, is DER.
  func check(depth: Int = 0) throws(Fault) {
    guard depth < 32 else { throw Fault() }
    var reader = self
    while !reader.isAtEnd {
      let value = try reader.next()
      if Self.isConstructed(value.tag) { try value.inside.check(depth: depth + 1) }
    }
  }

  private static func isConstructed(_ tag: UInt8) -> Bool { tag & 0x20 != 0 }

  /// The one value that `bytes` are.
  static func only(_ tag: UInt8, in bytes: ArraySlice<UInt8>) throws(Fault) -> Value {
    var reader = DERReader(bytes)
    let value = try reader.next(tag)
    guard reader.isAtEnd else { throw Fault() }
    return value
  }
}
