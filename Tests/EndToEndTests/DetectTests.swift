import Foundation
import Geodesy
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

@Suite("Two pictures, no case", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct DetectTests {
  private static let names = ["change.tif", "look.png", "regions.geojson", "score.tif"]

  @Test("With CRS the four files lie on the first picture's grid, and every region on the ground")
  func withCRS() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let json = try Program.json("detect", plant.scene(0), plant.scene(11), "-o", folder + "/out")
      #expect(json["files"]?.arrayValue?.compactMap(\.stringValue).sorted() == Self.names)
      #expect(CaseFiles(folder + "/out").files == Self.names)
      let first = try Picture(plant.scene(0))
      let change = try Picture(folder + "/out/change.tif")
      let score = try Picture(folder + "/out/score.tif")
      #expect(change.grid == first.grid && score.grid == first.grid)
      #expect(Set(change.raster.samples).isSubset(of: [0, 1]))
      #expect(change.raster.validity == score.raster.validity)
      let regions = try document(folder + "/out/regions.geojson")
      #expect(regions["type"] == "FeatureCollection" && regions["frame"] == nil)
      let list = try #require(regions["features"]?.arrayValue)
      #expect(list.count == json["regions"]?.intValue)
      try #require(!list.isEmpty)
      let site = try #require(SitePolygon.first(of: plant.site)?.exterior.first)
      for region in list {
        let point = try #require(region["geometry"]?["coordinates"]?.arrayValue?.first?.arrayValue?.first?.arrayValue)
        #expect(abs((point[0].doubleValue ?? 0) - site.longitude) < 0.05)
        #expect(abs((point[1].doubleValue ?? 0) - site.latitude) < 0.05)
        #expect(region["properties"]?["areaSquareMetres"]?.doubleValue ?? 0 > 0)
      }
    }
  }

  @Test("Without CRS the four files are in pixels, and say so")
  func withoutCRS() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      try Picture(plant.scene(0)).writeScreenshot(to: folder + "/a.png")
      try Picture(plant.scene(11)).writeScreenshot(to: folder + "/b.png")
      let json = try Program.json("detect", folder + "/a.png", folder + "/b.png", "-o", folder + "/out", "--gsd", "10")
      #expect(CaseFiles(folder + "/out").files == Self.names)
      let change = try Picture(folder + "/out/change.tif")
      #expect(change.grid == nil && change.raster.columns == 128 && change.raster.rows == 128)
      let regions = try document(folder + "/out/regions.geojson")
      #expect(regions["frame"] == "pixel")
      let list = try #require(regions["features"]?.arrayValue)
      #expect(list.count == json["regions"]?.intValue)
      for region in list {
        for point in region["geometry"]?["coordinates"]?.arrayValue?.first?.arrayValue ?? [] {
          #expect(point.arrayValue?.allSatisfy { (0...128).contains($0.doubleValue ?? -1) } ?? false)
        }
      }
    }
  }

  @Test("Nothing changes between a picture and itself")
  func itself() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let json = try Program.json("detect", plant.scene(0), plant.scene(0), "-o", folder + "/out")
      #expect(json["regions"] == 0)
      #expect(json["shift"]?["rows"]?.doubleValue == 0 && json["shift"]?["columns"]?.doubleValue == 0)
    }
  }

  @Test("Two screenshots that are equal differ nowhere, and equal ones but for a patch there alone")
  func equalButForPatch() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let picture = try Picture(plant.scene(0))
      try picture.writeScreenshot(to: folder + "/a.png")
      let same = try Program.json("detect", folder + "/a.png", folder + "/a.png", "-o", folder + "/same")
      #expect(same["regions"] == 0 && same["changedShare"]?.doubleValue == 0)
      var patched = picture
      patched.paint(columns: 40..<52, rows: 60..<70)
      try patched.writeScreenshot(to: folder + "/b.png")
      let json = try Program.json("detect", folder + "/a.png", folder + "/b.png", "-o", folder + "/out")
      #expect(json["regions"] == 1)
      let share = try #require(json["changedShare"]?.doubleValue)
      #expect((100...200).contains(share * Double(picture.raster.columns * picture.raster.rows)), "\(share)")
    }
  }

  @Test("Any number of threads gives the same four files")
  func threads() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      for count in ["1", "4"] {
        _ = try Program.json("detect", plant.scene(0), plant.scene(11), "-o", folder + "/" + count, "--threads", count)
      }
      for name in Self.names {
        let one = FileManager.default.contents(atPath: folder + "/1/" + name)
        #expect(one != nil && one == FileManager.default.contents(atPath: folder + "/4/" + name), "\(name)")
      }
    }
  }

  @Test("Pictures that cannot be compared are refused by name, and nothing is written")
  func refusals() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let picture = try Picture(plant.scene(0))
      try picture.write(placed: false, to: folder + "/whole.tif")
      let cut = Raster(
        columns: 100, rows: 100, bandCount: 4, samples: Array(repeating: 7, count: 40_000),
        validity: Mask(columns: 100, rows: 100, repeating: true))
      try RasterWriter.writeGeoTIFF(cut, as: .uint16, grid: nil, to: folder + "/cut.tif")
      try picture.writeScreenshot(to: folder + "/shot.png")
      try Data().write(to: URL(fileURLWithPath: folder + "/empty.tif"))
      let out = folder + "/out"
      let (whole, placed) = (folder + "/whole.tif", plant.scene(0))
      try Program.expectRefusal(
        "detect", whole, folder + "/cut.tif", "-o", out, "--json",
        saying: "cut.tif", "match in size", "100 × 100", "128 × 128", "Cut them")
      try Program.expectRefusal(
        "detect", whole, placed, "-o", out, saying: "whole.tif", "no CRS", "Give both with a CRS")
      try Program.expectRefusal(
        "detect", whole, folder + "/shot.png", "-o", out, saying: "shot.png", "3 bands", "4", "same bands")
      try Program.expectRefusal(
        "detect", placed, folder + "/empty.tif", "-o", out, saying: "empty.tif", "empty (0 bytes)")
      try Program.expectRefusal("detect", placed, folder + "/none.tif", "-o", out, saying: "none.tif")
      let (raster, grid) = (picture.raster, try #require(picture.grid))
      var step = grid.geotransform.coefficients
      step[0] += 200_000
      let far = Grid(columns: grid.columns, rows: grid.rows, geotransform: Geotransform(step), crs: grid.crs)
      try RasterWriter.writeGeoTIFF(raster, as: .uint16, grid: far, noData: 0, to: folder + "/far.tif")
      try Program.expectRefusal(
        "detect", placed, folder + "/far.tif", "-o", out, saying: "far.tif", "no ground in common", "of one place")
      let unseen = Raster(
        columns: raster.columns, rows: raster.rows, bandCount: raster.bandCount, samples: raster.samples,
        validity: Mask(columns: raster.columns, rows: raster.rows, repeating: false))
      try RasterWriter.writeGeoTIFF(unseen, as: .uint16, grid: nil, noData: 0, to: folder + "/unseen.tif")
      try Program.expectRefusal(
        "detect", whole, folder + "/unseen.tif", "-o", out, saying: "unseen.tif", "share 0 pixels", "fewer than 200")
      #expect(!FileManager.default.fileExists(atPath: out))
    }
  }

  @Test("Each kind says how it looked and why, and the form follows the size of a pixel")
  func kinds() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      func method(_ more: String...) throws -> JSONValue {
        let json = try Program.json(
          arguments: ["detect", plant.scene(0), plant.scene(11), "-o", folder + "/out"] + more)
        let regions = try document(folder + "/out/regions.geojson")
        #expect(regions["method"] == json["method"])
        return try #require(json["method"])
      }
      #expect(try method()["name"] == "irMad")
      let built = try method("--kind", "built", "--false-alarm-rate", "5e-3")
      #expect(built["name"] == "builtByColour" && built["falseAlarmRate"]?.doubleValue == 5e-3)
      #expect(built["why"]?.stringValue?.contains("shows no shape of a building") == true)
      try Picture(plant.scene(0)).writeScreenshot(to: folder + "/a.png")
      try Picture(plant.scene(11)).writeScreenshot(to: folder + "/b.png")
      let shots = ["detect", folder + "/a.png", folder + "/b.png", "-o", folder + "/shots", "--kind", "built"]
      #expect(try Program.json(arguments: shots)["method"]?["name"] == "builtByShape")
      #expect(try Program.json(arguments: shots + ["--gsd", "10"])["method"]?["name"] == "builtByColour")
    }
  }

  @Test("A band that comes twice is left out and named; a picture of one value is refused, and so is one of nothing")
  func singular() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let (first, second) = (try Picture(plant.scene(0)), try Picture(plant.scene(11)))
      func write(_ picture: Picture, _ name: String, _ change: (inout [Float], Int) -> Void) throws -> String {
        var raster = picture.raster
        change(&raster.samples, raster.columns * raster.rows)
        let path = folder + "/" + name
        try RasterWriter.writeGeoTIFF(raster, as: .uint16, grid: nil, noData: 0, to: path)
        return path
      }
      let doubled = try write(first, "twice.tif") { samples, count in
        for pixel in 0..<count { samples[3 * count + pixel] = samples[pixel] }
      }
      let plain = try write(second, "plain.tif") { _, _ in }
      let flat = try write(second, "flat.tif") { samples, _ in samples = samples.map { _ in 9 } }
      let json = try Program.json("detect", doubled, plain, "-o", folder + "/out")
      #expect(
        json["method"]?["why"]?.stringValue?.contains("Band 4 of twice.tif is left out: it is constant, or") == true)
      try Program.expectRefusal(
        "detect", doubled, flat, "-o", folder + "/none", saying: "flat.tif", "one value", "shows something there")
      #expect(!FileManager.default.fileExists(atPath: folder + "/none"))
    }
  }

  @Test("A case's regions come with bracket, sign and scenes, and the object says why that method")
  func ofCase() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let path = folder + "/plant.case"
      _ = try Program.json("init", path, "--site", plant.site)
      _ = try Program.json("add", path, plant.imagery)
      let json = try Program.json("detect", path)
      #expect(json["stacks"]?.arrayValue?.first?["method"] == "steps")
      let document = try document(path + "/" + #require(json["file"]?.stringValue))
      let regions = try #require(document["features"]?.arrayValue)
      #expect(regions.count == json["regions"]?.intValue && !regions.isEmpty)
      _ = try Program.json("detect", path, "--threads", "1")
      #expect(try self.document(path + "/" + #require(json["file"]?.stringValue)) == document)
      for region in regions {
        let properties = try #require(region["properties"])
        #expect(["brighter", "darker"].contains(properties["sign"]?.stringValue))
        #expect(properties["notAfter"]?.stringValue != nil && properties["scenesFor"]?.arrayValue?.isEmpty == false)
        #expect(properties["score"]?.doubleValue ?? 0 >= 3)
      }
      // Two dates: another way of looking, which says so.
      let few = folder + "/few.case"
      _ = try Program.json("init", few, "--site", plant.site)
      _ = try Program.json("add", few, plant.scene(0), plant.scene(11))
      let pair = try Program.json("detect", few, "--false-alarm-rate", "1e-4")
      #expect(pair["stacks"]?.arrayValue?.first?["method"] == "irMad")
      #expect(pair["stacks"]?.arrayValue?.first?["why"]?.stringValue?.hasPrefix("2 dates: compared by IR-MAD") == true)
    }
  }

  @Test("Where a series spans seasons enough, each region says what a harmonic model makes of it")
  func seasons() throws {
    try withTemporaryFolder { folder in
      _ = try Program.json(
        "simulate", "-o", folder + "/plant", "--seed", "1412", "--dates", "48", "--years", "3", "--size", "160")
      let path = folder + "/plant.case"
      _ = try Program.json("init", path, "--site", folder + "/plant/site.geojson")
      _ = try Program.json("add", path, folder + "/plant/imagery")
      let json = try Program.json("detect", path)
      let document = try document(path + "/" + #require(json["file"]?.stringValue))
      let answers = (document["features"]?.arrayValue ?? []).compactMap {
        $0["properties"]?["seasons"]?["says"]?.stringValue
      }
      #expect(!answers.isEmpty && answers.count == json["regions"]?.intValue)
      #expect(answers.contains("confirms"))
      #expect(Set(answers).isSubset(of: ["confirms", "silent", "cannotTell"]))
    }
  }

  @Test("A case without pictures, with one date, and options of the other form are refused")
  func misuseOfCase() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let path = folder + "/one.case"
      _ = try Program.json("init", path, "--site", plant.site)
      try Program.expectRefusal("detect", path, saying: "no pictures yet", "telltale add")
      _ = try Program.json("add", path, plant.scene(0))
      try Program.expectRefusal("detect", path, saying: "change needs at least 2")
      for (arguments, word) in [
        ([path, "--kind", "built"], "belong to two pictures"), (["a.tif", "b.tif"], "results with --output"),
        (["a", "b", "c", "-o", folder], "3 names"), (["a", "b", "-o", folder, "--kind", "roof"], "built"),
      ] {
        let run = try Program.run(["detect"] + arguments)
        #expect(run.exit == .code(2) && run.complaint.contains(word), "\(run.complaint)")
      }
    }
  }

  private func document(_ path: String) throws -> JSONValue {
    try JSONValue(parsing: #require(FileManager.default.contents(atPath: path)))
  }
}
