import Kernels
import Statistics
import Testing

@Suite struct CubicTileTests {
  private static let columns = 40
  private static let rows = 30

  /// Seeded numbers of a picture with a hole and scattered gaps; absent ones are 0.
  private static func picture(_ bandCount: Int) -> (numbers: [UInt16], valid: [UInt8]) {
    let count = columns * rows
    var generator = SeededGenerator(seed: 91)
    let valid = (0..<count).map { pixel -> UInt8 in
      let (row, column) = (pixel / columns, pixel % columns)
      return (10..<14).contains(row) && (20..<26).contains(column) || generator.uniform() < 0.005 ? 0 : 1
    }
    let numbers = (0..<bandCount * count).map { UInt16(generator.integer(0...9_000)) * UInt16(valid[$0 % count]) }
    return (numbers, valid)
  }

  private struct Line {
    var numbers: [UInt16]
    var isThere: [UInt8]
  }

  private static func resampled(
    _ tile: borrowing CubicTile, _ line: PlaceLine, _ count: Int, _ bandCount: Int, _ scale: Double,
    _ encoding: NumberEncoding
  ) -> Line {
    var result = Line(
      numbers: [UInt16](repeating: 7, count: bandCount * count), isThere: [UInt8](repeating: 0, count: count))
    Resampling.cubicLine(
      tile, line: line, count: count, scale: scale, encoding: encoding, into: &result.numbers, planeSize: count,
      pixel: 0, isThere: &result.isThere)
    return result
  }

  @Test(
    "Numbers along a line are the plain way's values to half a step, and absent where it gives nothing",
    arguments: [1, 3, 4, 5, 8], [1.0, 1.07, 2, 3.4])
  func equalsPlain(_ bandCount: Int, _ scale: Double) {
    let (numbers, valid) = Self.picture(bandCount)
    let source = Resampling.Source(
      samples: numbers.map { Float($0) }, valid: valid.map { $0 != 0 }, columns: Self.columns, rows: Self.rows,
      bandCount: bandCount)
    let encoding = NumberEncoding(offset: -8_000, scale: 0.5)
    for samples in [CubicTile.Samples.numbers(numbers), .values(source.samples)] {
      let tile = CubicTile(
        samples, validity: valid, columns: Self.columns, rows: Self.rows, bandCount: bandCount, corner: (0, 0),
        picture: (Self.columns, Self.rows))
      var generator = SeededGenerator(seed: 93)
      for count in [0, 1, 4, 37] {
        for _ in 0..<12 {
          let line = PlaceLine(
            column: generator.uniform(-4...30), row: generator.uniform(-2...31),
            columnStep: generator.uniform(-1...1.5), rowStep: generator.uniform(-0.3...0.3))
          let found = Self.resampled(tile, line, count, bandCount, scale, encoding)
          var values = [Float](repeating: 0, count: bandCount)
          for index in 0..<count {
            let isThere = Resampling.cubic(
              source, column: line.column + Double(index) * line.columnStep,
              row: line.row + Double(index) * line.rowStep, scale: scale, into: &values)
            #expect(found.isThere[index] == (isThere ? 1 : 0))
            for band in 0..<bandCount where isThere {
              let value = encoding.offset + encoding.scale * Float(found.numbers[band * count + index])
              #expect(abs(value - values[band]) < 0.51 * encoding.scale + 0.01)
            }
          }
        }
      }
    }
  }

  @Test("A part of the picture gives the same numbers as the whole, to the last", arguments: [1, 4, 6], [1.0, 1.7])
  func partsAgree(_ bandCount: Int, _ scale: Double) {
    let (numbers, valid) = Self.picture(bandCount)
    let whole = CubicTile(
      .numbers(numbers), validity: valid, columns: Self.columns, rows: Self.rows, bandCount: bandCount,
      corner: (0, 0), picture: (Self.columns, Self.rows))
    let (left, top, columns, rows) = (3, 9, 30, 16)
    func cut<Element>(_ plane: ArraySlice<Element>) -> [Element] {
      (top..<top + rows).flatMap { row in
        plane.dropFirst(row * Self.columns + left).prefix(columns)
      }
    }
    let count = Self.columns * Self.rows
    let part = CubicTile(
      .numbers((0..<bandCount).flatMap { cut(numbers[$0 * count..<($0 + 1) * count]) }), validity: cut(valid[...]),
      columns: columns, rows: rows, bandCount: bandCount, corner: (left, top), picture: (Self.columns, Self.rows))
    var generator = SeededGenerator(seed: 95)
    for _ in 0..<40 {
      let line = PlaceLine(
        column: generator.uniform(8...9), row: generator.uniform(14...18), columnStep: generator.uniform(0.5...1),
        rowStep: generator.uniform(-0.05...0.05))
      let (a, b) = (
        Self.resampled(whole, line, 19, bandCount, scale, .sixteenBits),
        Self.resampled(part, line, 19, bandCount, scale, .sixteenBits)
      )
      #expect(a.numbers == b.numbers && a.isThere == b.isThere)
    }
  }

  @Test("At whole pixels 16-bit numbers and bytes come back as they are")
  func lossless() {
    let numbers: [UInt16] = (0..<64).map { UInt16(truncatingIfNeeded: $0 * 1_040) }
    let tile = CubicTile(
      .numbers(numbers), validity: [], columns: 8, rows: 8, bandCount: 1, corner: (0, 0), picture: (8, 8))
    for row in 0..<8 {
      let line = PlaceLine(column: 0.5, row: Double(row) + 0.5, columnStep: 1, rowStep: 0)
      #expect(Self.resampled(tile, line, 8, 1, 1, .sixteenBits).numbers == Array(numbers[row * 8..<row * 8 + 8]))
    }
    let bytes: [UInt16] = (0..<64).map { UInt16($0 * 4) }
    let small = CubicTile(
      .numbers(bytes), validity: [], columns: 8, rows: 8, bandCount: 1, corner: (0, 0), picture: (8, 8))
    let line = PlaceLine(column: 0.5, row: 3.5, columnStep: 1, rowStep: 0)
    let found = Self.resampled(small, line, 8, 1, 1, .eightBits).numbers.map { Float($0) / 128 - 128 }
    #expect(found == bytes[24..<32].map { Float($0) })
  }

  @Test("What is no number, or no picture's, is left out")
  func noNumbers() {
    var values = [Float](repeating: 5, count: 400)
    values[10 * 20 + 10] = .nan
    values[3] = -.greatestFiniteMagnitude
    let tile = CubicTile(
      .values(values), validity: [], columns: 20, rows: 20, bandCount: 1, corner: (0, 0), picture: (20, 20))
    let encoding = NumberEncoding(covering: 0...10)
    for (row, isLeftOut) in [(0, 3), (10, 10)] {
      let line = PlaceLine(column: 0.5, row: Double(row) + 0.5, columnStep: 1, rowStep: 0)
      let found = Self.resampled(tile, line, 20, 1, 1, encoding)
      #expect(found.isThere[isLeftOut] == 0 && found.isThere[17] == 1)
      #expect(abs(encoding.offset + encoding.scale * Float(found.numbers[17]) - 5) < encoding.scale)
    }
  }
}
