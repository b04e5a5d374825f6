import Kernels

/// Where change detection gets its pixels: normalised series over any window of the grid.
package struct SeriesBlock: Sendable {
  /// `values[(pixel * count + scene) * groups + group]`, four bands to a vector.
  package let values: [BandVector]
  /// `seen[pixel * count + scene]`
  package let seen: [Bool]
  package init(values: [BandVector], seen: [Bool]) {
    self.values = values
    self.seen = seen
  }
}
