import Provenance

/// What a claim speaks of, or compares with.
package struct ClaimParty: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A thing with an outline.
    case feature
    /// A site, zone or line of the site file.
    case place
    /// Several things added up, such as all new buildings.
    case sum
    /// What nobody outlined: an aim, a party, a process. Only judgements speak of it.
    case idea
  }

  package let kind: Kind
  /// The feature's or place's id; of a sum what is added up; of an idea empty.
  package let id: String
  /// Words for a reader, with an article where the name needs one: "the new hall", "hall A".
  package let name: String

  package init(kind: Kind, id: String, name: String) {
    self.kind = kind
    self.id = id
    self.name = name
  }

  package var json: JSONValue { ["kind": .string(kind.rawValue), "id": .string(id), "name": .string(name)] }

  package init?(json: JSONValue) {
    guard let kind = json["kind"]?.stringValue.flatMap(Kind.init(rawValue:)), let id = json["id"]?.stringValue,
      let name = json["name"]?.stringValue
    else { return nil }
    self.init(kind: kind, id: id, name: name)
  }
}
