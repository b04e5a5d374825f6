/// The axis-parallel rectangle of a plane whose values add up to most.
struct LargestRectangle: Sendable, Hashable {
  var rows: Range<Int>
  var columns: Range<Int>
  let sum: Int

  /// Over all ranges of rows the best run of columns; the cube of the plane's side.
  /// - Parameter least: cells that a side has at least.
  /// - Returns: `nil` where none adds up to more than 0.
  static func find(in values: [Int8], columns: Int, rows: Int, least: Int) -> LargestRectangle? {
    guard columns >= least, rows >= least, least >= 1 else { return nil }
    let cells = values.span
    var best = LargestRectangle(rows: 0..<0, columns: 0..<0, sum: 0)
    // At most 2^15 cells a side of at most 1 each: sums of a column fit easily.
    var sums = [Int32](repeating: 0, count: columns)
    var running = [Int32](repeating: 0, count: columns + 1)
    var columnSums = sums.mutableSpan
    var prefix = running.mutableSpan
    for top in 0...rows - least {
      for column in 0..<columns { columnSums[column] = 0 }
      for bottom in top..<rows {
        for column in 0..<columns { columnSums[column] &+= Int32(cells[bottom &* columns &+ column]) }
        guard bottom + 1 - top >= least else { continue }
        var (lowest, place) = (Int32.max, 0)
        for column in 0..<columns {
          prefix[column &+ 1] = prefix[column] &+ columnSums[column]
          let start = column &+ 1 &- least
          guard start >= 0 else { continue }
          if prefix[start] < lowest { (lowest, place) = (prefix[start], start) }
          let sum = Int(prefix[column &+ 1] &- lowest)
          if sum > best.sum {
            best = LargestRectangle(rows: top..<bottom + 1, columns: place..<column + 1, sum: sum)
          }
        }
      }
    }
    return best.sum > 0 ? best : nil
  }

  /// Sides that lie nearer than `distance` cells to a line of `across` or `down` are laid onto it.
  func snapped(across: [Int], down: [Int], distance: Int) -> LargestRectangle {
    func range(_ range: Range<Int>, _ lines: [Int]) -> Range<Int> {
      func snap(_ place: Int) -> Int {
        guard let line = lines.min(by: { abs($0 - place) < abs($1 - place) }), abs(line - place) < distance else {
          return place
        }
        return line
      }
      let (low, high) = (snap(range.lowerBound), snap(range.upperBound))
      return low < high ? low..<high : range
    }
    return LargestRectangle(rows: range(rows, down), columns: range(columns, across), sum: sum)
  }
}
