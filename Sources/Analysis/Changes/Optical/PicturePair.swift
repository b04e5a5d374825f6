/// Two pictures on one grid, and how well they lie on each other.
package struct PicturePair: Sendable {
  package let columns: Int
  package let rows: Int
  package let bandCount: Int
  /// Band by band, row by row.
  package let before: [Float]
  package let after: [Float]
  /// Of each pixel, whether both pictures show it.
  package let valid: [Bool]
  /// Deviation along one axis, in pixels, of how the pictures lie on each other; 0 where they lie exactly or nothing is
  /// known of it.
  package let displacement: Float

  /// - Parameter before: band by band, row by row; `after` likewise.
  package init(columns: Int, rows: Int, before: [Float], after: [Float], valid: [Bool], displacement: Float) {
    precondition(
      valid.count == columns * rows && before.count == after.count && before.count % max(valid.count, 1) == 0,
      "\(before.count) and \(after.count) values, \(valid.count) flags for \(columns) × \(rows) pixels")
    self.columns = columns
    self.rows = rows
    self.before = before
    self.after = after
    self.valid = valid
    self.displacement = displacement
    bandCount = valid.isEmpty ? 0 : before.count / valid.count
  }

  var count: Int { columns * rows }

  /// Fewer pixels in common say nothing of the rest.
  package static let fewestPixels = 200

  /// Indices of the pixels that both show.
  func places() -> [Int] { valid.indices.filter { valid[$0] } }

  /// Weights for sums that leave out what either picture does not show.
  func weights() -> [Float] { valid.map { $0 ? 1 : 0 } }

  /// The rise of a plane for a pixel to the right and for one down, half the difference of the neighbours; level beside
  /// the border and beside pixels that are not shown.
  @inline(__always)
  func slope(of plane: Span<Float>, at pixel: Int) -> (across: Float, down: Float) {
    (
      (plane[pixel &+ 1] - plane[pixel &- 1]) / 2, (plane[pixel &+ columns] - plane[pixel &- columns]) / 2
    )
  }

  /// Pixels whose four neighbours are all shown.
  func inner() -> [Int] {
    guard columns > 2, rows > 2 else { return [] }
    return (1..<rows - 1).flatMap { row in
      (row * columns + 1..<(row + 1) * columns - 1).filter {
        valid[$0] && valid[$0 - 1] && valid[$0 + 1] && valid[$0 - columns] && valid[$0 + columns]
      }
    }
  }
}
