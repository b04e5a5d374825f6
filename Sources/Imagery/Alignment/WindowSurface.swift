/// The highest top of a correlation at whole pixels within ± size / 4, and how high the next one is.
struct WindowSurface: Sendable {
  let top: (row: Int, column: Int)
  /// Of the next top, over that of the first.
  let secondTop: Double

  /// Pixels from a top within which a height belongs to it.
  private static let apart = 4

  /// - Parameter heights: as `WindowTransform.surfaces` gives them.
  init(_ heights: [SIMD8<Float>], size: Int) {
    let reach = size / 4
    let source = heights.span
    func highest(awayFrom place: (row: Int, column: Int)?) -> (row: Int, column: Int, height: Float) {
      var best = (row: 0, column: 0, height: -Float.infinity)
      for row in -reach...reach {
        let start = (row & (size - 1)) * size / 8
        let isNear = place.map { abs(row - $0.row) < Self.apart } ?? false
        for column in -reach...reach {
          let place2 = column & (size - 1)
          let height = source[start + place2 >> 3][place2 & 7]
          guard height > best.height else { continue }
          if isNear, let place, abs(column - place.column) < Self.apart { continue }
          best = (row, column, height)
        }
      }
      return best
    }
    let first = highest(awayFrom: nil)
    let second = highest(awayFrom: (first.row, first.column))
    top = (first.row, first.column)
    secondTop = first.height > 0 ? Double(second.height / first.height) : 1
  }
}
