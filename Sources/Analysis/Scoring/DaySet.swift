/// Days as spans that neither overlap nor touch, in order.
package struct DaySet: Sendable, Hashable {
  package private(set) var spans: [ClosedRange<Int>] = []

  package init() {}

  /// All days from `start` to `end`, both included; none where `end` is earlier.
  package init(from start: CalendarDay, to end: CalendarDay) {
    if start <= end { spans = [start.number...end.number] }
  }

  package var isEmpty: Bool { spans.isEmpty }
  package var count: Int { spans.reduce(0) { $0 + $1.count } }

  package func union(_ other: DaySet) -> DaySet {
    var merged = DaySet()
    for span in (spans + other.spans).sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      if let last = merged.spans.last, span.lowerBound <= last.upperBound + 1 {
        merged.spans[merged.spans.count - 1] = last.lowerBound...max(last.upperBound, span.upperBound)
      } else {
        merged.spans.append(span)
      }
    }
    return merged
  }

  /// Days that both hold.
  package func sharedCount(with other: DaySet) -> Int {
    var count = 0
    var index = 0
    for span in spans {
      while index < other.spans.count, other.spans[index].upperBound < span.lowerBound { index += 1 }
      var next = index
      while next < other.spans.count, other.spans[next].lowerBound <= span.upperBound {
        count +=
          min(span.upperBound, other.spans[next].upperBound) - max(span.lowerBound, other.spans[next].lowerBound) + 1
        next += 1
      }
    }
    return count
  }
}
