/// A moment in UTC, to the second, or a whole day where the source names no time of day.
package struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let secondsSince1970: Int
  /// True when only the day is known; it then stands at 00:00 UTC and prints without a time.
  package let isDayOnly: Bool

  package init(secondsSince1970: Int, isDayOnly: Bool = false) {
    self.secondsSince1970 = secondsSince1970
    self.isDayOnly = isDayOnly
  }

  /// `nil` where the calendar has no such moment. Leap seconds are read as second 59.
  package init?(year: Int, month: Int, day: Int, hour: Int? = nil, minute: Int = 0, second: Int = 0) {
    guard (1858...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Timestamp.daysIn(month: month, year: year),
      (0...23).contains(hour ?? 0), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    let days = Timestamp.daysSince1970(year: year, month: month, day: day)
    secondsSince1970 = days * 86_400 + (hour ?? 0) * 3_600 + minute * 60 + min(second, 59)
    isDayOnly = hour == nil
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.secondsSince1970 < right.secondsSince1970
  }

  /// Days since 1970-01-01, with the fraction of the day.
  package var daysSince1970: Double { Double(secondsSince1970) / 86_400 }

  /// Days from `other` to this moment; negative when this one is earlier.
  package func days(since other: Timestamp) -> Double {
    Double(secondsSince1970 - other.secondsSince1970) / 86_400
  }

  /// Year, month, day in UTC.
  package var calendarDay: (year: Int, month: Int, day: Int) {
    // Howard Hinnant's days-to-civil algorithm, counted from 0000-03-01.
    let shifted = Timestamp.floorDivide(secondsSince1970, 86_400) + 719_468
    let era = Timestamp.floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// ISO 8601 day, `2018-07-18`.
  package var day: String {
    let (year, month, day) = calendarDay
    return "\(Timestamp.padded(year, to: 4))-\(Timestamp.padded(month, to: 2))-\(Timestamp.padded(day, to: 2))"
  }

  /// ISO 8601 in UTC: `2018-07-18`, or `2018-07-18T06:41:09Z` where the time of day is known.
  package var description: String {
    guard !isDayOnly else { return day }
    let remainder = secondsSince1970 % 86_400
    let second = remainder < 0 ? remainder + 86_400 : remainder
    let parts = [second / 3_600, second / 60 % 60, second % 60].map { Timestamp.padded($0, to: 2) }
    return "\(day)T\(parts.joined(separator: ":"))Z"
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> Int { a / b - (a % b < 0 ? 1 : 0) }

  private static func daysIn(month: Int, year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = floorDivide(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
