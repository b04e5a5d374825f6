/// One measured value beside the true one.
package struct TruthRow: Sendable, Hashable {
  package let what: String
  package let measured: String
  package let truth: String
  /// Whether the printed interval or bracket holds the truth.
  package let isInside: Bool
  package init(what: String, measured: String, truth: String, isInside: Bool) {
    self.what = what
    self.measured = measured
    self.truth = truth
    self.isInside = isInside
  }
}
