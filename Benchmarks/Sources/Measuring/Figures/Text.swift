import Foundation

/// Figures as the benchmarks print them, the same in every locale.
package enum Text {
  /// `–` for absence.
  package static func number(_ value: Double?, _ digits: Int) -> String {
    guard let value else { return "–" }
    guard value.isFinite else { return value > 0 ? "unbounded" : "–" }
    return value.formatted(
      .number.precision(.fractionLength(digits)).grouping(.never).locale(Locale(identifier: "en_US_POSIX")))
  }

  package static func percent(_ part: Double?) -> String {
    part.map { "\(number($0 * 100, 1)) %" } ?? "–"
  }

  package static func day(_ date: Date?) -> String { date.map(Moment.day(of:)) ?? "–" }
}
