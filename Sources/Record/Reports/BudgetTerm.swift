/// One line of the error budget: what every number of the stack inherits.
package struct BudgetTerm: Sendable, Hashable {
  package let term: String
  /// With its unit; in words where nothing is known.
  package let size: String
  /// What it moves in the findings, and what it does not.
  package let effect: String
  package let source: String

  package init(term: String, size: String, effect: String, source: String) {
    self.term = term
    self.size = size
    self.effect = effect
    self.source = source
  }
}
