import Foundation
import Provenance
import TelltaleTestSupport
import Testing

/// Claims on places, and what stands beside assessments: forecasts, capacities, two analysts' agreement.
@Suite("Claims on places, forecasts, capacity, agreement", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct JudgingTests {
  private func write(_ text: String, _ path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  @Test("Absence and pace are claimed of a place with the report's numbers; what the report does not say is refused")
  func places() throws {
    try withTemporaryFolder { folder in
      let copy = try Plant.shared().watched.copied(to: folder + "/a.case")
      _ = try Program.json("report", copy.path)
      let absence = try Program.json(
        "finding", "add", copy.path, "--place", "site", "--says", "absence", "--by", "Kim")
      #expect(absence["sentence"]?.stringValue?.contains("new building over") == true)
      let told = try JSONValue(
        parsing: Data(contentsOf: URL(fileURLWithPath: copy.path + "/reports/latest/observability.json")))
      #expect(
        absence["claim"]?["estimate"]?["value"]?.doubleValue
          == told["zones"]?.arrayValue?.first { $0["id"] == "site" }?["absence"]?["over"]?.doubleValue)
      let pace = try Program.json("finding", "add", copy.path, "--place", "site", "--says", "pace", "--by", "Kim")
      #expect(pace["sentence"]?.stringValue?.contains("m² a month") == true)
      for (arguments, words) in [
        (["--place", "nowhere", "--says", "absence"], "no such thing of a place"),
        (["--place", "site", "--says", "occupied"], "no such thing of a place"),
        (["--place", "site", "--says", "hidden"], "The report does not say it"),
      ] {
        let run = try Program.run(["finding", "add", copy.path, "--by", "Kim"] + arguments)
        #expect(run.exit == .code(1) && run.complaint.contains(words), "\(run.complaint)")
      }
      #expect(try Program.run("finding", "add", copy.path, "--place", "site", "--by", "Kim").exit == .code(2))
    }
  }

  @Test("Forecasts, capacity and agreement are recorded, shown, and refused where the file is wrong, naming the member")
  func judging() throws {
    try withTemporaryFolder { folder in
      let copy = try Plant.shared().watched.copied(to: folder + "/a.case")
      try write(
        #"{"forecasts": [{"statement": "The roof is closed", "probability": 0.7, "due": "2030-06-30"}]}"#,
        folder + "/f.json")
      let forecast = try Program.json("assess", copy.path, "--forecasts", folder + "/f.json", "--by", "Kim")
      #expect(forecast["forecasts"]?.arrayValue?.first?["id"] == "P1")
      try write(
        """
        {"capacities": [{"product": "engines", "floorArea": {"value": 5000, "low": 4600, "high": 5400, "unit": "m2",
          "method": "plan"}, "need": {"kind": "areaPerUnitPerYear", "low": 40, "high": 80, "reasons": ["a peer"]},
          "utilisation": {"low": 0.5, "high": 0.9, "reasons": ["shifts"]}}]}
        """, folder + "/c.json")
      _ = try Program.json("assess", copy.path, "--capacity", folder + "/c.json", "--by", "Kim")
      try write(
        """
        {"analysts": [
          {"name": "Kim", "outlines": {"a": [[0, 0], [40, 0], [40, 30], [0, 30]]}, "labels": {"a": "building"}},
          {"name": "Lee", "outlines": {"a": [[1, 0], [41, 0], [41, 30], [1, 30]]}, "labels": {"a": "building"}}]}
        """, folder + "/g.json")
      let agreement = try Program.json("assess", copy.path, "--agreement", folder + "/g.json", "--by", "Kim")
      #expect(abs((agreement["meanRatio"]?.doubleValue ?? 0) - 39.0 / 41) < 1e-6)
      _ = try Program.json("report", copy.path)
      for words in ["The roof is closed", "engines a year could be made", "share 95 % of the ground"] {
        #expect(copy.html.contains(words), "\(words)")
      }
      // Its outcome takes its place, and the score is told.
      try write(
        """
        {"forecasts": [{"id": "P1", "statement": "The roof is closed", "due": "2020-06-30",
          "revisions": [{"probability": 0.7, "by": "Kim", "at": "2020-01-02"}],
          "resolution": {"outcome": "happened", "by": "Lee", "at": "2020-07-01", "source": "F1"}}]}
        """, folder + "/f2.json")
      _ = try Program.json("assess", copy.path, "--forecasts", folder + "/f2.json", "--by", "Lee")
      _ = try Program.json("report", copy.path)
      #expect(copy.html.contains("Brier"))
      // What is in the table beside assessments is no assessment.
      #expect(try Program.json("assess", copy.path)["assessments"]?.arrayValue == [])
      for (option, text, words) in [
        (
          "--forecasts", #"{"forecasts": [{"statement": "x", "probability": 1.7, "due": "2030-01-01"}]}"#, "probability"
        ),
        ("--capacity", #"{"capacities": [{"product": "x"}]}"#, "floorArea"), ("--agreement", "{}", "analysts"),
        ("--from", "[]", "question"),
      ] {
        try write(text, folder + "/w.json")
        let run = try Program.run("assess", copy.path, option, folder + "/w.json", "--by", "Kim")
        #expect(run.exit == .code(1) && run.complaint.contains(words), "\(run.complaint)")
      }
      #expect(try Program.json("verify", copy.path)["intact"] == true)
    }
  }
}
