import Quantities

/// What could be seen of a case: for every zone, feature and date, and what therefore is absent.
package struct Observability: Sendable, Hashable {
  package var zones: [ZoneObservability]
  package var features: [FeatureObservability]

  package init(zones: [ZoneObservability], features: [FeatureObservability]) {
    self.zones = zones
    self.features = features
  }
}
