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

extension CubicStrip {
  /// Writes the bands' values at a place of the strip; false where the kernel does not lie on valid pixels alone.
  @inline(__always)
  func write(
    column: Double, row: Double, _ weights: inout KernelWeights, bandCount: Int,
    into planes: inout MutableSpan<Float>, at target: Int, planeSize: Int
  ) -> Bool {
    let (left, top) = (column - 0.5, row - 0.5)
    if weights.scale == 1 {
      let (firstColumn, firstRow) = (left.rounded(.down), top.rounded(.down))
      let start = (column: Int(firstColumn) - 1, row: Int(firstRow) - 1)
      guard isWhole(column: start.column, row: start.row, taps: 4) else { return false }
      sixteen(
        start.column, start.row, Resampling.weights(Float(left - firstColumn)),
        Resampling.weights(Float(top - firstRow)), bandCount: bandCount, into: &planes, at: target,
        planeSize: planeSize)
    } else {
      let reach = 2 * weights.scale
      let start = (column: Int((left - reach).rounded(.up)), row: Int((top - reach).rounded(.up)))
      guard isWhole(column: start.column, row: start.row, taps: weights.across.count) else { return false }
      let total = weights.fill(across: Double(start.column) - left, down: Double(start.row) - top)
      any(
        start.column, start.row, weights.across.span, weights.down.span, total: total, bandCount: bandCount,
        into: &planes, at: target, planeSize: planeSize)
    }
    return true
  }

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
