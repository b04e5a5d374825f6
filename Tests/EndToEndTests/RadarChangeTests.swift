import Foundation
import Geodesy
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

@Suite(
  "Change in real radar series", .enabled(if: TelltaleExecutable.isPresent, Program.absence),
  .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
struct RadarChangeTests {
  /// The series of one burst, with a block of eight pixels a side that rises by 6 dB from a day on, or without.
  private func writeSeries(raisedFrom day: String?, to folder: String) throws -> Grid {
    let source = try #require(SharedData.folder) + "/sentinel1-rtc"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var grid: Grid?
    let names = try FileManager.default.contentsOfDirectory(atPath: source)
      .filter { $0.contains("292319-IW2") && $0.hasSuffix(".tif") }
    for name in names.sorted() {
      let picture = try Picture(source + "/" + name)
      var raster = picture.raster
      let date = try #require(name.components(separatedBy: "IW2_").last).prefix(8)
      if let day, date >= day {
        for row in 45..<53 { for column in 40..<48 { raster.samples[row * raster.columns + column] *= 4 } }
      }
      try RasterWriter.writeGeoTIFF(raster, as: .float32, grid: picture.grid, noData: .nan, to: folder + "/" + name)
      grid = picture.grid
    }
    return try #require(grid)
  }

  private func site(_ grid: Grid, at path: String) throws {
    let corners = [(25.0, 25.0), (75, 25), (75, 75), (25, 75)].map {
      grid.geotransform.map(PixelPoint(column: $0.0, row: $0.1))
    }
    let points = try CoordinateTransform(from: grid.crs, to: .wgs84).geoPoints(corners)
    try SitePolygon.write(points.map { ($0.longitude, $0.latitude) }, to: path)
  }

  @Test("Where nothing was built no region is invented; a block that rises is found between the right dates")
  func block() throws {
    try withTemporaryFolder { folder in
      for day in [nil, "20230301"] as [String?] {
        let place = folder + "/" + (day ?? "quiet")
        let grid = try writeSeries(raisedFrom: day, to: place + "/imagery")
        try site(grid, at: place + "/site.geojson")
        let path = place + "/a.case"
        _ = try Program.json("init", path, "--site", place + "/site.geojson")
        _ = try Program.json("add", path, place + "/imagery")
        let json = try Program.json("detect", path)
        #expect(json["stacks"]?.arrayValue?.first?["method"] == "omnibus")
        #expect(json["regions"]?.intValue == (day == nil ? 0 : 1))
        guard day != nil else { continue }
        let data = try #require(FileManager.default.contents(atPath: path + "/reports/detect/regions.geojson"))
        let region = try #require(try JSONValue(parsing: data)["features"]?.arrayValue?.first?["properties"])
        #expect(region["notBefore"]?.stringValue?.hasPrefix("2023-01-01") == true)
        #expect(region["notAfter"]?.stringValue?.hasPrefix("2023-10-04") == true)
        #expect(region["sign"] == "appeared")
        // The whole way finds it too, and does not pretend to know what it is.
        let watched = try Program.json("watch", place + "/site.geojson", place + "/imagery", "-o", place + "/w.case")
        #expect(watched["features"] == 1)
        let features = try JSONValue(parsing: #require(CaseFiles(place + "/w.case").features))["features"]
        #expect(features?.arrayValue?.first?["properties"]?["kind"] == "unknown")
      }
    }
  }
}
