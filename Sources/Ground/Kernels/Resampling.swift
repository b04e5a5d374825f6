/// Pixels of one picture at fractional places, by cubic convolution.
/// - Source: [Keys1981], a = −1/2
package enum Resampling {
  /// A picture whose pixels are asked for: planes of `samples` are band after band.
  package struct Source {
    package let samples: [Float]
    package let valid: [Bool]
    package let columns: Int
    package let rows: Int
    package let bandCount: Int

    package init(samples: [Float], valid: [Bool], columns: Int, rows: Int, bandCount: Int) {
      precondition(samples.count == columns * rows * bandCount && valid.count == columns * rows, "planes do not fit")
      self.samples = samples
      self.valid = valid
      self.columns = columns
      self.rows = rows
      self.bandCount = bandCount
    }
  }

  /// Writes each band's value at `(column, row)` (outer corner of the first pixel is 0, 0) to `output`.
  ///
  /// `scale` ≥ 1 widens the kernel where the source is finer than the target, so that nothing aliases.
  /// - Returns: false, and `output` untouched, where the pixel under the place is not valid or lies outside, or where
  ///   valid pixels carry less than three quarters of the kernel's absolute weight.
  package static func cubic(
    _ source: borrowing Source, column: Double, row: Double, scale: Double, into output: inout [Float]
  ) -> Bool {
    // `floor` first: converting −0.3 to Int would give 0 and read the wrong side of the border.
    let nearestColumn = Int(column.rounded(.down))
    let nearestRow = Int(row.rounded(.down))
    guard nearestColumn >= 0, nearestRow >= 0, nearestColumn < source.columns, nearestRow < source.rows,
      source.valid[nearestRow * source.columns + nearestColumn]
    else { return false }
    let reach = 2 * scale
    let firstColumn = Int((column - 0.5 - reach).rounded(.up))
    let lastColumn = Int((column - 0.5 + reach).rounded(.down))
    let firstRow = Int((row - 0.5 - reach).rounded(.up))
    let lastRow = Int((row - 0.5 + reach).rounded(.down))
    let window = (columns: firstColumn...lastColumn, rows: firstRow...lastRow)
    guard isCarried(source, column: column, row: row, scale: scale, window) else { return false }
    var total: Float = 0
    for band in 0..<source.bandCount { output[band] = 0 }
    for sampleRow in firstRow...lastRow {
      let rowWeight = weight((Double(sampleRow) + 0.5 - row) / scale)
      if rowWeight == 0 { continue }
      let r = min(max(sampleRow, 0), source.rows - 1)
      for sampleColumn in firstColumn...lastColumn {
        let w = rowWeight * weight((Double(sampleColumn) + 0.5 - column) / scale)
        let c = min(max(sampleColumn, 0), source.columns - 1)
        let index = r * source.columns + c
        guard source.valid[index] else { continue }
        total += w
        var plane = index
        for band in 0..<source.bandCount {
          output[band] += w * source.samples[plane]
          plane += source.columns * source.rows
        }
      }
    }
    for band in 0..<source.bandCount { output[band] /= total }
    return true
  }

  /// Whether valid pixels carry enough of the kernel's weight; looked at first, so that a refusal writes nothing.
  private static func isCarried(
    _ source: borrowing Source, column: Double, row: Double, scale: Double,
    _ window: (columns: ClosedRange<Int>, rows: ClosedRange<Int>)
  ) -> Bool {
    func index(_ sampleColumn: Int, _ sampleRow: Int) -> Int {
      min(max(sampleRow, 0), source.rows - 1) * source.columns + min(max(sampleColumn, 0), source.columns - 1)
    }
    var isWhole = true
    for r in window.rows {
      for c in window.columns where !source.valid[index(c, r)] { isWhole = false }
    }
    // Nearly everywhere: no weight need be reckoned.
    if isWhole { return true }
    var total: Float = 0
    var absolute: Float = 0
    var lost: Float = 0
    for r in window.rows {
      let rowWeight = weight((Double(r) + 0.5 - row) / scale)
      for c in window.columns {
        let w = rowWeight * weight((Double(c) + 0.5 - column) / scale)
        absolute += abs(w)
        if source.valid[index(c, r)] { total += w } else { lost += abs(w) }
      }
    }
    return lost < 0.25 * absolute && total > 0.1
  }

  /// Keys' kernel with a = −1/2, support −2 … 2.
  package static func weight(_ distance: Double) -> Float {
    let d = abs(distance)
    if d < 1 { return Float((1.5 * d - 2.5) * d * d + 1) }
    if d < 2 { return Float(((-0.5 * d + 2.5) * d - 4) * d + 2) }
    return 0
  }
}
