extension SmartModel {
  /// What a case watches: of a region model the region, with each summary as a zone of it; of a site model its boundary.
  ///
  /// Zones bear the kind `works`, which is what the format calls a site; names tell the status. Sites that the model itself
  /// tells to ignore are left out.
  var watched: [Site] {
    switch form {
    case .region:
      let id = region ?? "region"
      return [Site(id: id, name: id, polygons: ground)]
        + sites.filter { $0.status != "ignore" }.map { site in
          Site(
            id: site.id, name: site.status.map { "\(site.id), \($0.replacing("_", with: " "))" } ?? site.id,
            role: .zone,
            owner: id, kind: FeatureKind.works.rawValue, polygons: site.polygons)
        }
    case .site:
      return sites.map { Site(id: $0.id, name: $0.id, polygons: $0.polygons) }
    }
  }
}
