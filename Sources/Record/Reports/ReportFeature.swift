import Places

/// A feature as the report shows it: its number on the map, its pictures, what each scene said of it.
package struct ReportFeature: Sendable, Hashable {
  package let feature: Feature
  /// Number on the map and in the lists, unique in one report.
  package let number: Int
  package let before: ReportChip?
  package let after: ReportChip?
  /// How alike both pictures were taken; `nil` where there are not two.
  package let likeness: String?
  package let observations: [Observation]

  package init(
    feature: Feature, number: Int, before: ReportChip? = nil, after: ReportChip? = nil, likeness: String? = nil,
    observations: [Observation] = []
  ) {
    self.feature = feature
    self.number = number
    self.before = before
    self.after = after
    self.likeness = likeness
    self.observations = observations
  }
}
