/// How many pixels of any rectangle of a plane are not valid.
struct GapCounts: Sendable {
  private let columns: Int
  /// Of everything above and to the left of a pixel's upper left corner; a row and a column more than the plane has.
  private let sums: [Int32]

  /// `nil` where no pixel is missing.
  init?(_ plane: AlignmentPlane) {
    guard plane.valid.contains(false) else { return nil }
    columns = plane.columns
    var sums = [Int32](repeating: 0, count: (plane.columns + 1) * (plane.rows + 1))
    let flags = plane.valid.span
    var target = sums.mutableSpan
    let width = plane.columns + 1
    for row in 0..<plane.rows {
      var sum: Int32 = 0
      for column in 0..<plane.columns {
        if !flags[row &* plane.columns &+ column] { sum &+= 1 }
        let index = (row &+ 1) &* width &+ column &+ 1
        target[index] = target[index &- width] &+ sum
      }
    }
    self.sums = sums
  }

  /// Missing pixels of the square of `size`² that begins at `origin`, which lies inside.
  func count(_ origin: WindowOrigin, size: Int) -> Int {
    let width = columns + 1
    let (top, bottom) = (origin.row * width + origin.column, (origin.row + size) * width + origin.column)
    return Int(sums[bottom + size] - sums[bottom] - sums[top + size] + sums[top])
  }
}
