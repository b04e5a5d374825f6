/// When a retelling says that something was so.
struct QuotedSpan: Sendable, Hashable {
  let range: Range<Int>
  var role: QuoteLanguage.DateRole
  let first: PartialDate
  let last: PartialDate?
  /// Two years are named, so that a winter is one only.
  var isYearPair = false

  var hasYear: Bool { first.year != nil || last?.year != nil }

  /// "The winter": three months without a day.
  var isSeason: Bool { last == nil && first.day == nil && first.months?.count == 3 }

  /// The days that are named themselves.
  func days(year: Int) -> ClosedRange<Int>? {
    guard let start = first.days(year: year) else { return nil }
    guard let last else { return start }
    guard let end = last.days(year: year), start.lowerBound <= end.upperBound else { return nil }
    return start.lowerBound...end.upperBound
  }

  /// The same dates a year earlier where a winter may be meant that began then.
  var readings: [QuotedSpan] {
    guard first.isWinter, last == nil, let year = first.year, !isYearPair else { return [self] }
    var earlier = first
    earlier.year = year - 1
    return [self, QuotedSpan(range: range, role: role, first: earlier, last: nil)]
  }

  /// The days on which an event lies that is told so; `Int.min` and `Int.max` are open ends.
  func eventDays(year: Int) -> ClosedRange<Int>? {
    guard let days = days(year: year) else { return nil }
    switch role {
    case .at, .between, .throughout: return days
    case .from: return last == nil ? days.lowerBound...Int.max : days
    case .until: return Int.min...days.upperBound
    case .before: return Int.min...(days.lowerBound - 1)
    case .since, .after: return days.lowerBound...Int.max
    }
  }
}
