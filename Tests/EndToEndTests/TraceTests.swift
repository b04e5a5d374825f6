import Foundation
import Provenance
import TelltaleTestSupport
import Testing

/// Every number and date of the report is found in the bundle, with the pictures, hashes and settings behind it.
@Suite("Numbers traced", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct TraceTests {
  @Test("Each number of the page has its place, its pictures with hashes that are theirs, and its settings")
  func whole() throws {
    try withTemporaryFolder { folder in
      let copy = try Plant.shared().watched.copied(to: folder + "/a.case")
      let feature = try #require(copy.featureList().first { $0["properties"]?["change"]?.stringValue == "built" })
      let id = try #require(feature["id"]?.stringValue)
      _ = try Program.json("finding", "add", copy.path, "--feature", id, "--says", "area", "--by", "Kim")
      _ = try Program.json(
        "finding", "add", copy.path, "--place", "site", "--says", "absence", "--by", "Kim")
      _ = try Program.json(
        "source", "add", copy.path, "--text", "Since 1987 there were 3 halls.", "--title", "Note 14", "--quote",
        "there were 3 halls", "--by", "Kim")
      _ = try Program.json("report", copy.path)
      let bundle = folder + "/bundle"
      _ = try Program.json("export", copy.path, "--format", "bundle", "-o", bundle)
      let traced = try Program.json("trace", bundle, "--number", "")
      #expect(traced["groundless"]?.arrayValue?.map { $0["context"]?.stringValue ?? "" } == [])
      #expect(traced["checked"]?.intValue ?? 0 > 300)
      #expect(traced["settings"]?.arrayValue?.count == 2)

      // The area of the feature leads to the pictures that show it, under the hashes of their files.
      let page = try String(contentsOfFile: bundle + "/report.html", encoding: .utf8)
      let area = try #require(page.firstMatch(of: /: ([\d,]+) m² \(90 %/)?.output.1)
      let lines = try #require(
        Program.json("trace", bundle, "--number", String(area))["numbers"]?.arrayValue)
      let scenes = try #require(lines.first?["scenes"]?.arrayValue)
      #expect(!scenes.isEmpty)
      let imagery = try Plant.shared().imagery
      let hashes = Set(
        try FileManager.default.contentsOfDirectory(atPath: imagery)
          .map { try ContentHash(ofFileAt: imagery + "/" + $0).hexadecimal })
      #expect(scenes.allSatisfy { hashes.contains($0["sha256"]?.stringValue ?? "") })

      // A number that was altered on the page has no ground any more.
      let other = page.replacing(": \(area) m²", with: ": 77,777 m²")
      try Data(other.utf8).write(to: URL(fileURLWithPath: bundle + "/report.html"))
      let run = try Program.run("trace", bundle, "--json")
      #expect(run.exit == .code(3))
      #expect(try run.json()["groundless"]?.arrayValue?.contains { $0["number"] == "77,777" } == true)
    }
  }

  @Test("A redacted edition's numbers are traced too, to what its pictures are committed to")
  func redacted() throws {
    try withTemporaryFolder { folder in
      let copy = try Plant.shared().watched.copied(to: folder + "/a.case")
      _ = try Program.json("report", copy.path)
      let out = folder + "/edition"
      _ = try Program.json("export", copy.path, "--format", "bundle", "--blur-km", "20", "-o", out)
      let traced = try Program.json("trace", out)
      #expect(traced["groundless"]?.arrayValue?.map { $0["context"]?.stringValue ?? "" } == [])
      #expect(traced["checked"]?.intValue ?? 0 > 200)
    }
  }
}
