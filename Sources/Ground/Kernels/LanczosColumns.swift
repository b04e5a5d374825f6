/// Some whole rows of a picture of one band laid out for `LanczosKernel`: the eight pixels of a column under it lie
/// together in one vector, so that eight multiplications serve for 64.
package struct LanczosColumns {
  private let columns: Int
  private let rows: Int
  /// `pixels[row * columns + column]`: those of `row` and of the next seven rows.
  private let pixels: [SIMD8<Float>]
  /// Columns of eight valid pixels from here on to the right, at most 8.
  private let runs: [UInt8]
  /// First row, in rows of the source.
  private let firstRow: Int
  private let kernel = LanczosKernel.shared

  /// - Parameter wanted: rows of `source`, which has one band; those outside it are left out.
  package init(_ source: borrowing Resampling.Source, rows wanted: Range<Int>) {
    precondition(source.bandCount == 1, "\(source.bandCount) bands, not one")
    let size = LanczosKernel.size
    let range = wanted.clamped(to: 0..<source.rows)
    columns = source.columns
    rows = max(range.count - size + 1, 0)
    firstRow = range.lowerBound
    var pixels = [SIMD8<Float>](repeating: .zero, count: rows * columns)
    var runs = [UInt8](repeating: 0, count: rows * columns)
    var pixelSpan = pixels.mutableSpan
    var runSpan = runs.mutableSpan
    let (samples, valid) = (source.samples.span, source.valid.span)
    // Valid pixels above each other, up to the last row laid out.
    var depth = [Int](repeating: 0, count: columns)
    for row in range.reversed() {
      let own = row &- firstRow
      var run: UInt8 = 0
      for column in (0..<columns).reversed() {
        let first = row &* columns &+ column
        depth[column] = valid[first] ? depth[column] &+ 1 : 0
        guard own < rows else { continue }
        var eight = SIMD8<Float>.zero
        for step in 0..<size { eight[step] = samples[first &+ step &* columns] }
        pixelSpan[own &* columns &+ column] = eight
        run = depth[column] >= size ? min(run &+ 1, UInt8(size)) : 0
        runSpan[own &* columns &+ column] = run
      }
    }
    self.pixels = pixels
    self.runs = runs
  }

  /// The value at a place of the source; `nil` where the kernel does not lie on valid pixels of these rows alone.
  @inline(__always)
  func value(column: Double, row: Double) -> Float? {
    let (across, down) = (LanczosKernel.Place(column - 0.5), LanczosKernel.Place(row - 0.5))
    let startRow = down.first &- firstRow
    guard across.first >= 0, startRow >= 0, startRow < rows, across.first &+ LanczosKernel.size <= columns
    else { return nil }
    let index = startRow &* columns &+ across.first
    guard runs.span[index] == LanczosKernel.size else { return nil }
    let span = pixels.span
    if across.isCentre, down.isCentre { return span[index &+ LanczosKernel.size / 2 - 1][LanczosKernel.size / 2 - 1] }
    let weights = kernel.weights(across)
    var sum = SIMD8<Float>.zero
    for step in 0..<LanczosKernel.size { sum += span[index &+ step] * weights[step] }
    return (sum * kernel.weights(down)).sum()
  }
}

extension Resampling {
  /// One band at `count` places along `line`, written from `pixel` on, by `LanczosKernel`; at the border and beside what
  /// is not valid by `cubic`.
  ///
  /// For what is measured between pixels: cubic convolution at a quarter of a pixel moves waves of four pixels by 0.045.
  /// - Parameters:
  ///   - strip: rows of `source`.
  ///   - isThere: set to 1 where a value was written.
  package static func lanczosLine(
    _ source: borrowing Source, strip: borrowing LanczosColumns, line: PlaceLine, count: Int,
    into output: inout [Float], pixel: Int, isThere: inout [UInt8]
  ) {
    if KernelForm.isPlain {
      let samples = source.samples
      let valid = source.valid
      let (columns, rows) = (source.columns, source.rows)
      write(source, line, count, into: &output, pixel, &isThere) {
        Reference.lanczos(samples, valid: valid, columns: columns, rows: rows, column: $0, row: $1)
      }
      return
    }
    write(source, line, count, into: &output, pixel, &isThere) { strip.value(column: $0, row: $1) }
  }
}
