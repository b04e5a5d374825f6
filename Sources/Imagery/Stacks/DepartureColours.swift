import Rasters

/// Whether what departs does so to one side in all bands: a shadow takes light from each of them, and a cloud adds to
/// each. Leaves that come out darken red and brighten the near infrared; leaves that dry do the opposite.
struct DepartureColours {
  /// Sampled pixels that a verdict needs.
  static let fewest = 12

  /// Per band, then cell of the grid: sums of differences from the usual, and their numbers.
  private let dark: (sums: [[Float]], counts: [Int])
  private let bright: (sums: [[Float]], counts: [Int])
  /// Per band.
  private let noise: [Float]
  private let cellColumns: Int

  /// - Parameters:
  ///   - cells: of one scene, of all blocks of rows in order.
  ///   - noise: of the scene's bands.
  init(_ cells: [WeatherDepartures.CellSums], noise: [Float], grid: Grid) {
    let bands = cells.first?.sums.indices ?? 0..<0
    dark = (bands.map { band in cells.flatMap { $0.darkSums[band] } }, cells.flatMap(\.darkCounts))
    bright = (bands.map { band in cells.flatMap { $0.brightSums[band] } }, cells.flatMap(\.brightCounts))
    self.noise = noise
    cellColumns = HazeField.cellCount(grid.columns)
  }

  /// False where some band departs to the other side by more than its noise.
  /// - Parameters:
  ///   - bank: pixels of `window`.
  ///   - isBright: whether they are brighter than usual.
  func areOfOneSide(_ bank: [Int], of window: Window, isBright: Bool) -> Bool {
    let found = isBright ? bright : dark
    var isTouched = [Bool](repeating: false, count: found.counts.count)
    for pixel in bank {
      let (row, column) = (pixel / window.columns + window.row, pixel % window.columns + window.column)
      isTouched[row / HazeField.cellSize * cellColumns + column / HazeField.cellSize] = true
    }
    let cells = isTouched.indices.filter { isTouched[$0] }
    let count = cells.reduce(0) { $0 + found.counts[$1] }
    guard count >= Self.fewest else { return true }
    return found.sums.indices.allSatisfy { band in
      let mean = cells.reduce(Float(0)) { $0 + found.sums[band][$1] } / Float(count)
      return (isBright ? -mean : mean) < noise[band]
    }
  }
}
