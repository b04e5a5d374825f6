/// The highest top of a correlation within ± size / 4, and how high the next one is.
struct WindowSurface: Sendable {
  /// Between whole pixels by the parabola through the highest and its neighbours.
  let top: PictureShift
  /// Of the next top, over that of the first.
  let secondTop: Double
  /// From the first top to the next, in whole pixels.
  let toSecond: PictureShift

  /// Pixels from a top within which a height belongs to it.
  private static let apart = 4

  /// - Parameter heights: as `WindowTransform.surfaces` gives them.
  init(_ heights: [SIMD8<Float>], size: Int) {
    let reach = size / 4
    let source = heights.span
    func highest(awayFrom top: (row: Int, column: Int)?) -> (row: Int, column: Int, height: Float) {
      var best = (row: 0, column: 0, height: -Float.infinity)
      for row in -reach...reach {
        let start = (row & (size - 1)) * size / 8
        let isNear = top.map { abs(row - $0.row) < Self.apart } ?? false
        for column in -reach...reach {
          let place = column & (size - 1)
          let height = source[start + place >> 3][place & 7]
          guard height > best.height else { continue }
          if isNear, let top, abs(column - top.column) < Self.apart { continue }
          best = (row, column, height)
        }
      }
      return best
    }
    let first = highest(awayFrom: nil)
    let second = highest(awayFrom: (first.row, first.column))
    func height(_ row: Int, _ column: Int) -> Double {
      let place = column & (size - 1)
      return Double(source[((row & (size - 1)) * size + place) >> 3][place & 7])
    }
    let middle = height(first.row, first.column)
    func between(_ before: Double, _ after: Double) -> Double {
      let bend = 2 * middle - before - after
      return bend > 0 ? min(max((after - before) / (2 * bend), -0.5), 0.5) : 0
    }
    top = PictureShift(
      rows: Double(first.row)
        + between(height(first.row - 1, first.column), height(first.row + 1, first.column)),
      columns: Double(first.column)
        + between(height(first.row, first.column - 1), height(first.row, first.column + 1)))
    toSecond = PictureShift(rows: Double(second.row - first.row), columns: Double(second.column - first.column))
    secondTop = first.height > 0 ? Double(second.height / first.height) : 1
  }
}
