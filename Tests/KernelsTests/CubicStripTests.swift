import Kernels
import Statistics
import Testing

@Suite struct CubicStripTests {
  private static let columns = 40
  private static let rows = 30

  /// A seeded picture with a hole and scattered gaps.
  private func source(bandCount: Int) -> Resampling.Source {
    let count = Self.columns * Self.rows
    var generator = SeededGenerator(seed: 81)
    let valid = (0..<count).map { pixel in
      let (row, column) = (pixel / Self.columns, pixel % Self.columns)
      return !((10..<14).contains(row) && (20..<26).contains(column)) && generator.uniform() > 0.005
    }
    return Resampling.Source(
      samples: (0..<bandCount).flatMap { Seeded.plane(count, seed: 82 + UInt64($0)) }, valid: valid,
      columns: Self.columns, rows: Self.rows, bandCount: bandCount)
  }

  @Test(
    "A line of places gives what each place gives by the plain way, or nothing where that gives nothing",
    arguments: [1, 3, 4, 5], [1.0, 1.07, 2, 3.4])
  func equalsPlain(_ bandCount: Int, _ scale: Double) {
    let source = source(bandCount: bandCount)
    var generator = SeededGenerator(seed: 83)
    for count in [0, 1, 3, 4, 5, 37] {
      for _ in 0..<12 {
        // Lines in any direction, from outside the picture to outside it, through a strip that may not hold them.
        let line = PlaceLine(
          column: generator.uniform(-4...30), row: generator.uniform(-2...31), columnStep: generator.uniform(-1...1.5),
          rowStep: generator.uniform(-0.3...0.3))
        let first = generator.integer(0...8)
        let strip = CubicStrip(source, rows: first..<first + 20)
        var output = [Float](repeating: -77, count: bandCount * count)
        var isThere = [UInt8](repeating: 0, count: count)
        Resampling.cubicLine(
          source, strip: strip, line: line, count: count, scale: scale, into: &output, planeSize: count, pixel: 0,
          isThere: &isThere)
        for index in 0..<count {
          var plain = [Float](repeating: 0, count: bandCount)
          let isPlain = Resampling.cubic(
            source, column: line.column + Double(index) * line.columnStep,
            row: line.row + Double(index) * line.rowStep, scale: scale, into: &plain)
          #expect((isThere[index] == 1) == isPlain)
          for band in 0..<bandCount where isPlain {
            #expect(abs(output[band * count + index] - plain[band]) < 5e-6)
          }
        }
      }
    }
  }

  @Test("A line through columns of one band gives what each place gives by the plain way")
  func columnsEqualPlain() {
    let source = source(bandCount: 1)
    var generator = SeededGenerator(seed: 85)
    for count in [0, 1, 3, 4, 5, 37] {
      for rows in [0..<0, 3..<6, 5..<9, 0..<Self.rows, 8..<60] {
        let line = PlaceLine(
          column: generator.uniform(-4...30), row: generator.uniform(-2...31), columnStep: generator.uniform(-1...1.5),
          rowStep: generator.uniform(-0.3...0.3))
        var output = [Float](repeating: -77, count: count)
        var isThere = [UInt8](repeating: 0, count: count)
        Resampling.cubicLine(
          source, strip: CubicColumns(source, rows: rows), line: line, count: count, into: &output, pixel: 0,
          isThere: &isThere)
        for index in 0..<count {
          var plain: [Float] = [-77]
          let isPlain = Resampling.cubic(
            source, column: line.column + Double(index) * line.columnStep,
            row: line.row + Double(index) * line.rowStep, scale: 1, into: &plain)
          #expect((isThere[index] == 1) == isPlain)
          #expect(abs(output[index] - plain[0]) < 5e-6)
        }
      }
    }
  }

  @Test("Whole-pixel places give the pixels themselves")
  func wholePixels() {
    let samples = Seeded.plane(Self.columns * Self.rows, seed: 84)
    let source = Resampling.Source(
      samples: samples, valid: Array(repeating: true, count: samples.count), columns: Self.columns, rows: Self.rows,
      bandCount: 1)
    var output = [Float](repeating: 0, count: 30)
    var isThere = [UInt8](repeating: 0, count: 30)
    Resampling.cubicLine(
      source, strip: CubicStrip(source, rows: 0..<Self.rows),
      line: PlaceLine(column: 4.5, row: 9.5, columnStep: 1, rowStep: 0), count: 30, scale: 1, into: &output,
      planeSize: 30, pixel: 0, isThere: &isThere)
    #expect(output == Array(samples[9 * Self.columns + 4..<9 * Self.columns + 34]))
  }
}
