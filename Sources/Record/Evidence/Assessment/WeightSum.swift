/// Sums of rows of weights over findings that are independent of each other.
struct WeightSum: Sendable {
  private(set) var value: [Double]
  private(set) var low: [Double]
  private(set) var high: [Double]
  /// Sums of the squares of half of each row's range.
  private(set) var halfSquares: [Double]
  /// How many rows make the hypothesis impossible: counted, since −∞ once added cannot be taken out.
  private(set) var impossible: [Int]

  init(count: Int) {
    value = [Double](repeating: 0, count: count)
    low = value
    high = value
    halfSquares = value
    impossible = [Int](repeating: 0, count: count)
  }

  /// Middle between the sums of low and of high ends.
  var middle: [Double] { zip(low, high).map { ($0 + $1) / 2 } }

  mutating func add(_ row: WeightRow) { combine(row, sign: 1) }
  mutating func remove(_ row: WeightRow) { combine(row, sign: -1) }

  private mutating func combine(_ row: WeightRow, sign: Double) {
    for index in value.indices {
      guard row.value[index] > -.infinity else {
        impossible[index] += sign > 0 ? 1 : -1
        continue
      }
      let half = (row.high[index] - row.low[index]) / 2
      value[index] += sign * row.value[index]
      low[index] += sign * row.low[index]
      high[index] += sign * row.high[index]
      halfSquares[index] = max(0, halfSquares[index] + sign * half * half)
    }
  }
}
