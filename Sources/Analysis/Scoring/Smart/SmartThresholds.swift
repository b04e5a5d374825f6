/// What must be reached for a truth site to count as found.
package struct SmartThresholds: Sendable, Hashable {
  /// Least overlap of two outlines.
  package var tau = 0.2
  /// Least share of the truth's dates with such an overlap.
  package var rho = 0.5
  /// Least share of the proposal's days within the truth's.
  package var temporalOverProposal = 0.1
  /// Least share of the truth's days within the proposal's.
  package var temporalOverTruth = 0.2
  /// The same two for transient sites.
  package var transientOverProposal = 0.1
  package var transientOverTruth = 0.2
  /// Least area of a proposal, square metres.
  package var smallestArea = 0.0
  /// Least confidence of a proposal.
  package var lowestScore = 0.0
  /// Greatest distance of a truth point from the nearest place of a proposal, from its middle and from its farthest
  /// place, metres; `nil` for any.
  package var nearestMetres: Int? = 100
  package var centralMetres: Int?
  package var farthestMetres: Int?
  /// The same of days.
  package var nearestDays: Int?
  package var centralDays: Int?
  package var farthestDays: Int?

  package init() {}
}
