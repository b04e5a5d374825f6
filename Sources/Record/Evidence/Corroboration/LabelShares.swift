/// The table as shares, with the sums of its rows and columns.
struct LabelShares {
  let cells: [[Double]]
  let rows: [Double]
  let columns: [Double]
  let observed: Double
  let expected: Double

  init(_ table: [[Int]], count: Int) {
    let cells = table.map { $0.map { Double($0) / Double(count) } }
    let columns = cells.indices.map { column in cells.reduce(0) { $0 + $1[column] } }
    let rows = cells.map { $0.reduce(0, +) }
    self.cells = cells
    self.columns = columns
    self.rows = rows
    observed = cells.indices.reduce(0) { $0 + cells[$1][$1] }
    expected = zip(rows, columns).reduce(0) { $0 + $1.0 * $1.1 }
  }

  func kappa(count: Int) -> LabelAgreement.Kappa {
    let value = (observed - expected) / (1 - expected)
    var (same, other) = (0.0, 0.0)
    for row in cells.indices {
      for column in cells.indices {
        if row == column {
          let part = 1 - (rows[row] + columns[row]) * (1 - value)
          same += cells[row][row] * part * part
        } else {
          let part = columns[row] + rows[column]
          other += cells[row][column] * part * part
        }
      }
    }
    let last = value - expected * (1 - value)
    let variance = (same + (1 - value) * (1 - value) * other - last * last) / (1 - expected) / (1 - expected)
    let error = (max(0, variance) / Double(count)).squareRoot()
    let z = 1.644_853_626_951_472_2
    guard observed < 1, error > 0 else { return certain(value, count: count) }
    return LabelAgreement.Kappa(
      value: value, standardError: error, low: max(-1, value - z * error), high: min(1, value + z * error))
  }

  /// Where all or none agree the standard error is 0, which three things do not earn: the interval is then that of the
  /// share that agrees, with chance as observed.
  private func certain(_ value: Double, count: Int) -> LabelAgreement.Kappa {
    let share = ShareInterval(share: min(1, observed), of: count)
    let low = (share.low - expected) / (1 - expected)
    let high = (share.high - expected) / (1 - expected)
    return LabelAgreement.Kappa(
      value: value, standardError: 0, low: max(-1, min(value, low)), high: min(1, max(value, high)))
  }
}
