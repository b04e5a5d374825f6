/// The value of a given rank, found without sorting all.
enum Selection {
  /// The value that would stand at `rank` were `values` sorted; changes their order.
  static func value(rank: Int, of values: inout MutableSpan<Double>, count: Int) -> Double {
    precondition(rank >= 0 && rank < count, "rank \(rank) of \(count)")
    var (low, high) = (0, count - 1)
    while low < high {
      let pivot = values[(low + high) / 2]
      var (left, right) = (low, high)
      while left <= right {
        while values[left] < pivot { left &+= 1 }
        while values[right] > pivot { right &-= 1 }
        if left <= right {
          let kept = values[left]
          values[left] = values[right]
          values[right] = kept
          left &+= 1
          right &-= 1
        }
      }
      if rank <= right { high = right } else if rank >= left { low = left } else { return values[rank] }
    }
    return values[rank]
  }

  /// Middle value of the sorted values from rank `first` on, the mean of two where their number is even.
  static func median(of values: inout [Double], from first: Int = 0) -> Double {
    let count = values.count
    let length = count - first
    precondition(length > 0, "no values from \(first) of \(count)")
    var span = values.mutableSpan
    let upper = value(rank: first + length / 2, of: &span, count: count)
    guard length.isMultiple(of: 2) else { return upper }
    return 0.5 * (upper + value(rank: first + length / 2 - 1, of: &span, count: count))
  }
}
