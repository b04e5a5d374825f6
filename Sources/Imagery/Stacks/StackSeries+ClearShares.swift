import Kernels

extension StackSeries {
  /// `clearShare` of every scene over the pixels of the grid that `flags` marks, one a pixel: a list of them would take
  /// eight times the memory.
  package func clearShares(where flags: [Bool], threads: Int) -> [Double] {
    precondition(flags.count == grid.pixelCount, "\(flags.count) flags do not fill the grid")
    let total = flags.count { $0 }
    guard total > 0 else { return Array(repeating: 0, count: count) }
    return Parallel.map(count, threads: threads) { scene in
      let window = scenes[scene].window
      let own = codes[scene]
      let codes = own.span
      let wanted = flags.span
      var seen = 0
      for row in 0..<window.rows {
        let (from, to) = (row * window.columns, (row + window.row) * grid.columns + window.column)
        for column in 0..<window.columns where wanted[to &+ column] && codes[from &+ column] == MaskCode.seen {
          seen += 1
        }
      }
      return Double(seen) / Double(total)
    }
  }
}
