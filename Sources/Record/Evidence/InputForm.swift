import Foundation
import Provenance
import Quantities

/// A part of a JSON file that a person wrote, with where in the file it stands, so that an error can say so.
struct InputForm {
  let json: JSONValue
  /// "capacity.json, capacities[2].need"
  let place: String

  private static let largest = 16 << 20
  private static let longestText = 2_000

  init(_ json: JSONValue, at place: String) {
    self.json = json
    self.place = place
  }

  /// - Throws: `unreadable` for what is no JSON object, or over 16 MiB.
  init(_ data: Data, at file: String) throws(EvidenceError) {
    let place = AssessmentText.line(file)
    guard data.count <= Self.largest else {
      throw EvidenceError(
        .unreadable, at: place, "It has \(data.count) bytes, and \(Self.largest) are the most.", mend: "Split it.")
    }
    let json: JSONValue
    do { json = try JSONValue(parsing: data) } catch {
      throw EvidenceError(.unreadable, at: "\(place), \(error.place)", error.reason, mend: error.mend)
    }
    guard json.members != nil else {
      throw EvidenceError(
        .unreadable, at: place, "It holds no object at its top.", mend: "Begin it with { and end it with }.")
    }
    self.init(json, at: place)
  }

  /// `nil` where the member is missing or null.
  func part(_ key: String) -> InputForm? {
    json[key].flatMap { $0 == .null ? nil : InputForm($0, at: "\(place).\(key)") }
  }

  func required(_ key: String) throws(EvidenceError) -> InputForm {
    guard let part = part(key) else {
      throw EvidenceError(.incomplete, at: place, "It lacks \"\(key)\".", mend: "Give it.")
    }
    return part
  }

  /// The items of a list; none where it is missing.
  func items(_ key: String, most: Int) throws(EvidenceError) -> [InputForm] {
    guard let part = part(key) else { return [] }
    return try part.items(most: most, separator: place.contains(",") ? "." : ", ", key: key, of: place)
  }

  private func items(
    most: Int, separator: String, key: String, of place: String
  ) throws(EvidenceError) -> [InputForm] {
    guard let values = json.arrayValue else { throw wrong("a list") }
    guard values.count <= most else {
      throw EvidenceError(
        .outOfRange, at: self.place,
        "It has \(NumberText.count(values.count)) items, and \(NumberText.count(most)) are "
          + "the most.", mend: "Split the file.")
    }
    return values.enumerated().map { InputForm($1, at: "\(place)\(separator)\(key)[\($0)]") }
  }

  /// On one line, without characters that are not seen; never empty.
  func text() throws(EvidenceError) -> String {
    guard let text = json.stringValue else { throw wrong("a text") }
    let line = text.asOneLine
    guard !AssessmentText.isEmpty(line) else {
      throw EvidenceError(.incomplete, at: place, "The text is empty.", mend: "Give it in words.")
    }
    let size = line.unicodeScalars.count
    guard size <= Self.longestText else {
      throw EvidenceError(
        .outOfRange, at: place,
        "It has \(NumberText.count(size)) characters, and \(NumberText.count(Self.longestText)) are the most.",
        mend: "Shorten it.")
    }
    return line
  }

  func number() throws(EvidenceError) -> Double {
    guard let value = json.doubleValue, value.isFinite else { throw wrong("a number") }
    return value
  }

  func moment() throws(EvidenceError) -> Timestamp {
    guard let text = json.stringValue, let moment = Timestamp(iso8601: text) else {
      throw wrong("a date such as 2026-06-30 or 2026-06-30T12:00:00Z")
    }
    return moment
  }

  /// What `body` makes; its error then tells where in the file.
  func making<Value>(_ body: () throws(EvidenceError) -> Value) throws(EvidenceError) -> Value {
    do { return try body() } catch {
      throw EvidenceError(error.code, at: place, error.reason, mend: error.mend)
    }
  }

  func wrong(_ wanted: String) -> EvidenceError {
    EvidenceError(
      .unreadable, at: place,
      "\(wanted.prefix(1).uppercased() + wanted.dropFirst()) should stand there, not \(Self.shown(json)).",
      mend: "Take the form that the guide shows.")
  }

  private static func shown(_ json: JSONValue) -> String {
    switch json {
    case .array: "a list"
    case .object: "an object"
    case .string(let text): "\"\(text.asOneLine.shortened(to: 40))\""
    default: json.compactText.shortened(to: 40)
    }
  }
}
