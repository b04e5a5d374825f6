/// Averages of the valid pixels of square blocks, gathered from parts of a picture that come from the top.
struct BlockReducer {
  private let factor: Int
  private let columns: Int
  private let rows: Int
  private let bandCount: Int
  /// Bound: a block is at most 400 million pixels of finite `Float`, far inside what a `Double` sums without overflow.
  private var sums: [Double]
  private var counts: [Int32]
  private var rowsTaken = 0

  /// - Parameters:
  ///   - columns: Columns of the result.
  ///   - rows: Rows of the result.
  init(factor: Int, columns: Int, rows: Int, bandCount: Int) {
    self.factor = factor
    self.columns = columns
    self.rows = rows
    self.bandCount = bandCount
    sums = Array(repeating: 0, count: columns * rows * bandCount)
    counts = Array(repeating: 0, count: columns * rows)
  }

  mutating func add(_ block: RasterBlock) {
    for row in 0..<block.rows {
      let target = (rowsTaken + row) / factor * columns
      for column in 0..<block.columns where block.validity[row * block.columns + column] != 0 {
        counts[target + column / factor] &+= 1
      }
      for band in 0..<bandCount {
        let from = (band * block.rows + row) * block.columns
        let to = band * columns * rows + target
        // Absent pixels are 0 in a block and so add nothing.
        for column in 0..<block.columns { sums[to + column / factor] += Double(block.samples[from + column]) }
      }
    }
    rowsTaken += block.rows
  }

  /// The averages; absent where a block held no valid pixel.
  func block(at row: Int) -> RasterBlock {
    var samples = [Float](repeating: 0, count: sums.count)
    for band in 0..<bandCount {
      for index in counts.indices where counts[index] > 0 {
        samples[band * counts.count + index] = Float(sums[band * counts.count + index] / Double(counts[index]))
      }
    }
    return RasterBlock(
      row: row, rows: rows, columns: columns, bandCount: bandCount, samples: samples,
      validity: counts.map { $0 > 0 ? 1 : 0 })
  }
}
