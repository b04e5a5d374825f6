import Kernels
import Statistics
import Testing

@Suite struct ShiftedRowsTests {
  private static let columns = 90
  private static let rows = 24

  /// Seeded numbers of three bands with a hole and scattered gaps; absent ones are 0.
  private static func picture(gaps: Double) -> (numbers: [UInt16], valid: [UInt8]) {
    let count = columns * rows
    var generator = SeededGenerator(seed: 97)
    let valid = (0..<count).map { pixel -> UInt8 in
      let (row, column) = (pixel / columns, pixel % columns)
      let isHole = gaps > 0 && (10..<14).contains(row) && (20..<26).contains(column)
      return isHole || generator.uniform() < gaps ? 0 : 1
    }
    return ((0..<3 * count).map { UInt16(generator.integer(0...60_000)) * UInt16(valid[$0 % count]) }, valid)
  }

  private static func pieces(_ line: PlaceLine, _ count: Int) -> [(pixels: Range<Int>, line: PlaceLine)] {
    stride(from: 0, to: count, by: 32).map { ($0..<min($0 + 32, count), line.from($0)) }
  }

  @Test(
    "Numbers of a shifted row are the plain way's values to half a step, and what an absent pixel or the border is under is left",
    arguments: [0, 0.004, 0.05])
  func equalsPlain(_ gaps: Double) throws {
    let (numbers, valid) = Self.picture(gaps: gaps)
    let source = Resampling.Source(
      samples: numbers.map { Float($0) }, valid: valid.map { $0 != 0 }, columns: Self.columns, rows: Self.rows,
      bandCount: 3)
    var shifted = ShiftedRows(
      numbers, validity: valid, columns: Self.columns, rows: Self.rows, bandCount: 3, corner: (0, 0))
    let encoding = NumberEncoding(offset: -20_000, scale: 2)
    var generator = SeededGenerator(seed: 99)
    var (written, left) = (0, 0)
    for _ in 0..<60 {
      let line = PlaceLine(
        column: generator.uniform(-3...6), row: generator.uniform(-1...25), columnStep: 1, rowStep: 0)
      let count = generator.integer(1...100)
      let runs = try #require(ShiftedRows.runs(Self.pieces(line, count)))
      #expect(runs.count == 1 && runs[0].pixels == 0..<count)
      var found = [UInt16](repeating: 7, count: 3 * count)
      var isThere = [UInt8](repeating: 0, count: count)
      let rest = shifted.write(
        line, count: count, encoding: encoding, into: &found, planeSize: count, pixel: 0, isThere: &isThere)
      var values = [Float](repeating: 0, count: 3)
      for index in 0..<count {
        let (column, row) = (line.column + Double(index), line.row)
        let (first, top) = (Int((column - 0.5).rounded(.down)) - 1, Int((row - 0.5).rounded(.down)) - 1)
        let isWhole =
          first >= 0 && top >= 0 && first + 4 <= Self.columns && top + 4 <= Self.rows
          && (0..<16).allSatisfy { valid[(top + $0 / 4) * Self.columns + first + $0 % 4] != 0 }
        #expect(isThere[index] == (isWhole ? 1 : 0))
        #expect(rest.contains { $0.contains(index) } == !isWhole)
        guard isWhole else {
          left += 1
          continue
        }
        written += 1
        #expect(Resampling.cubic(source, column: column, row: row, scale: 1, into: &values))
        for band in 0..<3 {
          let value = encoding.offset + encoding.scale * Float(found[band * count + index])
          #expect(abs(value - min(max(values[band], -20_000), 111_070)) < 0.51 * encoding.scale + 0.03)
        }
      }
    }
    #expect(written > 1_000 && left > 100)
  }

  @Test("Places that turn, widen or jump are not taken for shifted; a jump begins a run of its own")
  func runs() throws {
    let shifted = PlaceLine(column: 3.25, row: 7.5, columnStep: 1, rowStep: 0)
    #expect(try #require(ShiftedRows.runs(Self.pieces(shifted, 320))).map(\.pixels) == [0..<320])
    for (across, down) in [(1.0001, 0), (1, 0.00002), (0.9, 0), (-1, 0)] {
      let line = PlaceLine(column: 3.25, row: 7.5, columnStep: across, rowStep: down)
      #expect(ShiftedRows.runs(Self.pieces(line, 320)) == nil)
    }
    // So slow a drift that each piece passes, and that adds up over the row.
    let slow = PlaceLine(column: 3.25, row: 7.5, columnStep: 1.000_003, rowStep: 0)
    let runs = try #require(ShiftedRows.runs(Self.pieces(slow, 640)))
    #expect(runs.count > 1)
    for (pixels, line) in runs {
      for index in pixels {
        let place = line.column + Double(index - pixels.lowerBound)
        #expect(abs(place - (slow.column + Double(index) * slow.columnStep)) <= ShiftedRows.tolerance)
      }
    }
    var jump = Self.pieces(shifted, 96)
    jump[1].line.row += 0.4
    #expect(try #require(ShiftedRows.runs(jump)).map(\.pixels) == [0..<32, 32..<64, 64..<96])
  }

  @Test("A part of the picture gives the same numbers as the whole, to the last")
  func partsAgree() {
    let (numbers, valid) = Self.picture(gaps: 0.01)
    let (left, top, columns, rows) = (5, 6, 70, 12)
    let count = Self.columns * Self.rows
    func cut<Element>(_ plane: ArraySlice<Element>) -> [Element] {
      (top..<top + rows).flatMap { plane.dropFirst($0 * Self.columns + left).prefix(columns) }
    }
    var whole = ShiftedRows(
      numbers, validity: valid, columns: Self.columns, rows: Self.rows, bandCount: 3, corner: (0, 0))
    var part = ShiftedRows(
      (0..<3).flatMap { cut(numbers[$0 * count..<($0 + 1) * count]) }, validity: cut(valid[...]), columns: columns,
      rows: rows, bandCount: 3, corner: (left, top))
    let line = PlaceLine(column: 9.3, row: 11.8, columnStep: 1, rowStep: 0)
    func written(_ rows: inout ShiftedRows) -> ([UInt16], [UInt8], [Range<Int>]) {
      var numbers = [UInt16](repeating: 0, count: 180)
      var isThere = [UInt8](repeating: 0, count: 60)
      let rest = rows.write(
        line, count: 60, encoding: .sixteenBits, into: &numbers, planeSize: 60, pixel: 0, isThere: &isThere)
      return (numbers, isThere, rest)
    }
    let (a, b) = (written(&whole), written(&part))
    #expect(a.0 == b.0 && a.1 == b.1 && a.2 == b.2)
  }

  @Test("At whole pixels 16-bit numbers come back as they are")
  func lossless() {
    let numbers = (0..<64).map { UInt16(truncatingIfNeeded: $0 * 1_040) }
    var rows = ShiftedRows(numbers, validity: [], columns: 8, rows: 8, bandCount: 1, corner: (0, 0))
    var found = [UInt16](repeating: 0, count: 5)
    var isThere = [UInt8](repeating: 0, count: 5)
    let rest = rows.write(
      PlaceLine(column: 1.5, row: 3.5, columnStep: 1, rowStep: 0), count: 5, encoding: .sixteenBits, into: &found,
      planeSize: 5, pixel: 0, isThere: &isThere)
    #expect(found == Array(numbers[25..<30]) && isThere == [1, 1, 1, 1, 1] && rest.isEmpty)
  }
}
