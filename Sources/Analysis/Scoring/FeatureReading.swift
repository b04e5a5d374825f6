import Foundation
import Geodesy
import Places
import Provenance
import Vectors

/// One feature of a GeoJSON file, with its name for errors.
struct FeatureReading {
  let place: String
  let properties: JSONValue
  let geometry: JSONValue
  /// The feature's own `id`.
  let member: JSONValue?

  /// The features of a collection.
  /// - Parameter name: what the file is called in errors.
  /// - Throws: `unreadable`, `notJSON`, `tooLarge`, `malformed` (no FeatureCollection), `noFeatures`.
  static func all(in path: String, name: String) throws(ScoringError) -> [FeatureReading] {
    let document: JSONValue
    do { document = try BoundedJSON.read(path, name: name) } catch { throw ScoringError(error) }
    let features = try list(document, name: name)
    guard !features.isEmpty else {
      throw ScoringError(.noFeatures, at: name, "The collection holds no feature.", mend: "Leave the file out.")
    }
    return features
  }

  /// The features of a collection, which may be empty.
  /// - Throws: `malformed` (no FeatureCollection), `tooLarge`.
  static func list(_ document: JSONValue, name: String) throws(ScoringError) -> [FeatureReading] {
    guard document["type"]?.stringValue == "FeatureCollection", let list = document["features"]?.arrayValue else {
      throw ScoringError(
        .malformed, at: name, "The file is JSON but no GeoJSON FeatureCollection.",
        mend: "Save it as a FeatureCollection.")
    }
    guard list.count <= largestCount else {
      throw ScoringError(
        .tooLarge, at: name, "The collection holds \(list.count) features; \(largestCount) is the limit.",
        mend: "Cut it into several.")
    }
    return list.enumerated().map { index, feature in
      FeatureReading(
        place: "\(name), feature \(index + 1)", properties: feature["properties"] ?? .null,
        geometry: feature["geometry"] ?? .null, member: feature["id"])
    }
  }

  static let largestCount = 1_000_000

  /// `nil` where the property is missing, null or an empty string.
  /// - Throws: `malformed` where it is no string.
  func text(_ key: String) throws(ScoringError) -> String? {
    guard let value = properties[key], value != .null, value != "" else { return nil }
    guard let text = value.stringValue else {
      throw ScoringError(
        .malformed, at: place, "\(key) is \(value.compactText.prefix(40)), no string.", mend: "Write it in quotes.")
    }
    return text
  }

  /// `nil` where the property is missing, null or an empty string.
  /// - Throws: `malformed` where it is no string, `badDate` where it is no day of the calendar.
  func day(_ key: String) throws(ScoringError) -> CalendarDay? {
    guard let text = try text(key) else { return nil }
    guard let day = CalendarDay(text) else {
      throw ScoringError(
        .badDate, at: place, "\(key) is “\(text.prefix(40))”, no day of the calendar.",
        mend: "Write it as YYYY-MM-DD, or null.")
    }
    return day
  }

  /// - Throws: `malformed` where it is no number from 0 to 1.
  func share(_ key: String) throws(ScoringError) -> Double? {
    guard let value = properties[key], value != .null else { return nil }
    guard let number = value.doubleValue, (0...1).contains(number) else {
      throw ScoringError(
        .malformed, at: place, "\(key) is \(value.compactText.prefix(40)), no number from 0 to 1.",
        mend: "Write a number from 0 to 1, or leave it out.")
    }
    return number
  }

  /// - Throws: `badOutline`, `malformed`, `tooLarge`.
  func polygons() throws(ScoringError) -> [GeoPolygon] {
    do { return try GeoJSON.polygons(from: geometry, at: place) } catch { throw ScoringError(error) }
  }
}
