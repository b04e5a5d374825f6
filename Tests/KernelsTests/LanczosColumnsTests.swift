import Foundation
import Testing

@testable import Kernels

@Suite("Lanczos' kernel along lines")
struct LanczosColumnsTests {
  private static let columns = 40
  private static let rows = 36

  private func source(hole: Int? = nil, _ value: (Int, Int) -> Double) -> Resampling.Source {
    let count = Self.columns * Self.rows
    return Resampling.Source(
      samples: (0..<count).map { Float(value($0 % Self.columns, $0 / Self.columns)) },
      valid: (0..<count).map { $0 != hole }, columns: Self.columns, rows: Self.rows, bandCount: 1)
  }

  private func line(
    _ source: Resampling.Source, _ rows: Range<Int>, column: Double, row: Double, step: Double, count: Int
  ) -> (values: [Float], isThere: [UInt8]) {
    var values = [Float](repeating: -77, count: count)
    var isThere = [UInt8](repeating: 0, count: count)
    Resampling.lanczosLine(
      source, strip: LanczosColumns(source, rows: rows),
      line: PlaceLine(column: column, row: row, columnStep: 1, rowStep: step), count: count, into: &values, pixel: 0,
      isThere: &isThere)
    return (values, isThere)
  }

  @Test("A wave of four pixels stays where it is, which cubic convolution moves by 0.045 pixels")
  func phase() {
    let frequency = 0.25
    // The wave's phase over 32 places a quarter of a pixel beside the pixels' centres, against where it should stand.
    func moved(_ values: [Float]) -> Double {
      var (real, imaginary) = (0.0, 0.0)
      for (index, value) in values.enumerated() {
        let angle = 2 * Double.pi * frequency * (Double(index) + 4.25)
        real += Double(value) * cos(angle)
        imaginary += Double(value) * sin(angle)
      }
      return atan2(imaginary, real) / (2 * .pi * frequency)
    }
    let picture = source { column, _ in cos(2 * .pi * frequency * Double(column)) }
    let found = line(picture, 0..<Self.rows, column: 4.75, row: 18.5, step: 0, count: 28)
    #expect(found.isThere.allSatisfy { $0 == 1 })
    #expect(abs(moved(found.values)) < 0.005, "\(moved(found.values))")
    let cubic = (0..<28).map { index -> Float in
      var value: [Float] = [0]
      _ = Resampling.cubic(picture, column: 4.75 + Double(index), row: 18.5, scale: 1, into: &value)
      return value[0]
    }
    #expect((0.03...0.06).contains(abs(moved(cubic))), "\(moved(cubic))")
  }

  @Test("Each value is the sum over 64 pixels by the kernel's definition", arguments: [0..<Self.rows, 9..<27])
  func definition(_ rows: Range<Int>) {
    func sinc(_ x: Double) -> Double { x == 0 ? 1 : sin(.pi * x) / (.pi * x) }
    func weight(_ x: Double) -> Double { abs(x) < 4 ? sinc(x) * sinc(x / 4) : 0 }
    let samples = Seeded.plane(Self.columns * Self.rows, seed: 91)
    let picture = source { Double(samples[$1 * Self.columns + $0]) }
    let found = line(picture, rows, column: 4.627, row: 14.318, step: 0.11, count: 30)
    for index in 0..<30 {
      let (column, row) = (4.127 + Double(index), 13.818 + 0.11 * Double(index))
      var (sum, total) = (0.0, 0.0)
      for r in 0..<Self.rows {
        for c in 0..<Self.columns {
          let w = weight(Double(c) - column) * weight(Double(r) - row)
          sum += w * Double(samples[r * Self.columns + c])
          total += w
        }
      }
      // Places are taken to the nearest 1024th of a pixel.
      #expect(abs(Double(found.values[index]) - sum / total) < 0.01)
    }
  }

  @Test("Pixels' centres give the pixels; the border and what lies beside a gap are cubic's")
  func centresAndGaps() {
    let samples = Seeded.plane(Self.columns * Self.rows, seed: 92)
    func value(_ column: Int, _ row: Int) -> Double { Double(samples[row * Self.columns + column]) }
    let centres = line(source(value), 0..<Self.rows, column: 5.5, row: 11.5, step: 0, count: 24)
    #expect(centres.values == Array(samples[11 * Self.columns + 5..<11 * Self.columns + 29]))
    let holed = source(hole: 12 * Self.columns + 20, value)
    for row in [0.8, 11.8, Double(Self.rows) - 0.6] {
      let found = line(holed, 0..<Self.rows, column: -1.3, row: row, step: 0, count: 43)
      for index in 0..<43 {
        let column = -1.3 + Double(index)
        var plain: [Float] = [-77]
        let isThere = Resampling.cubic(holed, column: column, row: row, scale: 1, into: &plain)
        #expect((found.isThere[index] == 1) == isThere)
        let isWhole = row > 4 && row < 32 && column > 4 && column < 36 && abs(column - 20.5) > 5
        if !isWhole, row < 4 || row > 32 || abs(column - 20.5) < 3.4 { #expect(found.values[index] == plain[0]) }
      }
    }
  }
}
