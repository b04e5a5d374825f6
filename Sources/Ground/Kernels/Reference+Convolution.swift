extension Reference {
  /// Sum over the square of `2 · radius + 1` pixels a side around each pixel, cut at the border: each pixel's columns
  /// are added afresh and kept as `Float`, then its rows.
  package static func boxSum(_ plane: [Float], columns: Int, rows: Int, radius: Int) -> [Double] {
    var across = [Double](repeating: 0, count: columns * rows)
    var result = across
    for row in 0..<rows {
      for column in 0..<columns {
        for c in max(0, column - radius)..<min(columns, column + radius + 1) {
          across[row * columns + column] += Double(plane[row * columns + c])
        }
      }
    }
    for row in 0..<rows {
      for r in max(0, row - radius)..<min(rows, row + radius + 1) {
        for column in 0..<columns { result[row * columns + column] += Double(Float(across[r * columns + column])) }
      }
    }
    return result
  }

  /// Weighted mean over the same square; 0 where no pixel of it has a weight.
  package static func boxMean(
    _ plane: [Float], weights: [Float], columns: Int, rows: Int, radius: Int
  ) -> [Double] {
    var result: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns {
        var (sum, total) = (0.0, 0.0)
        for r in row - radius...row + radius where (0..<rows).contains(r) {
          for c in column - radius...column + radius where (0..<columns).contains(c) {
            guard weights[r * columns + c] != 0 else { continue }
            sum += Double(weights[r * columns + c]) * Double(plane[r * columns + c])
            total += Double(weights[r * columns + c])
          }
        }
        result.append(total > 0 ? sum / total : 0)
      }
    }
    return result
  }
}
