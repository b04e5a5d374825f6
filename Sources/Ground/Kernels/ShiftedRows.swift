/// A part of a picture whose rows lie under a target's rows but for a shift: one set of weights serves for a whole run of
/// pixels, first down the columns, then along the row.
///
/// Eight multiplications a sample instead of sixteen, and neighbours side by side: several times as fast as place by
/// place. What has an absent pixel or the picture's border under its kernel is left to `CubicTile`.
package struct ShiftedRows {
  /// How far a place may lie from where one shift for all of a run puts it, in pixels: a twentieth of what alignment can
  /// tell.
  package static let tolerance = 1.0 / 4_096
  /// Pixels of a run that are reckoned at once: their sums stay in the processor's nearest cache.
  private static let atOnce = 2_048

  private let samples: [UInt16]
  private let validity: [UInt8]
  private let columns: Int
  private let rows: Int
  private let bandCount: Int
  private let corner: (column: Int, row: Int)
  /// Sums down the columns.
  private var sums: [Float]

  /// - Parameters:
  ///   - samples: band, row, column.
  ///   - validity: 0 where a pixel is absent; empty where none is.
  ///   - corner: place of the part's first pixel in the picture.
  package init(
    _ samples: [UInt16], validity: [UInt8], columns: Int, rows: Int, bandCount: Int, corner: (column: Int, row: Int)
  ) {
    precondition(samples.count == columns * rows * bandCount, "\(samples.count) samples do not fill the part")
    precondition(validity.isEmpty || validity.count == columns * rows, "\(validity.count) flags do not fill the part")
    self.samples = samples
    self.validity = validity.contains(0) ? validity : []
    self.columns = columns
    self.rows = rows
    self.bandCount = bandCount
    self.corner = corner
    sums = [Float](repeating: 0, count: Self.atOnce + 3)
  }

  /// Pieces of one row joined to runs along which places advance by one column a pixel; `nil` where some do not.
  package static func runs(
    _ pieces: [(pixels: Range<Int>, line: PlaceLine)]
  ) -> [(pixels: Range<Int>, line: PlaceLine)]? {
    var runs: [(pixels: Range<Int>, line: PlaceLine)] = []
    for (pixels, line) in pieces {
      let drift = max(abs(line.columnStep - 1), abs(line.rowStep)) * Double(pixels.count)
      guard drift <= tolerance / 2 else { return nil }
      if let last = runs.last, last.pixels.upperBound == pixels.lowerBound {
        let column = last.line.column + Double(last.pixels.count)
        if max(abs(line.column - column), abs(line.row - last.line.row)) <= tolerance / 2 {
          runs[runs.count - 1].pixels = last.pixels.lowerBound..<pixels.upperBound
          continue
        }
      }
      runs.append((pixels, PlaceLine(column: line.column, row: line.row, columnStep: 1, rowStep: 0)))
    }
    return runs
  }

  /// Numbers of all bands at `count` places along a line of `runs`, written from `pixel` on into planes of `planeSize`.
  /// - Parameter isThere: set to 1 where numbers were written.
  /// - Returns: the places that were left, in order.
  package mutating func write(
    _ line: PlaceLine, count: Int, encoding: NumberEncoding, into numbers: inout [UInt16], planeSize: Int, pixel: Int,
    isThere: inout [UInt8]
  ) -> [Range<Int>] {
    let (left, top) = (line.column - 0.5, line.row - 0.5)
    guard left.isFinite, top.isFinite, abs(left) < 1e9, abs(top) < 1e9 else { return [0..<count] }
    let (leftPixel, topPixel) = (Resampling.floor(left), Resampling.floor(top))
    let across = Resampling.weights(Float(left - Double(leftPixel)))
    let down = Resampling.weights(Float(top - Double(topPixel)))
    // The kernel of place `index` begins at column `start + index` of the part.
    let (start, row) = (leftPixel - 1 - corner.column, topPixel - 1 - corner.row)
    guard row >= 0, row + 4 <= rows else { return [0..<count] }
    let inside = (max(0, -start)..<max(0, -start, columns - 3 - start)).clamped(to: 0..<count)
    var next = 0
    var rest: [Range<Int>] = []
    for run in whole(inside, start: start, row: row) {
      if next < run.lowerBound { rest.append(next..<run.lowerBound) }
      next = run.upperBound
      if KernelForm.isPlain {
        for index in run {
          for band in 0..<bandCount {
            numbers[band * planeSize + pixel + index] = plainNumber(
              (band * rows + row) * columns + start + index, across, down, encoding)
          }
        }
      }
      for first in stride(
        from: run.lowerBound, to: KernelForm.isPlain ? run.lowerBound : run.upperBound, by: Self.atOnce)
      {
        let part = first..<min(first + Self.atOnce, run.upperBound)
        for band in 0..<bandCount {
          sumDown(from: (band * rows + row) * columns + start + part.lowerBound, count: part.count + 3, down)
          sumAcross(part.count, across, encoding, &numbers, at: band * planeSize + pixel + part.lowerBound)
        }
      }
      var there = isThere.mutableSpan
      for index in run { there[pixel &+ index] = 1 }
    }
    if next < count { rest.append(next..<count) }
    return rest
  }

  /// One number by itself, its kernel beginning at `first`: the bits of `sumDown` and `sumAcross`.
  private func plainNumber(
    _ first: Int, _ across: SIMD4<Float>, _ down: SIMD4<Float>, _ encoding: NumberEncoding
  ) -> UInt16 {
    func sum(_ column: Int) -> Float {
      func sample(_ row: Int) -> Float { Float(samples[first + row * columns + column]) }
      return sample(0) * down[0] + sample(1) * down[1] + (sample(2) * down[2] + sample(3) * down[3])
    }
    let (offset, factor) = (encoding.offset, 1 / encoding.scale)
    let value = (sum(0) * across[0] + sum(1) * across[1] + (sum(2) * across[2] + sum(3) * across[3]) - offset) * factor
    return UInt16(truncatingIfNeeded: (min(max(value, 0), 65_535) + 8_388_608).bitPattern).littleEndian
  }

  /// The parts of `places` under whose kernels no pixel is absent.
  private func whole(_ places: Range<Int>, start: Int, row: Int) -> [Range<Int>] {
    guard !places.isEmpty else { return [] }
    guard !validity.isEmpty else { return [places] }
    let flags = validity.span
    var (runs, first, valid): ([Range<Int>], Int?, Int) = ([], nil, 0)
    for column in places.lowerBound..<places.upperBound + 3 {
      let index = row &* columns &+ start &+ column
      let isValid =
        flags[index] != 0 && flags[index &+ columns] != 0 && flags[index &+ 2 &* columns] != 0
        && flags[index &+ 3 &* columns] != 0
      valid = isValid ? valid &+ 1 : 0
      // Four columns in a row end a kernel, that of the place three before.
      if valid >= 4 {
        first = first ?? column - 3
      } else if let begun = first {
        runs.append(begun..<column - 3)
        first = nil
      }
    }
    if let first { runs.append(first..<places.upperBound) }
    return runs
  }

  private mutating func sumDown(from first: Int, count: Int, _ weights: SIMD4<Float>) {
    let samples = samples
    let span = samples.span
    let a = span.extracting(first..<first + count)
    let b = span.extracting(first + columns..<first + columns + count)
    let c = span.extracting(first + 2 * columns..<first + 2 * columns + count)
    let d = span.extracting(first + 3 * columns..<first + 3 * columns + count)
    let (wa, wb, wc, wd) = (weights[0], weights[1], weights[2], weights[3])
    var all = sums.mutableSpan
    var output = all._mutatingExtracting(0..<count)
    for index in 0..<count {
      output[index] =
        Float(a[index]) * wa + Float(b[index]) * wb + (Float(c[index]) * wc + Float(d[index]) * wd)
    }
  }

  private func sumAcross(
    _ count: Int, _ weights: SIMD4<Float>, _ encoding: NumberEncoding, _ numbers: inout [UInt16], at target: Int
  ) {
    let span = sums.span
    let (a, b) = (span.extracting(0..<count), span.extracting(1..<count + 1))
    let (c, d) = (span.extracting(2..<count + 2), span.extracting(3..<count + 3))
    let (wa, wb, wc, wd) = (weights[0], weights[1], weights[2], weights[3])
    let (offset, factor) = (encoding.offset, 1 / encoding.scale)
    var all = numbers.mutableSpan
    // Spans of the loop's own length need no check of each index, and so four lanes are reckoned at once.
    var output = all._mutatingExtracting(target..<target + count)
    for index in 0..<count {
      let value = (a[index] * wa + b[index] * wb + (c[index] * wc + d[index] * wd) - offset) * factor
      // The last 16 bits of a float at 2²³ are the nearest whole number: a conversion would be checked, one by one.
      output[index] =
        UInt16(truncatingIfNeeded: (min(max(value, 0), 65_535) + 8_388_608).bitPattern)
        .littleEndian
    }
  }
}
