import Foundation
import Geodesy
import Provenance
import TelltaleTestSupport
import Testing

@Suite("Measuring from a sketch", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct SketchTests {
  /// Halls of known truth: one scene and its two sketches, each a file of its own.
  private struct Halls {
    let scene: String
    let sketches: [String]
    let truth: [JSONValue]

    init(in folder: String, dates: Int = 1) throws {
      _ = try Program.json(
        "simulate", "--halls", "--gsd", "3", "--size", "160", "--dates", "\(dates)", "--years", "1", "--seed", "51009",
        "-o", folder)
      let site = try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: folder + "/site.geojson")))
      let names = ["hall-A", "hall-B"]
      sketches = try names.map { name in
        let feature = try #require(site["features"]?.arrayValue?.first { $0["id"]?.stringValue == name })
        let file = folder + "/\(name).geojson"
        try Data(feature.prettyText.utf8).write(to: URL(fileURLWithPath: file))
        return file
      }
      let all = try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: folder + "/truth.geojson")))
      truth = try names.map { name in
        try #require(all["features"]?.arrayValue?.first { $0["id"]?.stringValue == name }?["properties"])
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/imagery").sorted()
      scene = folder + "/imagery/" + (try #require(files.first { $0.hasSuffix(".tif") }))
    }
  }

  private func holds(_ estimate: JSONValue?, _ truth: Double?) -> Bool {
    guard let low = estimate?["low"]?.doubleValue, let high = estimate?["high"]?.doubleValue, let truth else {
      return false
    }
    return low <= truth && truth <= high
  }

  @Test("--refine tells area, length, width, direction and height of a sketched hall, and --over the ratio")
  func refines() throws {
    try withTemporaryFolder { folder in
      let halls = try Halls(in: folder)
      let json = try Program.json(
        "measure", halls.scene, "--outline", halls.sketches[0], "--refine", "--over", halls.sketches[1], "--as", "new")
      #expect(
        json.keys == [
          "area", "groundOutline", "height", "lean", "length", "name", "orientation", "perimeter", "ratio",
          "roofOutline", "scenes", "width",
        ])
      #expect(holds(json["area"], halls.truth[0]["area"]?.doubleValue), "\(json["area"]?.compactText ?? "")")
      #expect(holds(json["height"], halls.truth[0]["height"]?.doubleValue), "\(json["height"]?.compactText ?? "")")
      let areas = halls.truth.compactMap { $0["area"]?.doubleValue }
      #expect(holds(json["ratio"], areas[0] / areas[1]), "\(json["ratio"]?.compactText ?? "")")
      #expect(json["ratio"]?["to"] == "hall-B" && json["orientation"]?["unit"] == "deg")
    }
  }

  @Test("On a case the dates are put together, and the measure enters the ledger")
  func onACase() throws {
    try withTemporaryFolder { folder in
      let halls = try Halls(in: folder, dates: 6)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/imagery").sorted()
        .filter { $0.hasSuffix(".tif") }.map { folder + "/imagery/" + $0 }
      _ = try Program.json("init", folder + "/a.case", "--site", folder + "/site.geojson")
      _ = try Program.run(["add", folder + "/a.case"] + files)
      let one = try Program.json("measure", halls.scene, "--outline", halls.sketches[0], "--refine")
      let many = try Program.json("measure", folder + "/a.case", "--outline", halls.sketches[0], "--refine")
      #expect((many["scenes"]?.arrayValue?.count ?? 0) >= 4)
      func width(_ json: JSONValue) throws -> Double {
        let high = try #require(json["height"]?["high"]?.doubleValue)
        return high - (try #require(json["height"]?["low"]?.doubleValue))
      }
      #expect(try width(many) < width(one))
      #expect(holds(many["area"], halls.truth[0]["area"]?.doubleValue))
      let again = try Program.json(
        "measure", folder + "/a.case", "--outline", halls.sketches[0], "--refine", "--threads", "1")
      #expect(many == again)
    }
  }

  @Test("Sketches outside, of two polygons, or where nothing stands are refused with the reason")
  func refusals() throws {
    try withTemporaryFolder { folder in
      let halls = try Halls(in: folder)
      let ring = try #require(SitePolygon.first(of: halls.sketches[0])).exterior
      let away = folder + "/away.geojson"
      try SitePolygon.write(ring.map { ($0.longitude + 1, $0.latitude) }, to: away)
      try Program.expectRefusal(
        "measure", halls.scene, "--outline", away, "--refine", saying: "The sketch does not lie on the picture.",
        "GeoJSON, longitude first")
      let site = try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: folder + "/site.geojson")))
      let both = JSONValue.object([
        .init("type", "FeatureCollection"),
        .init("features", .array(Array((site["features"]?.arrayValue ?? []).dropFirst()))),
      ])
      let two = folder + "/two.geojson"
      try Data(both.prettyText.utf8).write(to: URL(fileURLWithPath: two))
      try Program.expectRefusal(
        "measure", halls.scene, "--outline", two, "--refine",
        saying: "The sketch holds 2 polygons, and one thing has one.")
    }
  }

  @Test("--refine and --over ask for what they belong to")
  func misuse() throws {
    for (words, complaint) in [
      (["--at", "1,1", "--refine"], "--refine is of --outline: give both."),
      (["--outline", "a", "--over", "b"], "--over is of --refine: give both."),
      (["--outline", "a", "--refine", "--gsd", "3"], "--refine needs a picture with a CRS: leave --gsd out."),
    ] {
      let run = try Program.run(["measure", "a.tif"] + words)
      #expect(run.exit == .code(2) && run.complaint.contains(complaint), "\(run.complaint)")
    }
  }

  @Test("Halls are simulated as asked, and what cannot be is refused")
  func simulates() throws {
    for (words, complaint) in [
      (
        ["--hall", "60x25", "--quiet-twin"],
        "--hall: nothing is built in a --quiet-twin; leave one of them out."
      ),
      (["--halls", "--hall", "60"], "give two lengths such as 60x25"),
      (["--halls", "--hall", "6000x25"], "three tenths of the picture"),
      (["--halls", "--dates", "0"], "give 1 to 400 scenes"), (["--dates", "1"], "give 5 to 400 scenes"),
    ] {
      let run = try Program.run(["simulate", "-o", "/nowhere"] + words)
      #expect(run.exit == .code(2) && run.complaint.contains(complaint), "\(run.complaint)")
    }
  }
}
