import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@Suite("export", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct ExportTests {
  /// What a SMART site or observation must have; from the specification of the programme's site models.
  private static let siteMembers = [
    "type", "region_id", "site_id", "version", "mgrs", "status", "start_date", "end_date", "model_content",
    "originator",
  ]
  private static let observationMembers = [
    "type", "observation_date", "source", "sensor_name", "current_phase", "is_occluded", "is_site_boundary",
  ]
  private static let phases = [
    "No Activity", "Site Preparation", "Active Construction", "Post Construction", "Unknown",
  ]

  private func site(_ json: JSONValue) throws {
    let features = try #require(json["features"]?.arrayValue)
    let site = try #require(features.first)
    let properties = try #require(site["properties"])
    for name in Self.siteMembers { #expect(properties[name] != nil, "\(name)") }
    #expect(site["geometry"]?["type"] == "Polygon" && properties["type"] == "site")
    #expect(properties["validated"] == "False" && properties["model_content"] == "proposed")
    let dates = features.dropFirst().compactMap { $0["properties"]?["observation_date"]?.stringValue }
    #expect(dates == dates.sorted() && Set(dates).count == dates.count && dates.count == features.count - 1)
    #expect(properties["start_date"]?.stringValue == dates.first && properties["end_date"]?.stringValue == dates.last)
    var order = 0
    for observation in features.dropFirst() {
      let properties = try #require(observation["properties"])
      for name in Self.observationMembers { #expect(properties[name] != nil, "\(name)") }
      #expect(observation["geometry"]?["type"] == "MultiPolygon" && properties["is_site_boundary"] == "True")
      let phase = try #require(Self.phases.firstIndex { $0 == properties["current_phase"]?.stringValue })
      #expect(phase >= order)
      order = phase
    }
  }

  @Test("SMART models hold the works with a phase for every date that saw them, and the region lists them")
  func smart() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let copy = try plant.watched.copied(to: folder + "/a.case")
      let json = try Program.json(
        "export", copy.path, "--format", "smart", "-o", folder + "/out", "--region", "AE_R001")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/out/site_models").sorted()
      #expect(!names.isEmpty && json["count"]?.intValue == names.count)
      #expect(names.first == "AE_R001_0000.geojson")
      for name in names {
        let path = folder + "/out/site_models/" + name
        try site(JSONValue(parsing: #require(FileManager.default.contents(atPath: path))))
      }
      let region = try JSONValue(
        parsing: #require(FileManager.default.contents(atPath: folder + "/out/region_models/AE_R001.geojson")))
      let summaries = try #require(region["features"]?.arrayValue)
      #expect(summaries.first?["properties"]?["type"] == "region" && summaries.count == names.count + 1)
      #expect(summaries.dropFirst().allSatisfy { $0["properties"]?["type"] == "site_summary" })
      // Again gives the same bytes; without a region the name says that there is none.
      let before = FileManager.default.contents(atPath: folder + "/out/site_models/" + names[0])
      _ = try Program.json("export", copy.path, "--format", "smart", "-o", folder + "/out", "--region", "AE_R001")
      #expect(FileManager.default.contents(atPath: folder + "/out/site_models/" + names[0]) == before)
      _ = try Program.json("export", copy.path, "--format", "smart", "-o", folder + "/none")
      #expect(FileManager.default.fileExists(atPath: folder + "/none/site_models/ZZ_Rxxx_0000.geojson"))
    }
  }

  @Test("GeoJSON is the report's own collection")
  func geoJSON() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let copy = try plant.watched.copied(to: folder + "/a.case")
      _ = try Program.json("export", copy.path, "--format", "geojson", "-o", folder + "/f.geojson")
      #expect(FileManager.default.contents(atPath: folder + "/f.geojson") == plant.watched.features)
    }
  }

  @Test("A case without a report, a region of another form, a place that cannot be written: said, with the mend")
  func refusals() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      _ = try Program.json("init", folder + "/empty.case", "--site", plant.site)
      let empty = try Program.run("export", folder + "/empty.case", "--format", "smart", "-o", folder + "/out")
      #expect(empty.exit == .code(1))
      #expect(
        empty.complaint.contains(
          "Nothing was looked for in this case yet, so there is nothing to export. Run watch or report on it first."))
      let region = try Program.run(
        "export", plant.watched.path, "--format", "smart", "-o", folder + "/out", "--region", "../etc")
      #expect(region.exit == .code(2))
      #expect(region.complaint.contains("--region ../etc: give two letters, _R and three digits, such as AE_R001."))
      let copy = try plant.watched.copied(to: folder + "/a.case")
      try Data().write(to: URL(fileURLWithPath: folder + "/file"))
      let blocked = try Program.run("export", copy.path, "--format", "smart", "-o", folder + "/file")
      #expect(blocked.exit == .code(1) && blocked.complaint.contains("The export could not be written"))
    }
  }

  @Test("Nothing is written into the case itself, nor over a file of another form; an earlier export is")
  func places() throws {
    try withTemporaryFolder { folder in
      let copy = try Plant.shared().watched.copied(to: folder + "/a.case")
      let before = try #require(FileManager.default.contents(atPath: copy.path + "/case.gpkg"))
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: copy.path)
      let letter = folder + "/letter.txt"
      try Data("dear".utf8).write(to: URL(fileURLWithPath: letter))
      for place in [copy.path + "/case.gpkg", copy.path + "/new.csv", folder + "/link/new.csv", letter] {
        let run = try Program.run("export", copy.path, "--format", "csv", "-o", place)
        #expect(run.exit == .code(1) && run.complaint.contains("written over"), "\(run.complaint)")
      }
      #expect(FileManager.default.contents(atPath: copy.path + "/case.gpkg") == before)
      #expect(!FileManager.default.fileExists(atPath: copy.path + "/new.csv"))
      #expect(FileManager.default.contents(atPath: letter) == Data("dear".utf8))
      #expect(try Program.run("stamp", copy.path, "--request", letter).exit == .code(1))
      for _ in 1...2 { _ = try Program.json("export", copy.path, "--format", "csv", "-o", folder + "/t.csv") }
    }
  }
}
