extension Resampling {
  /// Widest kernel, in pixels, that the fast path takes; `CubicStrip.runs` counts no further.
  static let mostTaps = 64

  /// `cubic` at `count` places along `line`, written band after band from `pixel` on into planes of `planeSize`.
  /// - Parameters:
  ///   - strip: rows of `source`; a place whose kernel they do not hold whole and valid goes the plain way.
  ///   - isThere: set to 1 where a value was written.
  package static func cubicLine(
    _ source: borrowing Source, strip: borrowing CubicStrip, line: PlaceLine, count: Int, scale: Double,
    into output: inout [Float], planeSize: Int, pixel: Int, isThere: inout [UInt8]
  ) {
    let taps = Int(4 * scale) + 1
    let isPlain = KernelForm.isPlain
    var weights = KernelWeights(scale: scale, taps: taps)
    var values = [Float](repeating: 0, count: source.bandCount)
    var planes = output.mutableSpan
    for index in 0..<count {
      let column = line.column + Double(index) * line.columnStep
      let row = line.row + Double(index) * line.rowStep
      guard column >= 0, row >= 0, column < Double(source.columns), row < Double(source.rows) else { continue }
      if isPlain, taps <= mostTaps,
        let found = Reference.cubic(source, column: column, row: row, scale: scale, taps: taps)
      {
        for band in 0..<source.bandCount { planes[band * planeSize + pixel + index] = found[band] }
        isThere[pixel + index] = 1
      } else if !isPlain, taps <= mostTaps,
        strip.write(
          column: column, row: row - Double(strip.firstRow), &weights, bandCount: source.bandCount, into: &planes,
          at: pixel + index, planeSize: planeSize)
      {
        isThere[pixel + index] = 1
      } else if cubic(source, column: column, row: row, scale: scale, into: &values) {
        for band in 0..<source.bandCount { planes[band * planeSize + pixel + index] = values[band] }
        isThere[pixel + index] = 1
      }
    }
  }

  /// Keys' kernel at the distances −1 − t, −t, 1 − t and 2 − t, as polynomials in t from 0 to 1; they add up to 1.
  @inline(__always)
  static func weights(_ t: Float) -> SIMD4<Float> {
    let linear = SIMD4<Float>(-0.5, 0, 0.5, 0)
    let square = SIMD4<Float>(1, -2.5, 2, -0.5)
    let cube = SIMD4<Float>(-0.5, 1.5, -1.5, 0.5)
    return ((cube * t + square) * t + linear) * t + SIMD4<Float>(0, 1, 0, 0)
  }
}

/// Weights of a widened kernel across and down, reused from place to place.
struct KernelWeights {
  let scale: Double
  var across: [Float]
  var down: [Float]

  init(scale: Double, taps: Int) {
    self.scale = scale
    across = Array(repeating: 0, count: taps)
    down = across
  }

  /// Fills both with the kernel at their first distances, in pixels, and whole pixels further; returns their weights'
  /// sum.
  @inline(__always)
  mutating func fill(across first: Double, down second: Double) -> Float {
    Self.fill(&across, first, scale) * Self.fill(&down, second, scale)
  }

  @inline(__always)
  private static func fill(_ weights: inout [Float], _ first: Double, _ scale: Double) -> Float {
    var sum: Float = 0
    for tap in weights.indices {
      weights[tap] = Resampling.weight((first + Double(tap)) / scale)
      sum += weights[tap]
    }
    return sum
  }
}
