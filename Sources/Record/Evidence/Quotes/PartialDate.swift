import Quantities

/// A date as far as it is said: "April", "early 2021", "the 3rd".
struct PartialDate: Sendable, Hashable {
  var year: Int?
  var months: ClosedRange<Int>?
  var day: Int?
  var part: QuoteLanguage.DayPart?
  /// Some words between are not sharp: "around 10 April".
  var isRough = false

  /// Days since 1970 from its first to its last; `nil` where the calendar has no such day.
  func days(year hint: Int) -> ClosedRange<Int>? {
    let year = self.year ?? hint
    let months = self.months ?? 1...12
    guard let first = Timestamp(year: year, month: months.lowerBound, day: day ?? 1) else { return nil }
    let start = Int(first.daysSince1970.rounded(.down))
    if day != nil { return isRough ? start - 3...start + 3 : start...start }
    let isLast = months.upperBound == 12
    guard let next = Timestamp(year: isLast ? year + 1 : year, month: isLast ? 1 : months.upperBound + 1, day: 1) else {
      return nil
    }
    let end = Int(next.daysSince1970.rounded(.down)) - 1
    let third = (end - start + 1) / 3
    // "Early" and "late" have soft edges: a tenth more than their third.
    let soft = (end - start + 1) / 10
    switch part {
    case .early?: return start...start + third + soft
    case .middle?: return start + third - soft...end - third + soft
    case .late?: return end - third - soft...end
    case .start?: return start...start + max(1, third / 2 + soft)
    case .end?: return end - max(1, third / 2)...end
    case nil: return start...end
    }
  }
}
