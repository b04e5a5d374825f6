import Quantities

/// Dates along a horizontal axis, with ticks at the starts of days, months or years.
package struct DateAxis {
  package struct Tick: Equatable {
    package let date: Timestamp
    package let label: String
  }

  package let first: Timestamp
  package let last: Timestamp
  package let left: Double
  package let right: Double

  /// A lone date, or equal ones, get three days to either side, so that they stand in the middle.
  package init(first: Timestamp, last: Timestamp, left: Double, right: Double) {
    let isPoint = last.secondsSince1970 - first.secondsSince1970 < 86_400
    let margin = isPoint ? 3 * 86_400 : 0
    self.first = Timestamp(secondsSince1970: first.secondsSince1970 - margin)
    self.last = Timestamp(secondsSince1970: last.secondsSince1970 + margin)
    self.left = left
    self.right = right
  }

  package func column(_ date: Timestamp) -> Double {
    left + (right - left) * date.days(since: first) / last.days(since: first)
  }

  /// Ticks at the finest of the usual steps that leaves each label `room` units, and at most nine of them.
  package func ticks(room: Double = 70) -> [Tick] {
    let most = max(2, Int((right - left) / room))
    for step in Step.all {
      let ticks = step.ticks(from: first, to: last, limit: most)
      if let ticks, !ticks.isEmpty { return ticks }
    }
    return [Tick(date: first, label: first.day), Tick(date: last, label: last.day)]
  }
}

extension DateAxis {
  private enum Step {
    case days(Int)
    case months(Int)
    case years(Int)

    static let all: [Step] =
      [1, 2, 5, 10].map { .days($0) } + [1, 2, 3, 6].map { .months($0) } + [1, 2, 5, 10, 20, 50].map { .years($0) }

    /// `nil` where there would be more than `limit`.
    func ticks(from first: Timestamp, to last: Timestamp, limit: Int) -> [Tick]? {
      switch self {
      case .days(let count): days(count, first, last, limit)
      case .months(let count): months(count, first, last, limit)
      case .years(let count): months(count * 12, first, last, limit)
      }
    }

    private func days(_ count: Int, _ first: Timestamp, _ last: Timestamp, _ limit: Int) -> [Tick]? {
      let from = Int(first.daysSince1970.rounded(.up))
      let to = Int(last.daysSince1970.rounded(.down))
      guard to >= from else { return [] }
      guard (to - from) / count < limit else { return nil }
      return stride(from: from, through: to, by: count).map { day in
        let date = Timestamp(secondsSince1970: day * 86_400)
        return Tick(date: date, label: date.day)
      }
    }

    private func months(_ count: Int, _ first: Timestamp, _ last: Timestamp, _ limit: Int) -> [Tick]? {
      let start = first.calendarDay
      let end = last.calendarDay
      let from = (start.year * 12 + start.month - 1 + count - 1) / count * count
      let to = end.year * 12 + end.month - 1
      guard to >= from else { return [] }
      guard (to - from) / count < limit else { return nil }
      return stride(from: from, through: to, by: count).compactMap { month in
        guard let date = Timestamp(year: month / 12, month: month % 12 + 1, day: 1), date >= first else { return nil }
        return Tick(date: date, label: count >= 12 ? String(month / 12) : String(date.day.prefix(7)))
      }
    }
  }
}
