import Foundation

extension Reference {
  /// One plane's value at a fractional place by cubic convolution over 4 × 4 pixels; beyond the border the nearest
  /// pixel counts. All pixels are valid and the scale is 1.
  /// - Source: [Keys1981], a = −1/2
  package static func cubic(_ plane: [Float], columns: Int, rows: Int, column: Double, row: Double) -> Double {
    let left = (column - 0.5).rounded(.down)
    let top = (row - 0.5).rounded(.down)
    let across = keysWeights(column - 0.5 - left)
    let down = keysWeights(row - 0.5 - top)
    var sum = 0.0
    for i in 0..<4 {
      let r = min(max(Int(top) + i - 1, 0), rows - 1)
      for j in 0..<4 {
        let c = min(max(Int(left) + j - 1, 0), columns - 1)
        sum += down[i] * across[j] * Double(plane[r * columns + c])
      }
    }
    return sum
  }

  /// Weights of the four samples around a place `s` of the way from the second to the third.
  private static func keysWeights(_ s: Double) -> [Double] {
    [
      (-s * s * s + 2 * s * s - s) / 2, (3 * s * s * s - 5 * s * s + 2) / 2,
      (-3 * s * s * s + 4 * s * s + s) / 2, (s * s * s - s * s) / 2,
    ]
  }

  /// One plane's value by the windowed sinc over 8 × 8 pixels at the nearest of the kernel's places; `nil` where the
  /// pixels are not all there.
  /// - Source: [Duchon1979]
  package static func lanczos(
    _ plane: [Float], valid: [Bool], columns: Int, rows: Int, column: Double, row: Double
  ) -> Float? {
    let (left, top) = (LanczosKernel.nearest(column - 0.5), LanczosKernel.nearest(row - 0.5))
    let half = LanczosKernel.size / 2
    let (firstColumn, firstRow) = (Int(left.rounded(.down)) - half + 1, Int(top.rounded(.down)) - half + 1)
    guard firstColumn >= 0, firstRow >= 0, firstColumn + 2 * half <= columns, firstRow + 2 * half <= rows else {
      return nil
    }
    var (sum, total) = (0.0, 0.0)
    for r in firstRow..<firstRow + 2 * half {
      for c in firstColumn..<firstColumn + 2 * half {
        guard valid[r * columns + c] else { return nil }
        let weight = lanczosWeight(left - Double(c), half) * lanczosWeight(top - Double(r), half)
        sum += weight * Double(plane[r * columns + c])
        total += weight
      }
    }
    return Float(sum / total)
  }

  private static func lanczosWeight(_ distance: Double, _ half: Int) -> Double {
    sinc(distance) * sinc(distance / Double(half))
  }

  private static func sinc(_ x: Double) -> Double { abs(x) < 1e-9 ? 1 : sin(.pi * x) / (.pi * x) }
}
