import Vectors

/// Owners and relations of a site file's features, checked against its ids.
enum SiteReferences {
  /// - Throws: `unknownID` where an owner or a relation names no id of the file, or an owner is no site.
  static func resolve(_ drafts: [SiteDraft], ids: [String]) throws(PlacesError) -> [Site] {
    let known = Set(ids)
    var sites: [Site] = []
    for (draft, id) in zip(drafts, ids) {
      for relation in draft.relations where !known.contains(relation.to) {
        throw unknown(relation.to, named: "relations", draft, among: ids)
      }
      sites.append(
        Site(
          id: id, name: draft.name ?? id, role: draft.role, owner: try owner(of: draft, drafts, ids), kind: draft.kind,
          polygons: draft.polygons, lines: draft.lines, relations: draft.relations))
    }
    return sites
  }

  private static func owner(
    of draft: SiteDraft, _ drafts: [SiteDraft], _ ids: [String]
  ) throws(PlacesError) -> String? {
    let owners = zip(drafts, ids).filter { $0.0.role == .site }
    if let owner = draft.owner {
      guard owners.contains(where: { $0.1 == owner }) else {
        throw unknown(owner, named: "site", draft, among: owners.map(\.1))
      }
      return owner
    }
    guard draft.role != .site else { return nil }
    if owners.count == 1 { return owners.first?.1 }
    guard let point = draft.firstPoint else { return nil }
    let around = owners.filter { $0.0.polygons.contains { $0.contains(point) } }
    return around.count == 1 ? around.first?.1 : nil
  }

  private static func unknown(
    _ id: String, named key: String, _ draft: SiteDraft, among ids: [String]
  ) -> PlacesError {
    PlacesError(
      .unknownID, at: draft.place,
      "The property “\(key)” names “\(id)”, which is no \(key == "site" ? "site" : "id") of this file.",
      mend: "Use one of: \(ids.prefix(12).joined(separator: ", ")).")
  }
}
