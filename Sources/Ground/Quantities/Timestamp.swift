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
    let second = secondsSince1970 - Timestamp.floorDivide(secondsSince1970, 86_400) * 86_400
    let parts = [second / 3_600, second / 60 % 60, second % 60].map { Timestamp.padded($0, to: 2) }
    return "\(day)T\(parts.joined(separator: ":"))Z"
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((b - 1 - a) / b) }

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

extension Timestamp {
  /// Reads ISO 8601 `YYYY-MM-DD`, optionally followed by `T` or a space and `HH:MM[:SS[.fff]]`, `Z` or an offset.
  /// `nil` for anything else.
  package init?(iso8601 text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int(byte) - 48
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      bytes[4] == 45, bytes[7] == 45
    else { return nil }
    guard bytes.count > 10 else {
      self.init(year: year, month: month, day: day)
      return
    }
    guard bytes[10] == 84 || bytes[10] == 32, bytes.count >= 16, bytes[13] == 58,
      let hour = number(11..<13), let minute = number(14..<16)
    else { return nil }
    var position = 16
    var second = 0
    if bytes.count >= 19, bytes[16] == 58 {
      guard let read = number(17..<19) else { return nil }
      second = read
      position = 19
      if position < bytes.count, bytes[position] == 46 {
        position += 1
        while position < bytes.count, (48...57).contains(bytes[position]) { position += 1 }
      }
    }
    guard let local = Timestamp(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    switch position < bytes.count ? bytes[position] : 90 {
    case 90 where position + 1 >= bytes.count:
      self = local
    case 43, 45:
      guard let hours = number(position + 1..<position + 3),
        let minutes = number(bytes.count - 2..<bytes.count), bytes.count - position >= 5, hours < 24, minutes < 60
      else { return nil }
      let offset = (hours * 3_600 + minutes * 60) * (bytes[position] == 43 ? 1 : -1)
      self.init(secondsSince1970: local.secondsSince1970 - offset)
    default: return nil
    }
  }
}
