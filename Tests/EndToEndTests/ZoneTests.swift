import Foundation
import Geodesy
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

/// A site at 54° east, where the UTM zones 39 and 40 meet: Sentinel-2 delivers its west and its east in two CRSs.
@Suite("Passes in two UTM zones", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct ZoneTests {
  private static let latitude = 25.0
  private let ground = AnalyticGround(CRS("EPSG:32639"), seed: 51, shortest: 60)

  /// A tile of 2 km of single bands: content `east` and `north` metres off the ground.
  private func write(_ zone: Int, longitude: Double, day: String, east: Double, north: Double, to folder: String) throws
  {
    let crs = CRS("EPSG:\(32_600 + zone)")
    let corner = try CoordinateTransform(from: .wgs84, to: crs)
      .apply(GeoPoint(longitude: longitude, latitude: Self.latitude + 0.012))
    let grid = Grid(
      columns: 260, rows: 260,
      geotransform: Geotransform([
        (corner.easting / 10).rounded() * 10, 10, 0, (corner.northing / 10).rounded() * 10, 0, -10,
      ]), crs: crs)
    let name = "S2A_\(zone)RZZ_\(day.filter { $0 != "-" })_0_L2A"
    let place = folder + "/" + name
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    let assets = try ["B02", "B03", "B04"].map { band in
      try ground.moved(east: east, north: north).write(grid, to: "\(place)/\(band).tif")
      return #""\#(band)": {"href": "./\#(band).tif", "raster:bands": [{"scale": 0.0001, "offset": -0.01}]}"#
    }
    try """
    {"type": "Feature", "stac_version": "1.0.0", "id": "\(name)", "properties": {"datetime": "\(day)T06:41:\(zone)Z",
     "platform": "sentinel-2a"}, "assets": {\(assets.joined(separator: ", "))}}
    """.write(toFile: place + "/item.json", atomically: true, encoding: .utf8)
  }

  private func site(_ folder: String) throws -> String {
    let (west, south) = (53.997, Self.latitude - 0.002)
    try SitePolygon.write(
      [(west, south), (west + 0.006, south), (west + 0.006, south + 0.004), (west, south + 0.004)],
      to: folder + "/site.geojson")
    return folder + "/site.geojson"
  }

  @Test("A site at a zone's edge gets one whole scene a pass, each tile warped from its own zone")
  func seam() throws {
    try withTemporaryFolder { folder in
      let imagery = folder + "/imagery"
      let days = [("2020-03-01", 0.0, 0.0), ("2020-03-11", 14.0, -7.0), ("2020-03-21", -23.0, 11.0)]
      for (day, east, north) in days {
        // The western tile ends at 54.0007°, the eastern one begins at 53.9993°.
        try write(39, longitude: 53.975, day: day, east: east, north: north, to: imagery)
        try write(40, longitude: 53.9993, day: day, east: east, north: north, to: imagery)
      }
      let path = folder + "/a.case"
      _ = try Program.json("init", path, "--site", try site(folder))
      _ = try Program.json("add", path, imagery)
      let state = try Program.json("prepare", path, "--masks", folder + "/masks")
      let scenes = try #require(state["scenes"]?.arrayValue)
      #expect(scenes.count == 3, "\(scenes)")
      for (scene, day) in zip(scenes, days) {
        #expect(scene["date"]?.stringValue?.hasPrefix(day.0) == true)
        #expect(scene["excluded"] == .null && scene["clear"]?.doubleValue == 1, "\(scene)")
      }
      // Shifts between dates, in pixels of the reference, are those of the content.
      let first = try shift(scenes[0])
      for (index, day) in days.enumerated().dropFirst() {
        let own = try shift(scenes[index])
        #expect(abs(own.columns - first.columns - day.1 / 10) < 0.1, "\(own) \(day)")
        #expect(abs(own.rows - first.rows + day.2 / 10) < 0.1, "\(own) \(day)")
      }
      // Not a pixel of the site's surroundings is missing at the seam.
      let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/masks")
      #expect(names.count == 3)
      for name in names {
        let mask = try RasterFile(opening: folder + "/masks/" + name).read()
        #expect(mask.samples.allSatisfy { $0 == 0 }, "\(name): \(mask.samples.count { $0 != 0 })")
      }
      _ = try Program.json("report", path)
      #expect(CaseFiles(path).html.contains("pictures of one pass in the UTM zones 39 and 40"))
      // A second run finds all of it known, and grows no further scene.
      let again = try Program.json("watch", folder + "/site.geojson", imagery, "-o", path)
      #expect(again.used == 3, "\(again.exclusions)")
    }
  }

  private func shift(_ scene: JSONValue) throws -> (columns: Double, rows: Double) {
    let shift = try #require(scene["shift"], "\(scene)")
    return (try #require(shift["columns"]?.doubleValue), try #require(shift["rows"]?.doubleValue))
  }

  @Test("Where only one zone's tile covers the site it is a scene like any other")
  func oneSide() throws {
    try withTemporaryFolder { folder in
      let imagery = folder + "/imagery"
      for (day, east) in [("2020-03-01", 0.0), ("2020-03-11", 6)] {
        try write(39, longitude: 53.96, day: day, east: east, north: 0, to: imagery)
        try write(40, longitude: 53.983, day: day, east: east, north: 0, to: imagery)
      }
      let path = folder + "/a.case"
      _ = try Program.json("init", path, "--site", try site(folder))
      _ = try Program.json("add", path, imagery)
      let scenes = try #require(try Program.json("prepare", path)["scenes"]?.arrayValue)
      #expect(scenes.count == 2 && scenes.allSatisfy { $0["clear"]?.doubleValue == 1 }, "\(scenes)")
    }
  }
}
