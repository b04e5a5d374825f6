/// A part of a picture laid out for cubic convolution at many places, from the numbers of a file or from values.
///
/// Places are counted in the whole picture, so that what comes out does not depend on how the picture is cut into parts.
package struct CubicTile {
  package enum Samples: Sendable {
    /// As stored in a file of up to 16 bits without sign.
    case numbers([UInt16])
    case values([Float])

    package var count: Int {
      switch self {
      case .numbers(let numbers): numbers.count
      case .values(let values): values.count
      }
    }
  }

  /// Size of the whole picture: beyond its border the nearest pixel counts.
  let pictureColumns: Int
  let pictureRows: Int
  let firstColumn: Int
  let firstRow: Int
  let columns: Int
  let rows: Int
  let bandCount: Int
  /// Vectors a pixel, four bands each.
  let groups: Int
  /// `pixels[(row * columns + column) * groups + group]`
  let pixels: [SIMD4<Float>]
  /// Valid pixels from here on to the right, at most 127; empty where all are valid.
  let runs: [UInt8]

  /// - Parameters:
  ///   - samples: band, row, column.
  ///   - validity: 0 where a pixel is absent; empty where none is.
  ///   - picture: size of the whole picture.
  ///   - corner: place of the part's first pixel in it.
  package init(
    _ samples: Samples, validity: [UInt8], columns: Int, rows: Int, bandCount: Int, corner: (column: Int, row: Int),
    picture: (columns: Int, rows: Int)
  ) {
    precondition(samples.count == columns * rows * bandCount, "\(samples.count) samples do not fill the part")
    precondition(validity.isEmpty || validity.count == columns * rows, "\(validity.count) flags do not fill the part")
    self.columns = columns
    self.rows = rows
    self.bandCount = bandCount
    (firstColumn, firstRow) = corner
    (pictureColumns, pictureRows) = picture
    groups = (bandCount + 3) / 4
    pixels =
      switch samples {
      case .numbers(let numbers): Self.interleaved(numbers.span, columns * rows, bandCount)
      case .values(let values): Self.interleaved(values.span, columns * rows, bandCount)
      }
    runs = validity.contains(0) ? Self.runs(validity.span, columns: columns, rows: rows) : []
  }

  private static func interleaved(_ samples: Span<UInt16>, _ count: Int, _ bandCount: Int) -> [SIMD4<Float>] {
    let groups = (bandCount + 3) / 4
    var pixels = [SIMD4<Float>](repeating: .zero, count: count * groups)
    var output = pixels.mutableSpan
    for group in 0..<groups {
      let first = 4 * group * count
      if bandCount >= 4 * group + 4 {
        let (second, third, fourth) = (first + count, first + 2 * count, first + 3 * count)
        for pixel in 0..<count {
          output[pixel &* groups &+ group] = SIMD4(
            Float(samples[first &+ pixel]), Float(samples[second &+ pixel]), Float(samples[third &+ pixel]),
            Float(samples[fourth &+ pixel]))
        }
      } else {
        for lane in 0..<bandCount - 4 * group {
          let start = first + lane * count
          for pixel in 0..<count { output[pixel &* groups &+ group][lane] = Float(samples[start &+ pixel]) }
        }
      }
    }
    return pixels
  }

  private static func interleaved(_ samples: Span<Float>, _ count: Int, _ bandCount: Int) -> [SIMD4<Float>] {
    let groups = (bandCount + 3) / 4
    var pixels = [SIMD4<Float>](repeating: .zero, count: count * groups)
    var output = pixels.mutableSpan
    for band in 0..<bandCount {
      let (group, lane, start) = (band / 4, band % 4, band * count)
      for pixel in 0..<count { output[pixel &* groups &+ group][lane] = samples[start &+ pixel] }
    }
    return pixels
  }

  private static func runs(_ validity: Span<UInt8>, columns: Int, rows: Int) -> [UInt8] {
    var runs = [UInt8](repeating: 0, count: columns * rows)
    var output = runs.mutableSpan
    for row in 0..<rows {
      var run: UInt8 = 0
      for column in (0..<columns).reversed() {
        run = validity[row &* columns &+ column] != 0 ? min(run &+ 1, 127) : 0
        output[row &* columns &+ column] = run
      }
    }
    return runs
  }

  /// True where all of `taps` × `taps` pixels from there on, counted in the part, lie in it and are valid.
  @inline(__always)
  func isWhole(column: Int, row: Int, taps: Int) -> Bool {
    guard column >= 0, row >= 0, column &+ taps <= columns, row &+ taps <= rows else { return false }
    if runs.isEmpty { return true }
    let runs = runs.span
    var index = row &* columns &+ column
    for _ in 0..<taps {
      if Int(runs[index]) < taps { return false }
      index = index &+ columns
    }
    return true
  }

  /// Index of the pixel at a place of the picture, or of the nearest one at its border; `nil` where it is absent.
  @inline(__always)
  func index(column: Int, row: Int) -> Int? {
    let (c, r) = (
      min(max(column, 0), pictureColumns - 1) - firstColumn, min(max(row, 0), pictureRows - 1) - firstRow
    )
    guard c >= 0, r >= 0, c < columns, r < rows else { return nil }
    let index = r * columns + c
    return runs.isEmpty || runs[index] > 0 ? index : nil
  }
}
