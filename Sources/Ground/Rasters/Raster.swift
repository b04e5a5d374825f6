/// Which pixels count: **true means valid**, always. Row-major, one flag a pixel.
package struct Mask: Sendable, Equatable {
  package let columns: Int
  package let rows: Int
  package var flags: [Bool]

  package init(columns: Int, rows: Int, flags: [Bool]) {
    precondition(flags.count == columns * rows, "\(flags.count) flags do not fill \(columns) × \(rows)")
    self.columns = columns
    self.rows = rows
    self.flags = flags
  }

  package init(columns: Int, rows: Int, repeating flag: Bool) {
    self.init(columns: columns, rows: rows, flags: Array(repeating: flag, count: columns * rows))
  }

  package subscript(column: Int, row: Int) -> Bool {
    get { flags[row * columns + column] }
    set { flags[row * columns + column] = newValue }
  }

  package var validCount: Int { flags.reduce(0) { $0 + ($1 ? 1 : 0) } }
}

/// Samples in memory: band, row, column, row-major. Where `validity` is false the sample's value means nothing.
package struct Raster: Sendable, Equatable {
  package let columns: Int
  package let rows: Int
  package let bandCount: Int
  /// `samples[(band * rows + row) * columns + column]`
  package var samples: [Float]
  package var validity: Mask

  package init(columns: Int, rows: Int, bandCount: Int, samples: [Float], validity: Mask) {
    precondition(
      samples.count == columns * rows * bandCount, "\(samples.count) samples for \(bandCount) × \(rows) × \(columns)")
    precondition(validity.columns == columns && validity.rows == rows, "mask and samples differ in shape")
    self.columns = columns
    self.rows = rows
    self.bandCount = bandCount
    self.samples = samples
    self.validity = validity
  }
}
