/// Set pixels side by side in one row, and what is known of them together.
package struct PixelRun: Sendable, Hashable {
  package let row: Int32
  package let first: Int32
  /// Column after the last.
  package private(set) var end: Int32
  /// Highest of the pixels' values.
  package private(set) var peak: Float
  /// Sum of the pixels' second values.
  package private(set) var sum: Float

  package init(row: Int, first: Int, end: Int, peak: Float, sum: Float) {
    self.row = Int32(row)
    self.first = Int32(first)
    self.end = Int32(end)
    self.peak = peak
    self.sum = sum
  }

  package var count: Int { Int(end - first) }

  /// Goes on with a run that begins where this one ends.
  mutating func append(_ next: PixelRun) {
    end = next.end
    peak = max(peak, next.peak)
    sum += next.sum
  }
}

/// The runs of some rows, put together from windows that come from left to right.
package struct RunRows: Sendable {
  /// Row of the first.
  package let top: Int
  package private(set) var rows: [[PixelRun]]

  package init(top: Int, count: Int) {
    self.top = top
    rows = Array(repeating: [], count: count)
  }

  /// Adds a run to the right of all that its row has; it goes on with the last one where they touch.
  package mutating func add(_ run: PixelRun) {
    let place = Int(run.row) - top
    if let last = rows[place].last, last.end == run.first {
      rows[place][rows[place].count - 1].append(run)
    } else {
      rows[place].append(run)
    }
  }
}
