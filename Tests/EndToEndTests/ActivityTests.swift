import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@Suite("Activity", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct ActivityTests {
  private func activity(_ files: CaseFiles) throws -> JSONValue {
    try JSONValue(
      parsing: FileManager.default.contents(atPath: files.path + "/reports/latest/activity.json") ?? Data())
  }

  @Test("A watched spur tells its length or the reason, date by date, the same on any number of threads")
  func spur() throws {
    try withTemporaryFolder { folder in
      let plant = folder + "/plant"
      let made = try Program.run("simulate", "--seed", "31001", "--size", "160", "--dates", "10", "--rail", "-o", plant)
      try #require(made.exit == .code(0), "\(made.complaint)")
      let files = ["1", "3"].map { CaseFiles(folder + "/\($0).case") }
      for (threads, files) in zip(["1", "3"], files) {
        _ = try Program.json(
          "watch", plant + "/site.geojson", plant + "/imagery", "-o", files.path, "--threads", threads)
      }
      let found = try activity(files[0])
      #expect(try activity(files[1]) == found)
      let line = try #require(found["lines"]?.arrayValue?.first)
      #expect(line["id"]?.stringValue == "rail-spur")
      for scene in try #require(line["scenes"]?.arrayValue) {
        let occupied = try #require(scene["occupied"])
        if let value = occupied["value"]?.doubleValue {
          #expect(occupied["unit"]?.stringValue == "m")
          #expect(occupied["level"]?.doubleValue == 0.9)
          #expect((occupied["low"]?.doubleValue ?? .infinity) <= value && value <= (occupied["high"]?.doubleValue ?? 0))
        } else {
          #expect(occupied["notObservable"]?.stringValue != nil)
        }
      }
      #expect(files[0].html.contains("<h2>Activity</h2>"))
    }
  }

  @Test("Without lines and zones the site itself has an index and a pace") func siteAlone() throws {
    let found = try activity(Plant.shared().watched)
    #expect(found["lines"]?.arrayValue?.isEmpty == true)
    let zone = try #require(found["zones"]?.arrayValue?.first)
    #expect(zone["role"]?.stringValue == "site")
    #expect(
      zone["count"]?["refused"]?.stringValue
        == "Pixels of 10.0 m cannot tell single vehicles apart; a count needs 1 m or better.")
    #expect(found["pace"]?.arrayValue?.count == 1)
  }

  @Test("A line of one point is refused when the site is read") func onePoint() throws {
    try withTemporaryFolder { folder in
      let plant = try Plant.shared()
      let site = try JSONValue(parsing: FileManager.default.contents(atPath: plant.site) ?? Data())
      let line: JSONValue = [
        "type": "Feature", "properties": ["id": "spur", "role": "line"],
        "geometry": ["type": "LineString", "coordinates": [[60.05, 35.05]]],
      ]
      let text = JSONValue.object([
        .init("type", "FeatureCollection"), .init("features", .array((site["features"]?.arrayValue ?? []) + [line])),
      ]).prettyText
      let path = folder + "/site.geojson"
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      let run = try Program.run("watch", path, plant.imagery, "-o", folder + "/a.case")
      #expect(run.exit == .code(1))
      #expect(run.complaint.contains("line"))
    }
  }
}
