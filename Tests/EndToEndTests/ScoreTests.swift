import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@Suite("Scores", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct ScoreTests {
  @Test(
    "The example of the SMART programme: the tables that its scorer printed, within two seconds",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func example() throws {
    let data = try #require(SharedData.folder) + "/smart-example"
    try withTemporaryFolder { folder in
      let arguments = [
        "score", "smart", "--truth", data + "/input/truth", "--proposals", data + "/input/proposals", "--region",
        "BR_R002", "-o", folder + "/out",
      ]
      let start = ContinuousClock.now
      let json = try Program.json(arguments: arguments)
      #expect(ContinuousClock.now - start < .seconds(2))
      #expect(json["region"] == "BR_R002" && json["activity"] == "overall" && json["settings"] == 47)
      #expect(json["best"]?["F1"]?.doubleValue == 0.5714 && json["best"]?["tp sites"] == 2)
      #expect(json["leftOut"] == [])
      let files = (json["files"]?.arrayValue ?? []).compactMap(\.stringValue)
      #expect(CaseFiles(folder + "/out").files.filter { $0.hasSuffix(".csv") } == files.sorted())
      for name in ["bas/scoreboard.csv", "bas/f_scores.csv", "phase_activity/ac_phase_table.csv"] {
        let expected = try String(contentsOfFile: data + "/expected/poly/overall/" + name, encoding: .utf8)
        #expect(try String(contentsOfFile: folder + "/out/" + name, encoding: .utf8) == expected)
      }
      let points = ["--points", data + "/input/truth/point_based_annotations.geojson", "--nearest", "500"]
      let byPoints = try Program.json(arguments: arguments + points)
      #expect(byPoints["settings"] == 1 && byPoints["best"]?["truth sites"] == 4)
      #expect(
        CaseFiles(folder + "/out").files.filter { $0.hasSuffix(".csv") } == ["bas/f_scores.csv", "bas/scoreboard.csv"])
      let words = try Program.run(arguments).output
      #expect(words.hasPrefix("BR_R002: F1 0.5714 at best, precision 0.5, recall 0.6667, at tau 0.2, rho 0.5,"))
      #expect(words.contains("2 of 3 true sites found, 2 false;"))
    }
  }

  private func write(_ features: [(id: String, west: Double, month: String?)], _ path: String) throws {
    let list = features.map { feature -> JSONValue in
      let (west, east) = (7 + feature.west / 1_000, 7.001 + feature.west / 1_000)
      let ring: [JSONValue] = [(west, 50.0), (east, 50), (east, 50.001), (west, 50.001), (west, 50)].map {
        [.number($0.0), .number($0.1)]
      }
      return [
        "type": "Feature",
        "properties": ["id": .string(feature.id), "month": JSONValue(feature.month)],
        "geometry": ["type": "Polygon", "coordinates": .array([.array(ring)])],
      ]
    }
    let document: JSONValue = ["type": "FeatureCollection", "features": .array(list)]
    try Data(document.prettyText.utf8).write(to: URL(fileURLWithPath: path))
  }

  @Test("f1: one to one by most pairs, at the overlap asked for")
  func objects() throws {
    try withTemporaryFolder { folder in
      let (truth, found) = (folder + "/truth.geojson", folder + "/found.geojson")
      try write([("a", 0, nil), ("b", 10, nil)], truth)
      try write([("x", 0.2, nil), ("y", 10.6, nil)], found)
      let json = try Program.json("score", "f1", "--truth", truth, "--proposals", found)
      #expect(json["f1"]?.doubleValue == 0.5 && json["truePositives"] == 1 && json["iou"]?.doubleValue == 0.5)
      #expect(json["matches"]?.arrayValue?.first?["proposal"] == "x")
      let lower = try Program.run("score", "f1", "--truth", truth, "--proposals", found, "--iou", "0.2")
      #expect(
        lower.output.hasPrefix("F1 1 at overlap 0.2: precision 1, recall 1.\n2 of 2 true objects matched one to one"))
      let none = folder + "/none.geojson"
      try Program.expectRefusal(
        "score", "f1", "--truth", none, "--proposals", found, saying: "none.geojson", "no such file")
      try Data("{".utf8).write(to: URL(fileURLWithPath: none))
      try Program.expectRefusal(
        "score", "f1", "--truth", truth, "--proposals", none, saying: "none.geojson", "not JSON")
    }
  }

  @Test("scot: footprints of one file by month, in an object and in words")
  func tracks() throws {
    try withTemporaryFolder { folder in
      let (truth, found) = (folder + "/truth.geojson", folder + "/found.geojson")
      try write([("a", 0, "2018-01"), ("a", 0, "2018-02"), ("b", 10, "2018-02")], truth)
      try write([("1", 0, "2018-01"), ("2", 0, "2018-02"), ("3", 10, "2018-02"), ("3", 10, "2018-03")], found)
      let json = try Program.json("score", "scot", "--truth", truth, "--proposals", found)
      #expect(json["tracking"]?["swaps"] == 1 && json["monthsLeftOut"] == ["2018-03"])
      #expect(json["change"]?["truePositives"] == 1 && json["change"]?["falsePositives"] == 1)
      let words = try Program.run("score", "scot", "--truth", truth, "--proposals", found).output
      #expect(words.contains("1 swap of identity"))
      #expect(words.contains("Left out, as the truth has none of them: 2018-03."))
    }
  }

  @Test(
    "Misuse ends with 2 and says what was wrong",
    arguments: [
      (["smart"], "--truth"), (["smart", "--truth", "a", "--proposals", "b", "--region", "XX_R001"], "--output"),
      (["smart", "--truth", "a", "--proposals", "b", "--region", "../x", "-o", "c"], "no path"),
      (["smart", "--truth", "a", "--proposals", "b", "--region", "X", "-o", "c", "--tau", "2"], "--tau 2.0"),
      (["smart", "--truth", "a", "--proposals", "b", "--region", "X", "-o", "c", "--activity", "some"], "some"),
      (["smart", "--truth", "", "--proposals", "b", "--region", "X", "-o", "c"], "--truth is empty"),
      (["f1", "--truth", "a"], "--proposals"),
      (["f1", "--truth", "a", "--proposals", "b", "--iou", "1.5"], "--iou 1.5"),
      (["scot", "--truth", "a", "--proposals", ""], "--proposals is empty"), (["elo"], "elo"),
      (["smart", "--truth", "a", "--proposals", "b", "--region", "X", "-o", "c", "--nearest", "9"], "--points"),
      (
        ["smart", "--truth", "a", "--proposals", "b", "--region", "X", "-o", "c", "--points", "p", "--tau", "0.2"],
        "leave out --tau"
      ),
    ])
  func misuse(_ arguments: [String], _ words: String) throws {
    let run = try Program.run(["score"] + arguments)
    #expect(run.exit == .code(2) && run.output.isEmpty)
    #expect(run.complaint.contains(words), "\(run.complaint)")
  }

  @Test("Help of each score fits a terminal of 80 columns", arguments: ["smart", "scot", "f1"])
  func width(_ verb: String) throws {
    let help = try Program.run("score", verb, "--help")
    #expect(help.exit == .code(0))
    for line in help.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("What cannot be scored is refused in one line, and nothing is written")
  func refusals() throws {
    try withTemporaryFolder { folder in
      let out = folder + "/out"
      try Program.expectRefusal(
        "score", "smart", "--truth", folder, "--proposals", folder, "--region", "XX_R001", "-o", out,
        saying: "no folder site_models", "Name the folder")
      #expect(!FileManager.default.fileExists(atPath: out))
    }
  }
}
