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
    if KernelForm.isPlain {
      return Reference.boxSum(plane, columns: columns, rows: rows, radius: radius).map(Float.init)
    }
    let source = plane.span
    var across = [Float](repeating: 0, count: columns * rows)
    var acrossSpan = across.mutableSpan
    for start in stride(from: 0, to: columns * rows, by: max(columns, 1)) {
      var sum = 0.0
      for column in 0..<min(radius, columns) { sum += Double(source[start &+ column]) }
      for column in 0..<columns {
        if column &+ radius < columns { sum += Double(source[start &+ column &+ radius]) }
        if column > radius { sum -= Double(source[start &+ column &- radius &- 1]) }
        acrossSpan[start &+ column] = Float(sum)
      }
    }
    return sumsDown(across, columns: columns, rows: rows, radius: radius)
  }

  private static func sumsDown(_ plane: [Float], columns: Int, rows: Int, radius: Int) -> [Float] {
    let source = plane.span
    var result = [Float](repeating: 0, count: columns * rows)
    var sums = [Double](repeating: 0, count: columns)
    var target = result.mutableSpan
    var running = sums.mutableSpan
    for row in 0..<min(radius, rows) {
      for column in 0..<columns { running[column] += Double(source[row &* columns &+ column]) }
    }
    for row in 0..<rows {
      if row + radius < rows {
        for column in 0..<columns { running[column] += Double(source[(row &+ radius) &* columns &+ column]) }
      }
      if row > radius {
        for column in 0..<columns { running[column] -= Double(source[(row &- radius &- 1) &* columns &+ column]) }
      }
      for column in 0..<columns { target[row &* columns &+ column] = Float(running[column]) }
    }
    return result
  }
}
