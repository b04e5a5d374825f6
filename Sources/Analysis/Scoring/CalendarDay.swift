import Quantities

/// A day of the calendar, for spans of whole days.
package struct CalendarDay: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Days since 1970-01-01.
  package let number: Int

  package init(number: Int) { self.number = number }

  /// `nil` for anything but `YYYY-MM-DD` of a day that there is.
  package init?(_ text: String) {
    guard text.utf8.count == 10, let time = Timestamp(iso8601: text) else { return nil }
    number = Int(time.daysSince1970.rounded())
  }

  package static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }

  package var description: String { Timestamp(secondsSince1970: number * 86_400, isDayOnly: true).day }
}
