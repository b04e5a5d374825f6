import Quantities

/// A date as far as it is said: "April", "early 2021", "the 3rd".
struct PartialDate: Sendable, Hashable {
  var year: Int?
  var months: ClosedRange<Int>?
  var day: Int?
  var part: QuoteLanguage.DayPart?
  /// Some words between are not sharp: "around 10 April".
  var isRough = false

  /// "Winter 2024" may be the one that ends or the one that begins in 2024.
  var isWinter: Bool { (months?.upperBound ?? 0) > 12 }

  /// Days since 1970 from its first to its last; `nil` where the calendar has no such day.
  func days(year hint: Int) -> ClosedRange<Int>? {
    let year = self.year ?? hint
    let months = self.months ?? 1...12
    guard let first = Timestamp(year: year, month: months.lowerBound, day: day ?? 1) else { return nil }
    let start = Int(first.daysSince1970.rounded(.down))
    if day != nil { return isRough ? start - 3...start + 3 : start...start }
    // Months past the twelfth are those of the next year.
    let after = months.upperBound
    guard let next = Timestamp(year: year + after / 12, month: after % 12 + 1, day: 1) else { return nil }
    let end = Int(next.daysSince1970.rounded(.down)) - 1
    let third = (end - start + 1) / 3
    // "Early" and "late" have soft edges: a tenth more than their third.
    let soft = (end - start + 1) / 10
    // "Around the start of June" reaches over its edge.
    if isRough, part != nil || months.count == 1 {
      var sharp = self
      sharp.isRough = false
      return sharp.days(year: hint).map { $0.lowerBound - 5...$0.upperBound + 5 }
    }
    switch part {
    case .early?: return start...start + third + soft
    case .middle?: return start + third - soft...end - third + soft
    case .late?: return end - third - soft...end
    case .start?: return start...start + max(1, third / 2 + soft)
    case .end?: return end - max(1, third / 2)...end
    case .firstHalf?: return start...start + (end - start) / 2
    case .secondHalf?: return start + (end - start + 1) / 2...end
    case nil: return start...end
    }
  }
}
