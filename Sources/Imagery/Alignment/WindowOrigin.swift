import Rasters

/// First pixel of a window.
struct WindowOrigin: Sendable, Hashable {
  var column: Int
  var row: Int

  init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }

  /// Of the window whose middle lies nearest.
  init(middle: PixelPoint, size: Int) {
    column = Int((middle.column - Double(size) / 2).rounded())
    row = Int((middle.row - Double(size) / 2).rounded())
  }
}
