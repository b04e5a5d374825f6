/// One tag: its name, its attributes, and where it ends.
struct HTMLTag {
  /// In lower case.
  let name: String
  /// Place after the `>`.
  private(set) var end: Int
  /// False where the page ends within it.
  private(set) var isWhole = false
  private let bytes: [UInt8]
  private let start: Int

  /// Names longer than any that means something here are cut.
  private static let longestName = 32
  private static let mostAttributes = 64
  private static let longestValue = 4096

  /// - Parameter start: place of the name's first letter.
  init(_ bytes: [UInt8], at start: Int) {
    self.bytes = bytes
    var place = start
    while place < bytes.count, !Self.endsName(bytes[place]) { place += 1 }
    let letters = bytes[start..<min(place, start + Self.longestName)].map { $0 < 0x80 ? Self.lower($0) : $0 }
    name = String(decoding: letters, as: UTF8.self)
    self.start = place
    end = place
    (end, isWhole) = scan { _, _ in }
  }

  /// The first value of each name, in lower case; entities are undone. Read only for the few tags that matter.
  var attributes: [String: String] {
    var values: [String: String] = [:]
    _ = scan { name, value in
      guard values.count < Self.mostAttributes, name.count <= Self.longestName else { return }
      let key = String(decoding: bytes[name].map(Self.lower), as: UTF8.self)
      guard values[key] == nil else { return }
      values[key] = HTMLEntity.undone(bytes[value.prefix(Self.longestValue)])
    }
    return values
  }

  /// Walks over the attributes to the `>` that ends the tag: one within quotation marks does not.
  private func scan(_ take: (Range<Int>, Range<Int>) -> Void) -> (end: Int, isWhole: Bool) {
    var place = start
    while place < bytes.count {
      let byte = bytes[place]
      if byte == UInt8(ascii: ">") { return (place + 1, true) }
      if Self.isSpace(byte) || byte == UInt8(ascii: "/") {
        place += 1
        continue
      }
      let name = place
      place += 1
      while place < bytes.count, !Self.endsName(bytes[place]), bytes[place] != UInt8(ascii: "=") { place += 1 }
      let nameEnd = place
      while place < bytes.count, Self.isSpace(bytes[place]) { place += 1 }
      guard place < bytes.count, bytes[place] == UInt8(ascii: "=") else {
        take(name..<nameEnd, nameEnd..<nameEnd)
        continue
      }
      place += 1
      let value = self.value(from: &place)
      take(name..<nameEnd, value)
    }
    return (bytes.count, false)
  }

  private func value(from place: inout Int) -> Range<Int> {
    while place < bytes.count, Self.isSpace(bytes[place]) { place += 1 }
    guard place < bytes.count else { return place..<place }
    let quote = bytes[place]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let first = place
      while place < bytes.count, !Self.isSpace(bytes[place]), bytes[place] != UInt8(ascii: ">") { place += 1 }
      return first..<place
    }
    let first = place + 1
    place = first
    while place < bytes.count, bytes[place] != quote { place += 1 }
    let last = place
    place = min(place + 1, bytes.count)
    return first..<last
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
  }
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }
  private static func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }
}
