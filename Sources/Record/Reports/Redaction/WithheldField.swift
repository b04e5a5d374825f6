import Provenance

/// A field that an edition leaves out, and by what it can be shown later to whom one trusts: a commitment stands in the
/// edition, salt and value stay with the author.
package struct WithheldField: Sendable {
  /// Where it stood: `features/r1/geometry`.
  package let place: String
  /// 32 hexadecimal digits of chance, so that nobody finds the value by trying.
  package let salt: String
  package let value: JSONValue

  package init(_ place: String, _ value: JSONValue, salt: String) {
    self.place = place
    self.value = value
    self.salt = salt
  }

  /// SHA-256 of place, salt and the value's canonical JSON, a line each.
  package var commitment: ContentHash { ContentHash(of: "\(place)\n\(salt)\n\(value.canonicalText)") }

  package var json: JSONValue { ["place": .string(place), "salt": .string(salt), "value": value] }

  package init?(json: JSONValue) {
    guard let place = json["place"]?.stringValue, let salt = json["salt"]?.stringValue, let value = json["value"],
      salt.utf8.count == 32, !place.contains("\n")
    else { return nil }
    self.init(place, value, salt: salt)
  }
}
