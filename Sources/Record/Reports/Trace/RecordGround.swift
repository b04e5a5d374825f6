import Foundation
import Provenance

/// Where in the files beside a page its numbers stand.
package struct RecordGround: Sendable {
  /// By name: `report.json`.
  private let documents: [String: JSONValue]
  /// Of each place that a number named, collected once.
  private let held: [String: Values]

  /// - Parameter numbers: those that will be looked for.
  package init(_ documents: [String: JSONValue], for numbers: [PageNumber] = []) {
    self.documents = documents
    var held: [String: Values] = [:]
    for place in Set(numbers.flatMap(\.from)) {
      guard let json = Self.value(at: place, in: documents) else { continue }
      var values = Values()
      values.collect(json)
      held[place] = values
    }
    self.held = held
  }

  /// What stands at `report.json#/features/3`; `nil` where there is nothing.
  /// - Source: [RFC6901]
  package func value(at place: String) -> JSONValue? { Self.value(at: place, in: documents) }

  private static func value(at place: String, in documents: [String: JSONValue]) -> JSONValue? {
    let parts = place.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, var value = documents[String(name)] else { return nil }
    for part in (parts.dropFirst().first ?? "").split(separator: "/") {
      if let list = value.arrayValue {
        guard let index = Int(part), list.indices.contains(index) else { return nil }
        value = list[index]
      } else {
        guard let member = value[String(part)] else { return nil }
        value = member
      }
    }
    return value
  }

  /// The places among those that the page names which hold this number, as it was rounded; empty where none does.
  package func places(of number: PageNumber) -> [String] {
    number.from.filter { place in held[place].map { Self.holds($0, number) } ?? false }
  }

  // MARK: - Holding

  private static func holds(_ values: Values, _ number: PageNumber) -> Bool {
    // A sentence that the record holds word for word brings its numbers with it.
    if number.context.count > number.text.count + 2, values.texts.contains(where: { $0.contains(number.context) }) {
      return true
    }
    guard let value = NumberTokens.number(number.text) else {
      return number.isScale ? values.spans(day: number.text) : values.holds(date: number.text)
    }
    if number.isScale { return values.spans(value) || values.spans(day: number.text) }
    let tolerance = NumberTokens.tolerance(number.text)
    func isNear(_ other: Double) -> Bool { abs(abs(other) - abs(value)) <= tolerance }
    if values.counts.contains(where: { Double($0) == value }) { return true }
    // A share that is told by a bound.
    if number.isShare, number.context.contains("over \(number.text) %") {
      return values.numbers.contains { 100 * $0 > value && 100 * $0 <= value + 1 }
    }
    if number.isShare, number.context.contains("under \(number.text) %") {
      return values.numbers.contains { 100 * $0 < value && 100 * $0 >= value - 1 }
    }
    return values.numbers.contains { other in
      isNear(other)
        || number.isShare && isNear(100 * other)
        || number.isDifference && (isNear(100 * (1 - other)) || isNear(100 * (other - 1)))
    }
  }

  /// What a part of a document holds.
  private struct Values: Sendable {
    var numbers: [Double] = []
    var texts: [String] = []
    var dates: Set<String> = []
    /// Of lists, and of what they are lists of.
    var counts: Set<Int> = []

    mutating func collect(_ json: JSONValue) {
      if let number = json.doubleValue {
        numbers.append(number)
      } else if let text = json.stringValue {
        texts.append(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        for token in NumberTokens.of(text) {
          if let number = NumberTokens.number(token.text) { numbers.append(number) } else { dates.insert(token.text) }
        }
      } else if let list = json.arrayValue {
        counts.insert(list.count)
        // Those that did not see, whatever the reason.
        counts.insert(list.count { ($0["seen"]?.stringValue ?? "seen") != "seen" })
        counts.insert(list.count { item in item.members?.contains { $0.value["notObservable"] != nil } ?? false })
        for sum in Self.sums(list) { counts.insert(sum) }
        for kind in Dictionary(grouping: list, by: Self.kind).values { counts.insert(kind.count) }
        for item in list { collect(item) }
      } else {
        for member in json.members ?? [] { collect(member.value) }
      }
    }

    /// Of what the items of a list count, member by member.
    private static func sums(_ list: [JSONValue]) -> [Int] {
      (list.first?.members ?? []).compactMap { member in
        let values = list.compactMap { $0[member.key]?.intValue }
        return values.count == list.count && values.count > 1 ? values.reduce(0, +) : nil
      }
    }

    /// What items of a list are counted by: a state, a reason, a code.
    private static func kind(_ json: JSONValue) -> String {
      ["state", "reason", "seen", "code", "kind", "excluded"].compactMap { key in
        json[key]?.stringValue ?? json[key]?["code"]?.stringValue
      }.joined(separator: " ")
        + (json.members ?? []).compactMap { $0.value["notObservable"]?.stringValue }.joined(separator: " ")
    }

    /// A month where a day of it is held; a day where a moment of it is.
    func holds(date: String) -> Bool { dates.contains { $0.hasPrefix(date) } }

    func spans(_ value: Double) -> Bool {
      guard let greatest = numbers.max() else { return false }
      return value >= 0 && value <= max(greatest, 100 * min(greatest, 1)) * 1.5 + 1
    }

    /// A year, month or day.
    func spans(day: String) -> Bool {
      guard let first = dates.min(), let last = dates.max() else { return false }
      return day >= first.prefix(day.count) && day <= last.prefix(day.count)
    }
  }
}
