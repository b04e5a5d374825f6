import Quantities

/// The area of all features of one kind and change together.
package struct AreaTotal: Sendable, Hashable {
  package let kind: FeatureKind
  package let change: ChangeKind
  /// All of them, and those that have an area.
  package let count: Int
  package let measured: Int
  /// Of those that have one: what their outlines err by together does not average out.
  package let area: Estimate<SquareMetres>

  package init(kind: FeatureKind, change: ChangeKind, count: Int, measured: Int, area: Estimate<SquareMetres>) {
    self.kind = kind
    self.change = change
    self.count = count
    self.measured = measured
    self.area = area
  }
}
