import Provenance

/// Properties of one feature, read by the contract's types.
struct PropertyReader {
  let properties: JSONValue
  let place: String

  /// Text, or a whole number as text (programs number their ids); `nil` where it is missing, null or blank.
  func text(_ key: String) throws(PlacesError) -> String? {
    switch properties[key] {
    case nil, .null: return nil
    case .integer(let number): return String(number)
    case .string(let text):
      guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }), text.utf8.count <= 500 else {
        throw wrong(
          key, "has line breaks or control characters, or is longer than 500 bytes", "Shorten it to one line.")
      }
      let trimmed = text.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
      return trimmed.isEmpty ? nil : trimmed
    default: throw wrong(key, "is not text", "Write it in quotes.")
    }
  }

  func relations() throws(PlacesError) -> [Site.Relation] {
    guard let value = properties["relations"], value != .null else { return [] }
    guard let list = value.arrayValue else {
      throw wrong("relations", "is not a list", #"Write [{"type": "partOf", "to": "ID"}]."#)
    }
    var relations: [Site.Relation] = []
    for item in list {
      let reader = PropertyReader(properties: item, place: place)
      guard let word = try reader.text("type"), let target = try reader.text("to") else {
        throw wrong("relations", "has an entry without “type” or “to”", #"Write [{"type": "partOf", "to": "ID"}]."#)
      }
      guard let kind = Site.Relation.Kind(rawValue: word) else {
        throw PlacesError(
          .unknownWord, at: place, "“\(word.prefix(40))” is not a relation.",
          mend: "Use one of: \(Site.Relation.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      relations.append(Site.Relation(kind: kind, to: target))
    }
    return relations
  }

  private func wrong(_ key: String, _ fault: String, _ mend: String) -> PlacesError {
    PlacesError(.unknownWord, at: place, "The property “\(key)” \(fault).", mend: mend)
  }
}
