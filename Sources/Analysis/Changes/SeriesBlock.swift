import Kernels

/// Where change detection gets its pixels: normalised series over any window of the grid.
package struct SeriesBlock: Sendable {
  /// `values[(pixel * count + scene) * groups + group]`, four bands to a vector.
  package let values: [BandVector]
  /// `seen[pixel * count + scene]`
  package let seen: [Bool]
  /// `slopes[(pixel * groups + group) * 2 + axis]`: what unchanged ground rises by for a pixel to the right (axis 0) and
  /// for one down (1), in the values' own units; empty where no scene is taken to be displaced.
  package let slopes: [BandVector]
  package init(values: [BandVector], seen: [Bool], slopes: [BandVector] = []) {
    self.values = values
    self.seen = seen
    self.slopes = slopes
  }
}
