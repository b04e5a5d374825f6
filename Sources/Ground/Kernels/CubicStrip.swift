/// Some whole rows of a picture laid out for cubic convolution at many places: the bands of a pixel lie together, four
/// to a vector, so that one multiplication serves them all.
package struct CubicStrip {
  typealias Pixel = SIMD4<Float>

  let columns: Int
  let rows: Int
  /// Vectors a pixel.
  let groups: Int
  /// `pixels[(row * columns + column) * groups + group]`
  let pixels: [Pixel]
  /// Valid pixels from here on to the right, at most 127.
  let runs: [UInt8]
  /// First row, in rows of the source.
  let firstRow: Int

  /// - Parameter wanted: rows of `source`; those outside it are left out.
  package init(_ source: borrowing Resampling.Source, rows wanted: Range<Int>) {
    let range = wanted.clamped(to: 0..<source.rows)
    columns = source.columns
    rows = range.count
    firstRow = range.lowerBound
    groups = (source.bandCount + 3) / 4
    var pixels = [Pixel](repeating: .zero, count: rows * columns * groups)
    let samples = source.samples.span
    let plane = source.columns * source.rows
    let start = firstRow * columns
    for band in 0..<source.bandCount {
      let (group, lane) = (band / 4, band % 4)
      for pixel in 0..<rows * columns { pixels[pixel * groups + group][lane] = samples[band * plane + start + pixel] }
    }
    self.pixels = pixels
    var runs = [UInt8](repeating: 0, count: rows * columns)
    let valid = source.valid.span
    for row in 0..<rows {
      var run: UInt8 = 0
      for column in (0..<columns).reversed() {
        run = valid[start + row * columns + column] ? min(run &+ 1, 127) : 0
        runs[row * columns + column] = run
      }
    }
    self.runs = runs
  }

  /// True where all of `taps` × `taps` pixels from there on lie in the strip and are valid.
  @inline(__always)
  func isWhole(column: Int, row: Int, taps: Int) -> Bool {
    guard column >= 0, row >= 0, column + taps <= columns, row + taps <= rows else { return false }
    let runs = runs.span
    for r in row..<row + taps where Int(runs[r * columns + column]) < taps { return false }
    return true
  }
}

/// Places on a straight line through a picture, one for each pixel of a piece of a target's row.
package struct PlaceLine {
  package var column: Double
  package var row: Double
  package var columnStep: Double
  package var rowStep: Double
  package init(column: Double, row: Double, columnStep: Double, rowStep: Double) {
    self.column = column
    self.row = row
    self.columnStep = columnStep
    self.rowStep = rowStep
  }
}

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
    let reach = 2 * scale
    let taps = Int(2 * reach) + 1
    var columnWeights = [Float](repeating: 0, count: taps)
    var rowWeights = columnWeights
    var values = [Float](repeating: 0, count: source.bandCount)
    var planes = output.mutableSpan
    for index in 0..<count {
      let column = line.column + Double(index) * line.columnStep
      let row = line.row + Double(index) * line.rowStep
      guard column >= 0, row >= 0, column < Double(source.columns), row < Double(source.rows) else { continue }
      let left = column - 0.5
      let top = row - 0.5 - Double(strip.firstRow)
      if scale == 1 {
        let (firstColumn, firstRow) = (left.rounded(.down), top.rounded(.down))
        let start = (column: Int(firstColumn) - 1, row: Int(firstRow) - 1)
        if strip.isWhole(column: start.column, row: start.row, taps: 4) {
          strip.sixteen(
            start.column, start.row, weights(Float(left - firstColumn)), weights(Float(top - firstRow)),
            bandCount: source.bandCount, into: &planes, at: pixel + index, planeSize: planeSize)
          isThere[pixel + index] = 1
          continue
        }
      } else if taps <= mostTaps {
        let start = (column: Int((left - reach).rounded(.up)), row: Int((top - reach).rounded(.up)))
        if strip.isWhole(column: start.column, row: start.row, taps: taps) {
          let total =
            tabulate(Double(start.column) - left, scale, &columnWeights)
            * tabulate(Double(start.row) - top, scale, &rowWeights)
          strip.any(
            start.column, start.row, columnWeights.span, rowWeights.span, total: total, bandCount: source.bandCount,
            into: &planes, at: pixel + index, planeSize: planeSize)
          isThere[pixel + index] = 1
          continue
        }
      }
      guard cubic(source, column: column, row: row, scale: scale, into: &values) else { continue }
      for band in 0..<source.bandCount { planes[band * planeSize + pixel + index] = values[band] }
      isThere[pixel + index] = 1
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

  /// Fills `weights` with the kernel at `first`, `first` + 1 … pixels, widened by `scale`; returns their sum.
  @inline(__always)
  private static func tabulate(_ first: Double, _ scale: Double, _ weights: inout [Float]) -> Float {
    var sum: Float = 0
    for tap in weights.indices {
      weights[tap] = weight((first + Double(tap)) / scale)
      sum += weights[tap]
    }
    return sum
  }
}

extension CubicStrip {
  /// The sum over 4 × 4 pixels.
  @inline(__always)
  func sixteen(
    _ column: Int, _ row: Int, _ across: SIMD4<Float>, _ down: SIMD4<Float>, bandCount: Int,
    into planes: inout MutableSpan<Float>, at target: Int, planeSize: Int
  ) {
    let span = pixels.span
    let stride = columns * groups
    for group in 0..<groups {
      var index = (row * columns + column) * groups + group
      var sum = Pixel.zero
      for r in 0..<4 {
        let left = span[index] * across[0] + span[index + groups] * across[1]
        let right = span[index + 2 * groups] * across[2] + span[index + 3 * groups] * across[3]
        sum += (left + right) * down[r]
        index += stride
      }
      write(sum, group, bandCount, &planes, target, planeSize)
    }
  }

  /// The weighted sum over any square, over `total`.
  @inline(__always)
  func any(
    _ column: Int, _ row: Int, _ across: Span<Float>, _ down: Span<Float>, total: Float, bandCount: Int,
    into planes: inout MutableSpan<Float>, at target: Int, planeSize: Int
  ) {
    let span = pixels.span
    for group in 0..<groups {
      var sum = Pixel.zero
      for r in 0..<down.count {
        var line = Pixel.zero
        var index = ((row + r) * columns + column) * groups + group
        for c in 0..<across.count {
          line += span[index] * across[c]
          index += groups
        }
        sum += line * down[r]
      }
      write(sum / total, group, bandCount, &planes, target, planeSize)
    }
  }

  @inline(__always)
  private func write(
    _ value: Pixel, _ group: Int, _ bandCount: Int, _ planes: inout MutableSpan<Float>, _ target: Int, _ planeSize: Int
  ) {
    for lane in 0..<min(4, bandCount - 4 * group) { planes[(4 * group + lane) * planeSize + target] = value[lane] }
  }
}
