/// Order statistics. Empty input gives `nil`; NaN is a broken promise by the caller.
package enum Quantiles {
  /// The quantile by linear interpolation between order statistics (Hyndman and Fan's type 7).
  /// - Parameter sorted: values in rising order.
  package static func quantile(_ fraction: Double, ofSorted sorted: [Double]) -> Double? {
    guard let last = sorted.indices.last else { return nil }
    let position = min(max(fraction, 0), 1) * Double(last)
    let lower = Int(position)
    let upper = min(lower + 1, last)
    return sorted[lower] + (sorted[upper] - sorted[lower]) * (position - Double(lower))
  }

  /// As `quantile(_:ofSorted:)`, of values in any order, by selection; `values` is reordered.
  package static func quantile(_ fraction: Double, of values: inout [Double]) -> Double? {
    guard let last = values.indices.last else { return nil }
    let position = min(max(fraction, 0), 1) * Double(last)
    let lower = Int(position)
    var span = values.mutableSpan
    guard let first = select(lower, &span, 0..<span.count) else { return nil }
    // After selection everything right of it is no smaller: the next one is its minimum.
    let next = lower < last ? values[(lower + 1)...].reduce(Double.infinity, min) : first
    return first + (next - first) * (position - Double(lower))
  }

  /// The middle value, or the mean of the two middle ones.
  package static func median(_ values: [Double]) -> Double? {
    var scratch = values
    guard let upper = upperMedian(&scratch) else { return nil }
    guard values.count % 2 == 0 else { return upper }
    // After selection everything left of the middle is no larger: the lower middle is its maximum.
    let lower = scratch[..<(values.count / 2)].reduce(-Double.infinity, max)
    return (lower + upper) / 2
  }

  /// Median absolute deviation times 1.4826: the standard deviation of a normal sample, whatever a minority does.
  package static func robustDeviation(_ values: [Double]) -> Double? {
    guard let centre = median(values) else { return nil }
    return median(values.map { abs($0 - centre) }).map { $0 * 1.4826 }
  }

  /// The value at index count / 2 of the sorted values, by selection: linear where a sort is not.
  /// `values` is reordered so that nothing before that index is larger and nothing after it smaller.
  package static func upperMedian(_ values: inout [Double]) -> Double? {
    var span = values.mutableSpan
    return select(span.count / 2, &span, 0..<span.count)
  }

  package static func upperMedian(_ values: inout [Float]) -> Float? {
    var span = values.mutableSpan
    return select(span.count / 2, &span, 0..<span.count)
  }

  /// The value that sorting would put at `index`; `nil` where there is no such index. `values` is reordered.
  package static func element(_ index: Int, of values: inout [Float]) -> Float? {
    guard values.indices.contains(index) else { return nil }
    var span = values.mutableSpan
    return select(index, &span, 0..<span.count)
  }

  /// Of the values in `range` alone, which alone are reordered.
  package static func upperMedian(_ values: inout MutableSpan<Float>, in range: Range<Int>) -> Float? {
    select(range.lowerBound + range.count / 2, &values, range)
  }

  /// The value that sorting would put at `target`, an index in `range`.
  ///
  /// Moves what is smaller than a pivot to the front without a branch: on values in no order every second branch would
  /// be guessed wrong.
  ///
  /// Generic for this file only: called unspecialised from another module it was the dearest call of change detection.
  @inline(__always)
  private static func select<Value: BinaryFloatingPoint>(
    _ target: Int, _ values: inout MutableSpan<Value>, _ range: Range<Int>
  ) -> Value? {
    guard !range.isEmpty else { return nil }
    var low = range.lowerBound
    var high = range.upperBound
    while high - low > 1 {
      let pivot = middle(values[low], values[(low + high) / 2], values[high - 1])
      var smaller = low
      for index in low..<high {
        let value = values[index]
        values[index] = values[smaller]
        values[smaller] = value
        smaller += value < pivot ? 1 : 0
      }
      if target < smaller {
        high = smaller
        continue
      }
      // The pivot's equals next: of many equal values one pass takes all.
      var equal = smaller
      for index in smaller..<high {
        let value = values[index]
        values[index] = values[equal]
        values[equal] = value
        equal += value > pivot ? 0 : 1
      }
      if target < equal { return pivot }
      low = equal
    }
    return values[target]
  }

  @inline(__always)
  private static func middle<Value: Comparable>(_ a: Value, _ b: Value, _ c: Value) -> Value {
    max(min(a, b), min(max(a, b), c))
  }
}
