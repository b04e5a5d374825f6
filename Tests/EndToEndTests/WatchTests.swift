import Foundation
import Geodesy
import Provenance
import Quantities
import TelltaleTestSupport
import Testing
import Vectors

@Suite("The main job", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct WatchTests {
  @Test("--json prints one object of the contract's form, and summary.json is the same object")
  func summary() throws {
    let plant = try Plant.shared()
    let json = plant.summary
    #expect(plant.printed.complaint.isEmpty)
    #expect(json.keys == ["case", "features", "report", "scenes"])
    #expect(json["scenes"]?.keys == ["excluded", "used"])
    #expect(json["case"] == "watched")
    #expect(json["report"] == "reports/latest/report.html")
    let excluded = try #require(json["scenes"]?["excluded"]?.arrayValue)
    #expect(excluded.allSatisfy { $0.keys == ["code", "file", "reason"] })
    #expect(try #require(json.used) + excluded.count == plant.scenes.count)
    #expect(try #require(json.used) >= 8)
    let changes = try plant.watched.featureList().filter { $0["properties"]?["change"] != .null }
    #expect(json["features"]?.intValue == changes.count)
    #expect(try JSONValue(parsing: #require(plant.watched.summary)) == json)
  }

  @Test("--quiet says nothing, and without it the report's path is told")
  func words() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let path = try plant.watched.copied(to: folder + "/a.case").path
      let quiet = try Program.run("report", path, "--quiet")
      #expect(quiet.exit == .code(0))
      #expect(quiet.output.isEmpty && quiet.complaint.isEmpty)
      let plain = try Program.run("watch", plant.site, plant.imagery, "-o", path)
      #expect(plain.exit == .code(0))
      #expect(plain.output.contains("a.case/reports/latest/report.html"))
      #expect(plain.complaint.isEmpty)
    }
  }

  @Test(
    "Pictures that reach only a little beyond their site are aligned and used all the same")
  func smallPictures() throws {
    try withTemporaryFolder { folder in
      let plant = folder + "/plant"
      _ = try Program.json("simulate", "--seed", "7", "--size", "128", "--dates", "12", "-o", plant)
      let json = try Program.json("watch", plant + "/site.geojson", plant + "/imagery", "-o", folder + "/a.case")
      // Of the same plant, sky and dates at 10 m a pixel, 11 of 12 are used.
      #expect(try #require(json.used) >= 9, "\(json.exclusions)")
    }
  }

  static let properties: Set<String> = [
    "id", "kind", "kindReasons", "change", "parent", "notBefore", "notAfter", "area", "ratios", "score", "scenesFor",
    "scenesAgainst", "notObservable", "status",
  ]

  @Test("Every feature has the contract's properties with the contract's words")
  func features() throws {
    let plant = try Plant.shared()
    let features = try plant.watched.featureList()
    try #require(features.contains { $0["properties"]?["change"] != .null })
    let works = Set(features.filter { $0["properties"]?["kind"] == "works" }.compactMap { $0["id"]?.stringValue })
    for feature in features {
      let properties = try #require(feature["properties"])
      #expect(Self.properties.isSubset(of: properties.keys), "\(properties.keys)")
      #expect(properties["id"] == feature["id"])
      #expect(["works", "building", "clearedGround", "crane", "unknown"].contains(properties["kind"]?.stringValue))
      let change = properties["change"]
      #expect(change == .null || ["built", "removed", "altered", "cleared"].contains(change?.stringValue))
      #expect(properties["parent"]?.stringValue.map { works.contains($0) } ?? true)
      #expect(properties["status"] == "candidate")
      #expect(properties["score"]?.doubleValue != nil)
      #expect(!(properties["kindReasons"]?.arrayValue ?? []).isEmpty || properties["kind"] == "works")
      expectBracket(properties)
      expectArea(properties["area"])
      for reason in properties["notObservable"]?.arrayValue ?? [] { #expect(reason.keys == ["reason", "scene"]) }
    }
    #expect(Set(features.compactMap { $0["id"]?.stringValue }).count == features.count)
  }

  private func expectBracket(_ properties: JSONValue) {
    let dates = ["notBefore", "notAfter"].map { properties[$0]?.stringValue }
    let times = dates.map { $0.flatMap { Timestamp(iso8601: $0) } }
    for (date, time) in zip(dates, times) { #expect((date == nil) == (time == nil), "\(date ?? "")") }
    if let from = times[0], let to = times[1] { #expect(from <= to) }
  }

  private func expectArea(_ area: JSONValue?) {
    if area?.keys == ["refused"] { return }
    #expect(area?.keys == ["high", "level", "low", "method", "unit", "value"])
    #expect(area?["unit"] == "m2" && area?["level"]?.doubleValue == 0.9)
    let numbers = ["low", "value", "high"].compactMap { area?[$0]?.doubleValue }
    #expect(numbers.count == 3 && numbers == numbers.sorted())
    #expect(numbers.first ?? 0 > 0)
  }

  @Test("Outlines are RFC 7946: closed, exterior counterclockwise, at most 7 decimals, on the site")
  func outlines() throws {
    let plant = try Plant.shared()
    let site = try #require(SitePolygon.first(of: plant.site))
    for feature in try plant.watched.featureList() {
      let geometry = try #require(feature["geometry"])
      let lists = geometry["coordinates"]?.arrayValue ?? []
      let polygons = geometry["type"] == "Polygon" ? [JSONValue.array(lists)] : lists
      for polygon in polygons {
        let exterior = try #require(polygon.arrayValue?.first?.arrayValue).map {
          GeoPoint(longitude: $0.arrayValue?[0].doubleValue ?? .nan, latitude: $0.arrayValue?[1].doubleValue ?? .nan)
        }
        #expect(exterior.first == exterior.last)
        #expect(Rings.isCounterclockwise(Array(exterior.dropLast())))
      }
      let outline = try GeoJSON.polygons(from: geometry)
      #expect(Overlay.areas(of: outline, and: [site]).intersection > 0)
    }
    let text = String(decoding: try #require(plant.watched.features), as: UTF8.self)
    #expect(try text.firstMatch(of: Regex(#"\[-?\d+(\.\d+)?,-?\d+(\.\d+)?\]"#)) != nil)
    #expect(try text.firstMatch(of: Regex(#"[\[,]-?\d+\.\d{8,}[\],]"#)) == nil)
  }

  @Test(
    "The case is a GeoPackage whose layers other programs list",
    .enabled(if: Tool.ogrinfo != nil, "skipped: ogrinfo is not installed"))
  func geoPackage() throws {
    let plant = try Plant.shared()
    let listed = try RunningProgram(#require(Tool.ogrinfo), ["-ro", "-q", plant.watched.path + "/case.gpkg"]).wait()
    #expect(listed.exit == .code(0))
    #expect(!listed.complaint.contains("ERROR") && !listed.complaint.contains("Warning"), "\(listed.complaint)")
    for layer in ["sites", "scenes", "features", "observations"] {
      #expect(listed.output.contains(": \(layer)"), "\(listed.output)")
    }
    let counting = ["-ro", "-so", plant.watched.path + "/case.gpkg", "scenes"]
    let rows = try RunningProgram(#require(Tool.ogrinfo), counting).wait()
    #expect(rows.output.contains("Feature Count: \(plant.scenes.count)"))
  }

  @Test("Of five dates a new building is named and dated, and its area refused: its shadow may be in the outline")
  func fewDates() throws {
    try withTemporaryFolder { folder in
      _ = try Program.json("simulate", "-o", folder + "/plant", "--seed", "1412")
      let all = try FileManager.default.contentsOfDirectory(atPath: folder + "/plant/imagery").sorted()
      let scenes = (0..<5).map { folder + "/plant/imagery/" + all[(all.count - 1) * $0 / 4] }
      let files = CaseFiles(folder + "/few.case")
      _ = try Program.json(arguments: ["watch", folder + "/plant/site.geojson"] + scenes + ["-o", files.path])
      let features = try JSONValue(parsing: #require(files.features))["features"]?.arrayValue ?? []
      let changed = features.compactMap { $0["properties"] }.filter { $0["change"] != .null }
      #expect(changed.contains { $0["kind"] == "building" && $0["change"] == "built" })
      for feature in changed {
        let reason = feature["area"]?["refused"]?.stringValue
        #expect(reason?.hasSuffix("dates are too few to tell a thing from its shadow") == true)
        #expect(feature["ratios"] == [] && feature["notAfter"]?.stringValue != nil)
      }
    }
  }
}

/// Programs beside telltale that some tests look through.
enum Tool {
  static let ogrinfo = find("ogrinfo")
  static let unshare = find("unshare")

  private static func find(_ name: String) -> String? {
    ["/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + name }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
