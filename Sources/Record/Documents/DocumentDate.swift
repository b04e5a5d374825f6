import Foundation
import Quantities

/// Dates as pages, feeds and file names write them.
enum DocumentDate {
  /// ISO 8601, also with slashes or run together, or the form of mail and RSS: `Mon, 03 Nov 2025 10:00:00 +0900`.
  static func read(_ raw: String) -> Timestamp? {
    let text = raw.trimmingCharacters(in: .whitespacesAndNewlines)
    guard text.utf8.count <= 64 else { return nil }
    if let date = Timestamp(iso8601: text) ?? Timestamp(iso8601: text.replacing("/", with: "-")) { return date }
    if text.utf8.count == 8, let date = packed(text[...]) { return date }
    // Some pages write the zone after a space, or more words than a date has.
    let words = text.split { $0.isWhitespace }
    if let day = words.first, day.utf8.count == 10, words.count > 1 {
      let moment = words.count > 2 ? Timestamp(iso8601: "\(day)T\(words[1])\(words[2])") : nil
      if let date = moment ?? Timestamp(iso8601: "\(day)T\(words[1])") ?? Timestamp(iso8601: String(day)) {
        return date
      }
    }
    return mail(text)
  }

  /// The first day in a file's name: `2025-11-03`, `2025_11_03`, `2025.11.03` or `20251103`, not within a longer
  /// number.
  static func inFileName(_ name: String) -> Timestamp? {
    for match in name.matches(of: /(?:^|[^0-9])([12][0-9]{3})([-_.]?)([01][0-9])([-_.]?)([0-3][0-9])(?![0-9])/)
    where match.output.2 == match.output.4 {
      if let year = Int(match.output.1), let month = Int(match.output.3), let day = Int(match.output.5), year >= 1858,
        let date = Timestamp(year: year, month: month, day: day)
      {
        return date
      }
    }
    return nil
  }

  private static func packed(_ text: Substring) -> Timestamp? {
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else { return nil }
    return Timestamp(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  private static func mail(_ text: String) -> Timestamp? {
    var words = text.split { $0.isWhitespace || $0 == "," }
    if let first = words.first, first.allSatisfy(\.isLetter) { words.removeFirst() }
    guard words.count >= 3, let day = Int(words[0]),
      let month = months.firstIndex(of: words[1].prefix(3).lowercased()), var year = Int(words[2])
    else { return nil }
    // Years of two digits, as RFC 2822 reads them.
    if words[2].utf8.count <= 2, year >= 0 { year += year < 50 ? 2000 : 1900 }
    guard words.count > 3 else { return Timestamp(year: year, month: month + 1, day: day) }
    let clock = words[3].split(separator: ":").map { Int($0) }
    guard (2...3).contains(clock.count), let hour = clock[0], let minute = clock[1],
      let second = clock.count == 3 ? clock[2] : 0,
      let local = Timestamp(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    let zone = words.count > 4 ? offset(words[4]) : 0
    let moment = Timestamp(secondsSince1970: local.secondsSince1970 - zone)
    return (1858...9999).contains(moment.calendarDay.year) ? moment : nil
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let zones = ["est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7]

  /// Seconds; zones that RFC 2822 does not know count as UTC, as it asks.
  private static func offset(_ word: Substring) -> Int {
    if let hours = zones[word.lowercased()] { return hours * 3_600 }
    guard word.utf8.count == 5, word.hasPrefix("+") || word.hasPrefix("-"), let digits = Int(word.dropFirst()),
      digits >= 0, digits / 100 < 24, digits % 100 < 60
    else { return 0 }
    return (digits / 100 * 3_600 + digits % 100 * 60) * (word.hasPrefix("+") ? 1 : -1)
  }
}
