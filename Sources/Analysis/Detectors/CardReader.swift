import Places
import Provenance

/// Members of an object of a card, by name; every error names the member.
struct CardReader {
  let json: JSONValue
  let place: String
  /// Names of the members that lead here, each with a dot.
  private let path: String

  init(_ json: JSONValue, at place: String, under path: String) {
    self.json = json
    self.place = place
    self.path = path
  }

  func bad(_ key: String, _ fault: String) -> DetectorError {
    DetectorError(
      .badCard, at: place, "The card's `\(path)\(key)` \(fault).",
      mend: "Mend the card as Docs/Guide/counting.md tells.")
  }

  func object(_ key: String) throws(DetectorError) -> CardReader {
    guard let value = json[key], value.members != nil else { throw bad(key, "is missing or no object") }
    return CardReader(value, at: place, under: "\(path)\(key).")
  }

  func list(_ key: String) throws(DetectorError) -> [CardReader] {
    guard let items = json[key]?.arrayValue else { throw bad(key, "is missing or no list") }
    return items.enumerated().map { CardReader($1, at: place, under: "\(path)\(key)[\($0)].") }
  }

  func text(_ key: String) throws(DetectorError) -> String {
    guard let text = json[key]?.stringValue, !text.isEmpty, text.count <= 200 else {
      throw bad(key, "is missing or no text of up to 200 characters")
    }
    return text
  }

  func flag(_ key: String) throws(DetectorError) -> Bool {
    guard let flag = json[key]?.boolValue else { throw bad(key, "is missing or neither true nor false") }
    return flag
  }

  func number(_ key: String, in range: ClosedRange<Double>) throws(DetectorError) -> Double {
    guard let number = json[key]?.doubleValue, range.contains(number) else {
      throw bad(key, "is missing or no number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func whole(_ key: String, in range: ClosedRange<Int>) throws(DetectorError) -> Int {
    guard let number = json[key]?.intValue, range.contains(number) else {
      throw bad(key, "is missing or no whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// - Parameter count: how many there must be; `nil` for any.
  func numbers(_ key: String, count: Int?) throws(DetectorError) -> [Double] {
    let items = json[key]?.arrayValue ?? []
    let numbers = items.compactMap(\.doubleValue).filter(\.isFinite)
    guard !numbers.isEmpty, numbers.count == items.count, numbers.count == count ?? numbers.count else {
      throw bad(key, "is missing or no list of \(count.map { "\($0) " } ?? "")numbers")
    }
    return numbers
  }

  /// One number for each of `count` bands, or one for all.
  func each(_ key: String, _ count: Int) throws(DetectorError) -> [Double] {
    if let number = json[key]?.doubleValue { return Array(repeating: number, count: count) }
    return try numbers(key, count: count)
  }

  func word<Word: RawRepresentable & CaseIterable>(
    _ key: String
  ) throws(DetectorError) -> Word where Word.RawValue == String {
    guard let word = json[key]?.stringValue.flatMap(Word.init(rawValue:)) else {
      throw bad(key, "is missing or none of: \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return word
  }
}
