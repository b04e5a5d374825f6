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

  /// The value at index count / 2 of the sorted values, by Hoare's selection: linear where a sort is not.
  /// `values` is reordered so that nothing before that index is larger and nothing after it smaller.
  package static func upperMedian(_ values: inout [Double]) -> Double? { selectMiddle(&values) }

  package static func upperMedian(_ values: inout [Float]) -> Float? { selectMiddle(&values) }

  /// Generic for this file only: called unspecialised from another module it was the dearest call of change detection.
  @inline(__always)
  private static func selectMiddle<Value: BinaryFloatingPoint>(_ array: inout [Value]) -> Value? {
    guard !array.isEmpty else { return nil }
    let target = array.count / 2
    var low = 0
    var high = array.count - 1
    var values = array.mutableSpan
    while low < high {
      let pivot = values[(low + high) / 2]
      var left = low
      var right = high
      while left <= right {
        while values[left] < pivot { left += 1 }
        while values[right] > pivot { right -= 1 }
        if left <= right {
          let moved = values[left]
          values[left] = values[right]
          values[right] = moved
          left += 1
          right -= 1
        }
      }
      if target <= right { high = right } else if target >= left { low = left } else { break }
    }
    return values[target]
  }
}
