import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@testable import Scoring

@Suite("Footprints")
struct FootprintTests {
  private typealias Thing = (id: String, west: Double)

  /// Squares of side 1 in a row, in a plane.
  private func file(_ things: [Thing], month: String? = nil, key: String = "Id") -> JSONValue {
    let features = things.map { thing in
      SmartFolder.feature(
        .object([.init(key, .string(thing.id))] + (month.map { [.init("month", .string($0))] } ?? [])),
        SmartFolder.square(thing.west, 0, side: 1))
    }
    return [
      "type": "FeatureCollection", "frame": "pixel", "features": .array(features),
    ]
  }

  private func write(_ document: JSONValue, _ path: String) throws {
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(document.prettyText.utf8).write(to: URL(fileURLWithPath: path))
  }

  private func f1(_ truth: JSONValue, _ proposals: JSONValue, iou: Double = 0.5) throws -> ObjectScore {
    try withTemporaryFolder { folder in
      try write(truth, folder + "/truth.geojson")
      try write(proposals, folder + "/found.geojson")
      return try ObjectScore(
        truth: folder + "/truth.geojson", proposals: folder + "/found.geojson", threshold: iou, isPlane: false)
    }
  }

  @Test("Objects are matched one to one where they overlap by the threshold or more")
  func objects() throws {
    // A third of the side apart, squares overlap by half; a proposal too many and a true one too many.
    let truth = file([("a", 0), ("b", 10), ("c", 20)])
    let found = file([("x", 1.0 / 3), ("y", 10.5), ("z", 20), ("w", 20)])
    let score = try f1(truth, found)
    #expect(score.matches.map(\.truth) == ["a", "c"] && score.matches[0].proposal == "x")
    #expect(abs(score.matches[0].overlap - 0.5) < 1e-12 && score.f1 == 4.0 / 7)
    #expect(score.precision == 0.5 && score.recall == 2.0 / 3)
    #expect(try f1(truth, found, iou: 0.3).matches.count == 3)
    #expect(score.json["falsePositives"] == 2 && score.json["falseNegatives"] == 1)
  }

  @Test("Nothing proposed scores 0; nothing true is refused")
  func empty() throws {
    let some = file([("a", 0)])
    #expect(try f1(some, file([])).f1 == 0)
    let error = try #require(throws: ScoringError.self) { try f1(file([]), some) }
    #expect(
      error.description == "truth.geojson: The truth holds no footprint. Name a file with true footprints.")
  }

  @Test("Faults of footprint files are told in full")
  func faults() throws {
    let some = file([("a", 0)])
    func words(_ proposals: JSONValue) throws -> String {
      try #require(throws: ScoringError.self) { try f1(some, proposals) }.description
    }
    #expect(
      try words(file([("a", 0), ("a", 1)]))
        == "found.geojson, feature 2: The id a stands twice in the file. Give each footprint its own.")
    #expect(
      try words(["type": "FeatureCollection", "features": .array(some["features"]?.arrayValue ?? [])])
        == "truth.geojson: Its coordinates are a plane's, and those of found.geojson are degrees. Give both in one "
        + "frame; --plane takes both as a plane's.")
    #expect(
      try words(["type": "Feature"])
        == "found.geojson: The file is JSON but no GeoJSON FeatureCollection. Save it as a FeatureCollection.")
    func shape(_ geometry: String) throws -> String {
      let text =
        #"{"type":"FeatureCollection","frame":"pixel","features":[{"type":"Feature","geometry":\#(geometry)}]}"#
      return try words(JSONValue(parsing: Data(text.utf8)))
    }
    #expect(
      try shape(#"{"type":"Polygon","coordinates":[[[0,0],[900,900],[900,0],[0,900],[0,0]]]}"#)
        == "found.geojson, feature 1: The edge from (0.0, 0.0) meets the edge from (900.0, 0.0). Move the corners so that "
        + "the outline does not cross or touch itself.")
    #expect(
      try shape(#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}"#)
        == "found.geojson, feature 1: A ring is not closed, or has fewer than 3 corners. Repeat the first point at the "
        + "end, as RFC 7946 asks.")
    #expect(
      try shape(#"{"type":"Point","coordinates":[0,0]}"#)
        == "found.geojson, feature 1: The geometry is a Point. Give a Polygon or MultiPolygon.")
    #expect(
      try shape(#"{"type":"Polygon","coordinates":[]}"#)
        == "found.geojson, feature 1: The geometry holds no rings of points. Save the file as RFC 7946 GeoJSON.")
  }

  private func scot(_ truth: [(String, [Thing])], _ proposals: [(String, [Thing])]) throws -> TrackScore {
    try withTemporaryFolder { folder in
      for (name, months) in [("truth", truth), ("found", proposals)] {
        for (month, things) in months { try write(file(things), folder + "/\(name)/area_\(month)_x.geojson") }
      }
      return try TrackScore(
        truth: folder + "/truth", proposals: folder + "/found", threshold: 0.25, isPlane: false)
    }
  }

  @Test("Two that swap names for good are two swaps, and one that comes in time and keeps its name is found")
  func swaps() throws {
    let truth = [
      ("2018_01", [("a", 0.0), ("b", 10)]), ("2018_02", [("a", 0.0), ("b", 10), ("c", 20)]),
      ("2018_03", [("a", 0.0), ("b", 10), ("c", 20)]),
    ]
    let found = [
      ("2018_01", [("1", 0.0), ("2", 10)]), ("2018_02", [("2", 0.0), ("1", 10), ("3", 20)]),
      ("2018_03", [("2", 0.0), ("1", 10), ("3", 20)]),
    ]
    let score = try scot(truth, found)
    #expect(score.months == ["2018-01", "2018-02", "2018-03"] && score.swaps == 2)
    #expect(score.footprints.f1 == 1 && score.tracking.truePositives == 6 && score.tracking.falsePositives == 2)
    #expect(score.tracking.f1 == 0.75 && score.change.f1 == 1)
    // F of beta 2, which weighs tracking more: 5·1·0.75 / (4·1 + 0.75).
    #expect(abs(score.score - 5 * 0.75 / 4.75) < 1e-12)
  }

  @Test("A thing that comes a month late is a missed change and a false one, and without change the score is 0")
  func late() throws {
    let truth = [
      ("2018_01", [("a", 0.0)]), ("2018_02", [("a", 0.0), ("b", 10)]), ("2018_03", [("a", 0.0), ("b", 10)]),
    ]
    let found = [("2018_01", [("1", 0.0)]), ("2018_02", [("1", 0.0)]), ("2018_03", [("1", 0.0), ("2", 10)])]
    let score = try scot(truth, found)
    #expect(score.change == TrackScore.Counts(truePositives: 0, falsePositives: 1, falseNegatives: 1))
    #expect(score.footprints.falseNegatives == 1 && score.swaps == 0 && score.score == 0)
  }

  @Test("One file with months gives what a folder gives; months of the proposals alone are told")
  func oneFile() throws {
    try withTemporaryFolder { folder in
      let first = file([("a", 0)], month: "2018-01", key: "id")["features"]?.arrayValue ?? []
      let second = file([("a", 0), ("b", 10)], month: "2018-02", key: "id")["features"]?.arrayValue ?? []
      let third = file([("b", 10)], month: "2018-03", key: "id")["features"]?.arrayValue ?? []
      func collection(_ features: [JSONValue]) -> JSONValue {
        ["type": "FeatureCollection", "frame": "pixel", "features": .array(features)]
      }
      try write(collection(first + second), folder + "/truth.geojson")
      try write(collection(first + second + third), folder + "/found.geojson")
      let score = try TrackScore(
        truth: folder + "/truth.geojson", proposals: folder + "/found.geojson", threshold: 0.25, isPlane: false)
      #expect(score.score == 1 && score.monthsLeftOut == ["2018-03"])
      #expect(score.json["tracking"]?["swaps"] == 0 && score.json["change"]?["truePositives"] == 1)
    }
  }

  @Test("Months and ids that are missing or stand twice are told in full")
  func monthFaults() throws {
    func words(_ fill: (String) throws -> Void) throws -> String {
      try withTemporaryFolder { folder in
        try write(file([("a", 0)]), folder + "/truth/2018_01.geojson")
        try fill(folder + "/found")
        return try #require(throws: ScoringError.self) {
          try TrackScore(truth: folder + "/truth", proposals: folder + "/found", threshold: 0.25, isPlane: false)
        }.description.replacing(folder, with: "F")
      }
    }
    #expect(try words { _ in } == "found: There is no such file. Check the path.")
    #expect(
      try words { try write(file([("a", 0)]), $0 + "/first.geojson") }
        == "first.geojson: The file's name holds no month. Name it with the month, such as 2018_01.geojson.")
    #expect(
      try words {
        try write(file([("a", 0)]), $0 + "/2018_01.geojson")
        try write(file([("a", 0)]), $0 + "/x_2018-01.geojson")
      } == "x_2018-01.geojson: 2018_01.geojson is also of 2018-01. Keep one file for each month in the folder.")
    #expect(
      try words { try write(file([("a", 0), ("a", 5)]), $0 + "/2018_01.geojson") }
        == "2018_01.geojson, feature 2: The id a stands twice in 2018-01. Give each footprint of a month its own.")
    #expect(
      try words { try write(file([("", 0)]), $0 + "/2018_01.geojson") }
        == "2018_01.geojson, feature 1: The footprint has no id. Give it an Id that it keeps through the months.")
    #expect(
      try words { try write(file([("a", 0)]), $0) }
        == "found, feature 1: The footprint has neither a month nor a date. Write a property month as YYYY-MM, or date as "
        + "YYYY-MM-DD.")
    #expect(
      try words { try write(file([("a", 0)], month: "2018-13"), $0) }
        == "found, feature 1: month is “2018-13”. Write it as YYYY-MM.")
    #expect(
      try words { try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: true) }
        == "found: The folder holds no GeoJSON file. Name the folder of monthly footprints.")
  }
}
