import Foundation

/// Dates as the files write them: UTC, a moment (`2021-03-18T06:20:00Z`) or a day (`2021-03-18`).
package enum Moment {
  /// `nil` where the text is neither. A day is its first moment.
  package static func parse(_ text: String) -> Date? {
    if let moment = try? Date(text, strategy: .iso8601) { return moment }
    if let moment = try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)) {
      return moment
    }
    return text.count == 10 ? try? Date(text + "T00:00:00Z", strategy: .iso8601) : nil
  }

  /// The first moment of the first day (`YYYY-MM-DD`) that the text holds.
  package static func day(in text: String) -> Date? {
    text.firstMatch(of: #/\d{4}-\d{2}-\d{2}/#).flatMap { parse(String($0.output)) }
  }

  /// `2021-03-18`.
  package static func day(of date: Date) -> String { date.formatted(.iso8601.year().month().day()) }

  /// The first moment of the date's own day.
  package static func startOfDay(_ date: Date) -> Date {
    Date(timeIntervalSince1970: (date.timeIntervalSince1970 / 86_400).rounded(.down) * 86_400)
  }
}

extension KeyedDecodingContainer {
  /// `nil` for null and for an absent member.
  package func moment(forKey key: Key) throws -> Date? {
    guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
    guard let date = Moment.parse(text) else {
      throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "not a UTC date: \(text)")
    }
    return date
  }
}
