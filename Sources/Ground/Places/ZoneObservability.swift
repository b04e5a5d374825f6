import Quantities

/// What could be seen of one zone of the site, or of the whole of it.
package struct ZoneObservability: Sendable, Hashable {
  /// The least building that would have been found, by the clear dates before it and from it on, whichever are fewer.
  package struct Size: Sendable, Hashable {
    package let leastDates: Int
    package let smallest: LeastSeen
    /// Buildings of that size that were planted, and how many of them were found.
    package let planted: Int
    package let found: Int

    package init(leastDates: Int, smallest: LeastSeen, planted: Int, found: Int) {
      self.leastDates = leastDates
      self.smallest = smallest
      self.planted = planted
      self.found = found
    }
  }

  /// What hides a part of the zone from a date on: a new roof or screen.
  package struct Loss: Sendable, Hashable {
    /// Id of the feature that hides it.
    package let feature: String
    package let kind: FeatureKind
    package let bracket: Bracket
    /// Share of the zone.
    package let share: Double

    package init(feature: String, kind: FeatureKind, bracket: Bracket, share: Double) {
      self.feature = feature
      self.kind = kind
      self.bracket = bracket
      self.share = share
    }
  }

  package let id: String
  package let name: String
  package let role: Site.Role
  package let absence: Absence
  package let sizes: [Size]
  package let losses: [Loss]
  package let days: [SeenDay]

  package init(
    id: String, name: String, role: Site.Role, absence: Absence, sizes: [Size] = [], losses: [Loss] = [],
    days: [SeenDay] = []
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.absence = absence
    self.sizes = sizes
    self.losses = losses
    self.days = days
  }
}
