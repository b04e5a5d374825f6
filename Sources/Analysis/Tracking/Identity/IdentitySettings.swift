/// What decides whether two sightings are of one thing. Costs are negative logarithms of likelihoods.
package struct IdentitySettings: Sendable, Hashable {
  /// Deviation of a centre from date to date, as a share of the thing's side: outlines are drawn anew on each.
  package var centreScatter = 0.04
  /// Mean of −ln(intersection over union) of two outlines of one thing that lie at one place.
  package var shapeScatter = 0.35
  /// The most that appearance can speak against sameness: roofs are laid anew.
  package var mostAppearance = 4.0
  /// What it costs to say that a thing has no sighting on a date; dearer pairs are two things.
  package var alone = 9.0
  /// Probability that a date which sees a thing has a sighting of it, and that it has one where nothing is.
  package var detection = 0.75
  package var falseSighting = 0.05
  /// A thing is gone when the dates in a row that saw its place and did not show it are less likely than this were it there.
  package var stillThere = 0.01
  /// Share of a piece that must lie in the whole, and of a whole that its pieces must fill together.
  package var within = 0.5
  /// Dates that must show a split or a merge in a row: outlines break and run together on single dates.
  package var confirmations = 2

  package init() {}
}
