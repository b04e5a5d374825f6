/// Of one feature which dates saw it, and what would have been seen on its ground.
package struct FeatureObservability: Sendable, Hashable {
  /// Id of the feature.
  package let id: String
  /// Id of the zone or site whose ground it stands on, by which sizes were found; `nil` where it lies in none.
  package let zone: String?
  package let days: [SeenDay]

  package init(id: String, zone: String?, days: [SeenDay]) {
    self.id = id
    self.zone = zone
    self.days = days
  }
}
