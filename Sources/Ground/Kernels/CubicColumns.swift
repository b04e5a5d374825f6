/// Some whole rows of a picture of one band laid out for cubic convolution at its own scale: the four pixels of a column
/// under a kernel lie together in one vector, so that four multiplications serve for sixteen.
package struct CubicColumns {
  private let columns: Int
  private let rows: Int
  /// `pixels[row * columns + column]`: those of `row` and of the next three rows.
  private let pixels: [SIMD4<Float>]
  /// Columns of four valid pixels from here on to the right, at most 4.
  private let runs: [UInt8]
  /// First row, in rows of the source.
  private let firstRow: Int

  /// - Parameter wanted: rows of `source`, which has one band; those outside it are left out.
  package init(_ source: borrowing Resampling.Source, rows wanted: Range<Int>) {
    precondition(source.bandCount == 1, "\(source.bandCount) bands, not one")
    let range = wanted.clamped(to: 0..<source.rows)
    columns = source.columns
    rows = max(range.count - 3, 0)
    firstRow = range.lowerBound
    var pixels = [SIMD4<Float>](repeating: .zero, count: rows * columns)
    var runs = [UInt8](repeating: 0, count: rows * columns)
    var pixelSpan = pixels.mutableSpan
    var runSpan = runs.mutableSpan
    let (samples, valid) = (source.samples.span, source.valid.span)
    for row in 0..<rows {
      let start = (row + firstRow) * columns
      var run: UInt8 = 0
      for column in (0..<columns).reversed() {
        let first = start &+ column
        let (second, third, fourth) = (first &+ columns, first &+ 2 &* columns, first &+ 3 &* columns)
        pixelSpan[row &* columns &+ column] = SIMD4(samples[first], samples[second], samples[third], samples[fourth])
        run = valid[first] && valid[second] && valid[third] && valid[fourth] ? min(run &+ 1, 4) : 0
        runSpan[row &* columns &+ column] = run
      }
    }
    self.pixels = pixels
    self.runs = runs
  }

  /// The value at a place of the source, not above it nor left of it; `nil` where the kernel does not lie on valid
  /// pixels of these rows alone.
  @inline(__always)
  func value(column: Double, row: Double) -> Float? {
    let (left, top) = (column - 0.5, row - 0.5)
    let (leftPixel, topPixel) = (Resampling.floor(left), Resampling.floor(top))
    let (startColumn, startRow) = (leftPixel &- 1, topPixel &- 1 &- firstRow)
    guard startColumn >= 0, startRow >= 0, startRow < rows, startColumn &+ 4 <= columns else { return nil }
    let index = startRow &* columns &+ startColumn
    guard runs.span[index] == 4 else { return nil }
    let across = Resampling.weights(Float(left - Double(leftPixel)))
    let down = Resampling.weights(Float(top - Double(topPixel)))
    let span = pixels.span
    let near = span[index] * across[0] + span[index &+ 1] * across[1]
    let far = span[index &+ 2] * across[2] + span[index &+ 3] * across[3]
    let lines = (near + far) * down
    return lines[0] + lines[1] + lines[2] + lines[3]
  }
}

extension Resampling {
  /// `cubic` of one band at scale 1 at `count` places along `line`, written from `pixel` on.
  /// - Parameters:
  ///   - strip: rows of `source`; a place whose kernel they do not hold whole and valid goes the plain way.
  ///   - isThere: set to 1 where a value was written.
  package static func cubicLine(
    _ source: borrowing Source, strip: borrowing CubicColumns, line: PlaceLine, count: Int,
    into output: inout [Float], pixel: Int, isThere: inout [UInt8]
  ) {
    if KernelForm.isPlain {
      let whole = Source(
        samples: source.samples, valid: source.valid, columns: source.columns, rows: source.rows, bandCount: 1)
      write(source, line, count, into: &output, pixel, &isThere) {
        Reference.cubic(whole, column: $0, row: $1, scale: 1, taps: 4)?[0]
      }
      return
    }
    write(source, line, count, into: &output, pixel, &isThere) { strip.value(column: $0, row: $1) }
  }

  /// One band at `count` places along `line` as `value` has it, and as `cubic` where that is `nil`.
  @inline(__always)
  static func write(
    _ source: borrowing Source, _ line: PlaceLine, _ count: Int, into output: inout [Float], _ pixel: Int,
    _ isThere: inout [UInt8], value: (_ column: Double, _ row: Double) -> Float?
  ) {
    var values: [Float] = [0]
    var plane = output.mutableSpan
    var there = isThere.mutableSpan
    for index in 0..<count {
      let column = line.column + Double(index) * line.columnStep
      let row = line.row + Double(index) * line.rowStep
      guard column >= 0, row >= 0, column < Double(source.columns), row < Double(source.rows) else { continue }
      if let value = value(column, row) {
        plane[pixel &+ index] = value
        there[pixel &+ index] = 1
      } else if cubic(source, column: column, row: row, scale: 1, into: &values) {
        plane[pixel &+ index] = values[0]
        there[pixel &+ index] = 1
      }
    }
  }

  /// The next whole number below a value that fits an `Int`. Without a raised baseline `rounded(.down)` is a call of
  /// the library.
  @inline(__always)
  static func floor(_ value: Double) -> Int {
    let whole = Int(value)
    return whole &- (Double(whole) > value ? 1 : 0)
  }
}
