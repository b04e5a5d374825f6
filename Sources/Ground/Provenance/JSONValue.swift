import Foundation

/// A JSON document as a value. Objects keep the order in which their members were written.
package indirect enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  /// A number printed with a fixed count of decimals, as the contract asks of coordinates.
  case decimal(Double, places: Int)
  case string(String)
  case array([JSONValue])
  case object([Member])

  package struct Member: Sendable, Equatable {
    package let key: String
    package let value: JSONValue
    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }

  /// A string, or JSON null where there is none.
  package init(_ text: String?) { self = text.map { .string($0) } ?? .null }
}

extension JSONValue {
  /// The member of an object; `nil` for a missing key and for anything that is not an object.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  package var stringValue: String? { if case .string(let text) = self { text } else { nil } }
  package var boolValue: Bool? { if case .bool(let flag) = self { flag } else { nil } }
  package var arrayValue: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
  package var members: [Member]? { if case .object(let members) = self { members } else { nil } }
  package var doubleValue: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value), .decimal(let value, _): value
    default: nil
    }
  }
  package var intValue: Int? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }
}

extension JSONValue {
  /// The document read from UTF-8 text. Members come sorted by key; of members with one key the last counts.
  /// - Throws: `notJSON` with the line and byte where the text stops being RFC 8259, nests deeper than 256 levels or
  ///   holds a number outside the range of `Double`.
  package init(parsing data: Data) throws(ProvenanceError) {
    var parser = JSONParser([UInt8](data))
    self = try parser.document()
  }

  /// Members in the order of their keys' UTF-8 bytes: it does not depend on Unicode tables.
  static func sortedByKey(_ members: [Member]) -> [Member] {
    members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }

  /// Compact text with members in the order given.
  package var compactText: String {
    var text = ""
    write(into: &text, indent: nil, sorted: false)
    return text
  }

  /// Text for people: two spaces a level.
  package var prettyText: String {
    var text = ""
    write(into: &text, indent: 0, sorted: false)
    return text + "\n"
  }

  /// The one text that is hashed: compact, members sorted by key, numbers in their shortest exact form.
  package var canonicalText: String {
    var text = ""
    write(into: &text, indent: nil, sorted: true)
    return text
  }

  private func write(into text: inout String, indent: Int?, sorted: Bool) {
    switch self {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += JSONValue.shortest(value)
    case .decimal(let value, let places):
      let fixed = JSONValue.fixed(value, places: places)
      // Read back it is a plain number; the hash must not tell the two apart.
      text += sorted ? Double(fixed).map(JSONValue.shortest) ?? fixed : fixed
    case .string(let value): JSONValue.quote(value, into: &text)
    case .array(let items):
      // Arrays of plain numbers (coordinates) stay on one line: a reader wants to see the pair.
      let isFlat = items.allSatisfy { $0.doubleValue != nil }
      JSONValue.writeList(items, open: "[", close: "]", indent: isFlat ? nil : indent, into: &text) { item, next, out in
        item.write(into: &out, indent: next, sorted: sorted)
      }
    case .object(let members):
      let ordered = sorted ? JSONValue.sortedByKey(members) : members
      JSONValue.writeList(ordered, open: "{", close: "}", indent: indent, into: &text) { member, next, out in
        JSONValue.quote(member.key, into: &out)
        out += indent == nil ? ":" : ": "
        member.value.write(into: &out, indent: next, sorted: sorted)
      }
    }
  }

  private static func writeList<Item>(
    _ items: [Item], open: String, close: String, indent: Int?, into text: inout String,
    _ writeItem: (Item, Int?, inout String) -> Void
  ) {
    text += open
    for (index, item) in items.enumerated() {
      if index > 0 { text += "," }
      if let indent { text += "\n" + String(repeating: "  ", count: indent + 1) }
      writeItem(item, indent.map { $0 + 1 }, &text)
    }
    if let indent, !items.isEmpty { text += "\n" + String(repeating: "  ", count: indent) }
    text += close
  }

  /// Below this (2⁵⁴) Swift prints a whole `Double` with `.0`, from it on with an exponent.
  static let wholeLimit = 18_014_398_509_481_984.0

  /// JSON has no NaN and no infinity; they are written as null rather than as broken text.
  private static func shortest(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < wholeLimit { return String(Int(value)) }
    return "\(value)"
  }

  /// `value` with at most `places` decimals, without trailing zeros, the same on every platform.
  package static func fixed(_ value: Double, places: Int) -> String {
    precondition((0...15).contains(places), "\(places) decimals: a Double holds 0 to 15")
    guard value.isFinite else { return "null" }
    let scale = (0..<places).reduce(1.0) { power, _ in power * 10 }
    let scaled = (value * scale).rounded()
    guard abs(scaled) < 9e15 else { return shortest(value) }
    let whole = Int(scaled)
    let unit = Int(scale)
    var fraction = String(whole.magnitude % unit.magnitude)
    fraction = String(repeating: "0", count: places - min(places, fraction.count)) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    let sign = whole < 0 ? "-" : ""
    return sign + String(whole.magnitude / unit.magnitude) + (fraction.isEmpty || places == 0 ? "" : "." + fraction)
  }

  private static func quote(_ value: String, into text: inout String) {
    text += "\""
    // Most texts are names and numbers, and pass as they are.
    if value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
      text += value
      text += "\""
      return
    }
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
