import Geodesy

/// One feature of `SITE.geojson`, as the contract describes it.
package struct Site: Sendable, Hashable {
  package enum Role: String, Sendable, CaseIterable { case site, zone, line, reference }

  package let id: String
  package let name: String
  package let role: Role
  /// Id of the owning site, for zones, lines and references.
  package let owner: String?
  package let kind: String?
  /// Polygons for `site`, `zone`, `reference`; empty for `line`.
  package let polygons: [GeoPolygon]
  /// Lines for role `line`; empty else.
  package let lines: [[GeoPoint]]
  package let relations: [Relation]

  package struct Relation: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable { case partOf, supplies, replaces, near }
    package let kind: Kind
    package let to: String
    package init(kind: Kind, to: String) {
      self.kind = kind
      self.to = to
    }
  }

  package init(
    id: String, name: String, role: Role = .site, owner: String? = nil, kind: String? = nil,
    polygons: [GeoPolygon], lines: [[GeoPoint]] = [], relations: [Relation] = []
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.owner = owner
    self.kind = kind
    self.polygons = polygons
    self.lines = lines
    self.relations = relations
  }
}
