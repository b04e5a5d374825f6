import Evidence
import Foundation
import GRDB
import Geodesy
import Places
import Provenance

extension CaseTransaction {
  package func sites() throws -> [Site] {
    try Row.fetchAll(database, sql: "SELECT * FROM sites ORDER BY fid").map { row in
      let id: String = row["id"]
      guard let role = Site.Role(rawValue: row["role"]), let relations = Self.relations(from: row["relations"])
      else { throw damaged("sites", id) }
      let blob: Data? = row["geom"]
      let polygons = blob.flatMap(GeoPackageGeometry.polygons)
      let lines = blob.flatMap(GeoPackageGeometry.lines)
      guard blob == nil || polygons != nil || lines != nil else { throw damaged("sites", id) }
      return Site(
        id: id, name: row["name"], role: role, owner: row["site"], kind: row["kind"], polygons: polygons ?? [],
        lines: lines ?? [], relations: relations)
    }
  }

  func write(sites: [Site]) throws {
    for (index, site) in sites.enumerated() {
      try insert(
        into: "sites",
        [
          ("fid", index + 1), ("geom", Self.blob(of: site)), ("id", site.id), ("name", site.name),
          ("role", site.role.rawValue), ("site", site.owner), ("kind", site.kind),
          ("relations", Self.relations(site.relations).compactText),
        ])
    }
    try describe(
      "sites", covering: sites.flatMap { site in site.polygons.flatMap { $0.exterior } + site.lines.flatMap { $0 } })
  }

  /// Hash of all that a site file says: cases with another one are other cases. The order of the sites does not count.
  static func hash(of sites: [Site]) -> ContentHash {
    let parts = sites.sorted { $0.id < $1.id }.map { site -> JSONValue in
      [
        "id": .string(site.id), "name": .string(site.name), "role": .string(site.role.rawValue),
        "site": JSONValue(site.owner), "kind": JSONValue(site.kind), "relations": relations(site.relations),
        "polygons": .array(site.polygons.map { .array(([$0.exterior] + $0.holes).map(positions)) }),
        "lines": .array(site.lines.map(positions)),
      ]
    }
    return ContentHash(of: .array(parts))
  }

  private static func positions(_ points: [GeoPoint]) -> JSONValue {
    .array(points.map { [.number($0.longitude), .number($0.latitude)] })
  }

  private static func blob(of site: Site) -> Data? {
    if !site.polygons.isEmpty { return GeoPackageGeometry.blob(of: site.polygons) }
    return site.lines.isEmpty ? nil : GeoPackageGeometry.blob(ofLines: site.lines)
  }

  private static func relations(_ relations: [Site.Relation]) -> JSONValue {
    .array(relations.map { ["type": .string($0.kind.rawValue), "to": .string($0.to)] })
  }

  private static func relations(from text: String) -> [Site.Relation]? {
    guard let items = (try? JSONValue(parsing: Data(text.utf8)))?.arrayValue else { return nil }
    let relations = items.compactMap { item -> Site.Relation? in
      guard let kind = item["type"]?.stringValue.flatMap(Site.Relation.Kind.init(rawValue:)),
        let to = item["to"]?.stringValue
      else { return nil }
      return Site.Relation(kind: kind, to: to)
    }
    return relations.count == items.count ? relations : nil
  }
}
