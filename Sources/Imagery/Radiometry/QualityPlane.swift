import Rasters

/// What a provider's mask says of a window, on the mask's own pixels.
package struct QualityPlane: Sendable, Equatable {
  /// Of the whole mask.
  package let grid: Grid
  /// The part of `grid` that `codes` are of.
  package let window: Window
  /// Position of the reason in `Visibility.allCases`: 0 is seen. Row-major.
  package let codes: [UInt8]

  package init(grid: Grid, window: Window, codes: [UInt8]) {
    precondition(codes.count == window.pixelCount, "\(codes.count) codes do not fill \(window)")
    self.grid = grid
    self.window = window
    self.codes = codes
  }
}
