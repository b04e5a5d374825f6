import Foundation

/// Plain neighbourhood filters over one plane, row-major. Beyond the border the nearest pixel counts.
package enum Convolution {
  /// Mean over a square of `2 · radius + 1` pixels a side, counting only pixels whose `weights` is not 0.
  /// Where no pixel counts the result is 0.
  package static func boxMean(_ plane: [Float], weights: [Float], columns: Int, rows: Int, radius: Int) -> [Float] {
    // 0 times NaN is NaN, and one NaN in a running sum stays in it to the end of the row.
    let weighted = zip(plane, weights).map { $1 == 0 ? 0 : $0 * $1 }
    let sums = boxSum(weighted, columns: columns, rows: rows, radius: radius)
    let counts = boxSum(weights, columns: columns, rows: rows, radius: radius)
    return zip(sums, counts).map { $1 > 1e-6 ? $0 / $1 : 0 }
  }

  /// Sum over a square of `2 · radius + 1` pixels a side, cut at the border. Running sums are kept in `Double`.
  package static func boxSum(_ plane: [Float], columns: Int, rows: Int, radius: Int) -> [Float] {
    var across = [Float](repeating: 0, count: columns * rows)
    for row in 0..<rows {
      var sum = 0.0
      for column in 0..<min(radius, columns) { sum += Double(plane[row * columns + column]) }
      for column in 0..<columns {
        if column + radius < columns { sum += Double(plane[row * columns + column + radius]) }
        if column - radius - 1 >= 0 { sum -= Double(plane[row * columns + column - radius - 1]) }
        across[row * columns + column] = Float(sum)
      }
    }
    var result = [Float](repeating: 0, count: columns * rows)
    var sums = [Double](repeating: 0, count: columns)
    for row in 0..<min(radius, rows) {
      for column in 0..<columns { sums[column] += Double(across[row * columns + column]) }
    }
    for row in 0..<rows {
      let entering = row + radius < rows ? (row + radius) * columns : nil
      let leaving = row - radius - 1 >= 0 ? (row - radius - 1) * columns : nil
      for column in 0..<columns {
        if let entering { sums[column] += Double(across[entering + column]) }
        if let leaving { sums[column] -= Double(across[leaving + column]) }
        result[row * columns + column] = Float(sums[column])
      }
    }
    return result
  }
}
