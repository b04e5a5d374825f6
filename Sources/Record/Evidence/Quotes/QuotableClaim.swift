/// A claim of a report as a retelling may speak of it.
package struct QuotableClaim: Sendable, Hashable {
  /// Of the finding, or of the feature where it comes from no finding.
  package let id: String
  package let claim: Claim
  package let likelihood: Likelihood?
  /// Other words by which the subject may be called: "hall", "assembly building".
  package let aliases: [String]

  package init(id: String, claim: Claim, likelihood: Likelihood? = nil, aliases: [String] = []) {
    self.id = id
    self.claim = claim
    self.likelihood = likelihood
    self.aliases = aliases
  }
}
