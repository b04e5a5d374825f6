/// How far published coordinates may lie from the ground's own, all of one stack alike: it moves every outline by the
/// same way, and no area, length or ratio.
package struct PositionAccuracy: Sendable, Hashable {
  /// Radius that holds the error in nine of ten cases; `nil` where nothing is known of it.
  package let ce90: Metres?
  /// Where the figure comes from, in words for a reader: a provider's class, or control points.
  package let source: String

  package init(ce90: Metres?, source: String) {
    self.ce90 = ce90
    self.source = source
  }
}
