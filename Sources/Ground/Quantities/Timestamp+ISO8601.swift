extension Timestamp {
  /// Reads ISO 8601 `YYYY-MM-DD`, optionally followed by `T` or a space and `HH:MM[:SS[.fff]]`, then by `Z` or an
  /// offset (`+HH`, `+HHMM`, `+HH:MM`); without either the time is taken as UTC. Fractions of a second are dropped.
  /// `nil` for anything else, and where the offset leads out of the years 1858 to 9999.
  package init?(iso8601 text: String) {
    let bytes = Array(text.utf8)
    guard let year = Timestamp.number(bytes, 0..<4), let month = Timestamp.number(bytes, 5..<7),
      let day = Timestamp.number(bytes, 8..<10), bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-")
    else { return nil }
    guard bytes.count > 10 else {
      self.init(year: year, month: month, day: day)
      return
    }
    guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
      let (time, end) = Timestamp.timeOfDay(bytes, from: 11),
      let offset = Timestamp.offset(bytes[end...]),
      let local = Timestamp(
        year: year, month: month, day: day, hour: time.hour, minute: time.minute, second: time.second)
    else { return nil }
    self.init(secondsSince1970: local.secondsSince1970 - offset)
    guard (1858...9999).contains(calendarDay.year) else { return nil }
  }

  private static func number(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    guard range.upperBound <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[range] {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte) - 48
    }
    return value
  }

  private static func timeOfDay(
    _ bytes: [UInt8], from start: Int
  ) -> (time: (hour: Int, minute: Int, second: Int), end: Int)? {
    guard let hour = number(bytes, start..<start + 2), let minute = number(bytes, start + 3..<start + 5),
      bytes[start + 2] == UInt8(ascii: ":")
    else { return nil }
    var position = start + 5
    guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { return ((hour, minute, 0), position) }
    guard let second = number(bytes, position + 1..<position + 3) else { return nil }
    position += 3
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      let fraction = position + 1
      position = bytes[fraction...].firstIndex { !(48...57).contains($0) } ?? bytes.count
      guard position > fraction else { return nil }
    }
    return ((hour, minute, second), position)
  }

  /// Seconds by which the written clock is ahead of UTC.
  private static func offset(_ rest: ArraySlice<UInt8>) -> Int? {
    guard let first = rest.first else { return 0 }
    if first == UInt8(ascii: "Z") { return rest.count == 1 ? 0 : nil }
    guard first == UInt8(ascii: "+") || first == UInt8(ascii: "-") else { return nil }
    var digits = Array(rest.dropFirst())
    if digits.count == 5, digits[2] == UInt8(ascii: ":") { digits.remove(at: 2) }
    guard digits.count == 2 || digits.count == 4, let hours = number(digits, 0..<2), hours < 24,
      let minutes = digits.count == 4 ? number(digits, 2..<4) : 0, minutes < 60
    else { return nil }
    return (hours * 3_600 + minutes * 60) * (first == UInt8(ascii: "+") ? 1 : -1)
  }
}
