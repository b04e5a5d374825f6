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
}
