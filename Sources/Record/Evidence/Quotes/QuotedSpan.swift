/// When a retelling says that something was so.
struct QuotedSpan: Sendable, Hashable {
  let range: Range<Int>
  let role: QuoteLanguage.DateRole
  let first: PartialDate
  let last: PartialDate?

  var hasYear: Bool { first.year != nil || last?.year != nil }

  /// The days that are named themselves.
  func days(year: Int) -> ClosedRange<Int>? {
    guard let start = first.days(year: year) else { return nil }
    guard let last else { return start }
    guard let end = last.days(year: year), start.lowerBound <= end.upperBound else { return nil }
    return start.lowerBound...end.upperBound
  }

  /// The days on which an event lies that is told so; `Int.min` and `Int.max` are open ends.
  func eventDays(year: Int) -> ClosedRange<Int>? {
    guard let days = days(year: year) else { return nil }
    switch role {
    case .at, .between: return days
    case .from: return last == nil ? days.lowerBound...Int.max : days
    case .until: return Int.min...days.upperBound
    case .before: return Int.min...(days.lowerBound - 1)
    case .since, .after: return days.lowerBound...Int.max
    }
  }
}
