import Places

/// A class of things that a model finds.
package struct DetectorClass: Sendable, Hashable {
  package let name: String
  /// The contract's word for it.
  package let kind: FeatureKind

  package init(name: String, kind: FeatureKind) {
    self.name = name
    self.kind = kind
  }

  /// Coarsest pixel, metres, on which single ones are counted; `nil` where the card's range alone counts.
  package var coarsestGSD: Double? {
    kind == .vehicles || kind == .railCars || ClassWords.isVehicle(name) ? Self.coarsestForCars : nil
  }

  private static let coarsestForCars = 1.0
}
