import Provenance

/// How one site stands to another, as the contract names it.
package struct SiteRelation: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    case partOf, supplies, replaces, near

    /// "the fuel plant supplies the assembly plant"
    package var words: String {
      switch self {
      case .partOf: "is part of"
      case .supplies: "supplies"
      case .replaces: "replaces"
      case .near: "is near"
      }
    }
  }

  package let from: String
  package let kind: Kind
  package let to: String

  package init(from: String, _ kind: Kind, to: String) {
    self.from = from
    self.kind = kind
    self.to = to
  }

  package var json: JSONValue { ["from": .string(from), "type": .string(kind.rawValue), "to": .string(to)] }

  package init?(json: JSONValue) {
    guard let from = json["from"]?.stringValue, let kind = json["type"]?.stringValue.flatMap(Kind.init(rawValue:)),
      let to = json["to"]?.stringValue
    else { return nil }
    self.init(from: from, kind, to: to)
  }
}
