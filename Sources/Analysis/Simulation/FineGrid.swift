import Rasters

/// The finer grid on which surfaces are painted before the optics: cells of half a pixel, with a border so that
/// shifted scenes find content outside the reference grid.
struct FineGrid: Sendable, Hashable {
  static let cellsPerPixel = 2
  /// More than the largest shift, distortion and blur together.
  static let borderInPixels = 8

  let columns: Int
  let rows: Int

  init(_ options: PlantOptions) {
    columns = (options.columns + 2 * FineGrid.borderInPixels) * FineGrid.cellsPerPixel
    rows = (options.rows + 2 * FineGrid.borderInPixels) * FineGrid.cellsPerPixel
  }

  var count: Int { columns * rows }

  /// Cell coordinate of a pixel coordinate of the reference grid.
  static func cell(_ pixel: Double) -> Double {
    (pixel + Double(borderInPixels)) * Double(cellsPerPixel)
  }

  /// Pixel coordinate of the centre of a cell.
  static func pixel(ofCell cell: Int) -> Double {
    (Double(cell) + 0.5) / Double(cellsPerPixel) - Double(borderInPixels)
  }
}
