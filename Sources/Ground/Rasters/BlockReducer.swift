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
      count(block.validity.span, from: row * block.columns, block.columns, to: target)
      for band in 0..<bandCount {
        sum(
          block.samples.span, from: (band * block.rows + row) * block.columns, block.columns,
          to: band * columns * rows + target)
      }
    }
    rowsTaken += block.rows
  }

  private mutating func count(_ validity: Span<UInt8>, from first: Int, _ width: Int, to target: Int) {
    let (columns, factor) = (columns, factor)
    var output = counts.mutableSpan
    for cell in 0..<columns {
      var count = output[target &+ cell]
      for pixel in first &+ cell &* factor..<first &+ min((cell &+ 1) &* factor, width) where validity[pixel] != 0 {
        count &+= 1
      }
      output[target &+ cell] = count
    }
  }

  private mutating func sum(_ samples: Span<Float>, from first: Int, _ width: Int, to target: Int) {
    let (columns, factor) = (columns, factor)
    var output = sums.mutableSpan
    for cell in 0..<columns {
      var sum = output[target &+ cell]
      // Absent pixels are 0 in a block and so add nothing.
      for pixel in first &+ cell &* factor..<first &+ min((cell &+ 1) &* factor, width) {
        sum += Double(samples[pixel])
      }
      output[target &+ cell] = sum
    }
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
