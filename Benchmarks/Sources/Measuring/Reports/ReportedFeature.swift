import Foundation

/// One feature of a case's `features.geojson`: the members that are scored.
package struct ReportedFeature: Sendable {
  package let id: String
  package let geometry: Geometry
  package let kind: String
  /// `nil` for what stands throughout.
  package let change: String?
  /// Id of the `works` that it belongs to.
  package let parent: String?
  package let notBefore: Date?
  package let notAfter: Date?
  package let area: Area
  package let ratios: [Ratio]
  /// Ids of all scenes that saw it, whatever they spoke for.
  package let seenIn: [String]

  package init(
    id: String, geometry: Geometry, kind: String, change: String?, parent: String?, notBefore: Date?, notAfter: Date?,
    area: Area, ratios: [Ratio], seenIn: [String]
  ) {
    self.id = id
    self.geometry = geometry
    self.kind = kind
    self.change = change
    self.parent = parent
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.area = area
    self.ratios = ratios
    self.seenIn = seenIn
  }

  package enum Area: Sendable {
    case estimate(Estimate)
    case refused(String)

    package var estimate: Estimate? {
      if case .estimate(let estimate) = self { estimate } else { nil }
    }
  }

  package struct Ratio: Sendable, Decodable {
    package let to: String
    package let name: String?
    package let value: Double
    package let low: Double
    package let high: Double

    package var estimate: Estimate { Estimate(value: value, low: low, high: high) }
  }
}

extension ReportedFeature: Decodable {
  private enum Member: String, CodingKey { case geometry, properties }
  private enum Property: String, CodingKey {
    case id, kind, change, parent, notBefore, notAfter, area, ratios, scenesFor, scenesAgainst
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Member.self)
    geometry = try members.decodeIfPresent(Geometry.self, forKey: .geometry) ?? .none
    let properties = try members.nestedContainer(keyedBy: Property.self, forKey: .properties)
    id = try properties.decode(String.self, forKey: .id)
    kind = try properties.decode(String.self, forKey: .kind)
    change = try properties.decodeIfPresent(String.self, forKey: .change)
    parent = try properties.decodeIfPresent(String.self, forKey: .parent)
    notBefore = try properties.moment(forKey: .notBefore)
    notAfter = try properties.moment(forKey: .notAfter)
    area = try properties.decode(Area.self, forKey: .area)
    ratios = try properties.decodeIfPresent([Ratio].self, forKey: .ratios) ?? []
    seenIn =
      try (properties.decodeIfPresent([String].self, forKey: .scenesFor) ?? [])
      + (properties.decodeIfPresent([String].self, forKey: .scenesAgainst) ?? [])
  }
}

extension ReportedFeature.Area: Decodable {
  private enum Key: String, CodingKey { case refused }

  package init(from decoder: any Decoder) throws {
    if let reason = try decoder.container(keyedBy: Key.self).decodeIfPresent(String.self, forKey: .refused) {
      self = .refused(reason)
    } else {
      self = .estimate(try Estimate(from: decoder))
    }
  }
}
