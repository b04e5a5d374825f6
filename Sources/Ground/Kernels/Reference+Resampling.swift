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

  /// A value between 4 × 4 pixels, row by row: the bits of the fast forms.
  static func sixteen(
    _ across: SIMD4<Float>, _ down: SIMD4<Float>, _ sample: (_ row: Int, _ column: Int) -> Float
  ) -> Float {
    var sum: Float = 0
    for row in 0..<4 {
      let near = sample(row, 0) * across[0] + sample(row, 1) * across[1]
      let far = sample(row, 2) * across[2] + sample(row, 3) * across[3]
      sum += (near + far) * down[row]
    }
    return sum
  }

  /// A value under a widened kernel, row by row, over `total`.
  static func wide(
    _ across: [Float], _ down: [Float], total: Float, _ sample: (_ row: Int, _ column: Int) -> Float
  ) -> Float {
    var sum: Float = 0
    for row in down.indices {
      var line: Float = 0
      for column in across.indices { line += sample(row, column) * across[column] }
      sum += line * down[row]
    }
    return sum / total
  }

  /// All bands of `source` at a place by the kernel widened by `scale`; `nil` where it does not lie on valid pixels alone.
  static func cubic(
    _ source: borrowing Resampling.Source, column: Double, row: Double, scale: Double, taps: Int
  ) -> [Float]? {
    let (left, top) = (column - 0.5, row - 0.5)
    let reach = 2 * scale
    let firstColumn = scale == 1 ? Int(left.rounded(.down)) - 1 : Int((left - reach).rounded(.up))
    let firstRow = scale == 1 ? Int(top.rounded(.down)) - 1 : Int((top - reach).rounded(.up))
    let count = scale == 1 ? 4 : taps
    guard firstColumn >= 0, firstRow >= 0, firstColumn + count <= source.columns, firstRow + count <= source.rows else {
      return nil
    }
    for r in firstRow..<firstRow + count {
      for c in firstColumn..<firstColumn + count where !source.valid[r * source.columns + c] { return nil }
    }
    let (columns, plane, samples) = (source.columns, source.columns * source.rows, source.samples)
    func sample(_ band: Int, _ r: Int, _ c: Int) -> Float {
      samples[band * plane + (firstRow + r) * columns + firstColumn + c]
    }
    if scale == 1 {
      let across = Resampling.weights(Float(left - left.rounded(.down)))
      let down = Resampling.weights(Float(top - top.rounded(.down)))
      return (0..<source.bandCount).map { band in sixteen(across, down) { sample(band, $0, $1) } }
    }
    var weights = KernelWeights(scale: scale, taps: taps)
    let total = weights.fill(across: Double(firstColumn) - left, down: Double(firstRow) - top)
    return (0..<source.bandCount).map { band in
      wide(weights.across, weights.down, total: total) { sample(band, $0, $1) }
    }
  }

  /// One plane's value by the windowed sinc over 8 × 8 pixels; `nil` where the pixels are not all there.
  /// - Source: [Duchon1979]
  package static func lanczos(
    _ plane: [Float], valid: [Bool], columns: Int, rows: Int, column: Double, row: Double
  ) -> Float? {
    let (kernel, size) = (LanczosKernel.shared, LanczosKernel.size)
    let (across, down) = (LanczosKernel.Place(column - 0.5), LanczosKernel.Place(row - 0.5))
    guard across.first >= 0, down.first >= 0, across.first + size <= columns, down.first + size <= rows else {
      return nil
    }
    for r in down.first..<down.first + size {
      for c in across.first..<across.first + size where !valid[r * columns + c] { return nil }
    }
    func sample(_ r: Int, _ c: Int) -> Float { plane[(down.first + r) * columns + across.first + c] }
    if across.isCentre, down.isCentre { return sample(size / 2 - 1, size / 2 - 1) }
    let weights = kernel.weights(across)
    var lines = SIMD8<Float>.zero
    for r in 0..<size {
      for c in 0..<size { lines[r] += sample(r, c) * weights[c] }
    }
    return (lines * kernel.weights(down)).sum()
  }
}
