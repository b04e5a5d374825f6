import Provenance
import Quantities

extension JSONValue {
  /// Outer `nil`: a member that cannot be read. Inner `nil`: null, or no such member.
  func optional<Value>(_ key: String, _ read: (JSONValue) -> Value?) -> Value?? {
    guard let value = self[key], value != .null else { return .some(nil) }
    return read(value).map { .some($0) }
  }

  /// `nil` where the member is missing, no array, or has an item that cannot be read.
  func list<Item>(_ key: String, _ read: (JSONValue) -> Item?) -> [Item]? {
    guard let values = self[key]?.arrayValue else { return nil }
    let items = values.compactMap(read)
    return items.count == values.count ? items : nil
  }

  func moment(_ key: String) -> Timestamp? { self[key]?.stringValue.flatMap(Timestamp.init(iso8601:)) }
}

extension String {
  package var isBlank: Bool { allSatisfy(\.isWhitespace) }

  /// The same name whatever its capitals and the spaces around it: two spellings are not two persons.
  package var samePerson: String {
    lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
