import Foundation
import Geodesy
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

@Suite("Terrain shadow with --dem", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct TerrainShadowTests {
  private let ground = AnalyticGround(TiltedPicture.crs, seed: 41)

  /// A case of three dates whose items tell the sun: in the east at 30°, in the east at 60°, at the horizon.
  private func makeCase(_ folder: String) throws -> String {
    let imagery = folder + "/imagery"
    try FileManager.default.createDirectory(atPath: imagery, withIntermediateDirectories: true)
    for (day, elevation, scale) in [("2020-03-01", 30.0, 10), ("2020-05-06", 60, 11), ("2020-06-07", 0.4, 12)] {
      try ground.write(try TiltedPicture.grid(), scale: Float(scale), to: "\(imagery)/a_\(day).tif")
      try """
      {"type": "Feature", "stac_version": "1.0.0", "id": "a_\(day)", "properties": {"datetime": "\(day)T06:41:09Z",
       "view:sun_elevation": \(elevation), "view:sun_azimuth": 90}, "assets": {}}
      """.write(toFile: "\(imagery)/a_\(day).json", atomically: true, encoding: .utf8)
    }
    try TiltedPicture.writeSite(to: folder + "/site.geojson")
    let path = folder + "/a.case"
    _ = try Program.json("init", path, "--site", folder + "/site.geojson")
    _ = try Program.json("add", path, imagery)
    return path
  }

  /// Metres of shadow in the middle row of a mask.
  private func length(_ folder: String, _ day: String) throws -> Double {
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.contains(day) })
    let file = try RasterFile(opening: folder + "/" + name)
    let (raster, grid) = (try file.read(), try #require(file.header.grid))
    let row = raster.rows / 2
    let count = (0..<raster.columns).count { raster.samples[row * raster.columns + $0] == 6 }
    return Double(count) * grid.geotransform.columnEasting
  }

  @Test("A plateau's shadow has its length on each date, and is told apart from what is not known")
  func lengths() throws {
    try withTemporaryFolder { folder in
      let path = try makeCase(folder)
      let middle = try TiltedPicture.grid().geotransform.map(PixelPoint(column: 180, row: 180))
      // 60 m high from 150 m east of the site's middle on.
      try TiltedPicture.writeHeights({ $0.easting > middle.easting + 150 ? 60 : 0 }, to: folder + "/heights.tif")
      let plain = try Program.json("prepare", path, "--masks", folder + "/before")
      #expect(plain["scenes"]?.arrayValue?.count == 3)
      #expect(try length(folder + "/before", "2020-03-01") == 0)
      let state = try Program.json("prepare", path, "--dem", folder + "/heights.tif", "--masks", folder + "/masks")
      let long = try length(folder + "/masks", "2020-03-01")
      let short = try length(folder + "/masks", "2020-05-06")
      // The model's pixels of 30 m slope over one of them; a sloping edge is in the shadow too.
      #expect(abs(long - 60 / tan(Double.pi / 6)) < 30, "\(long)")
      #expect(abs(short - 60 / tan(Double.pi / 3)) < 30, "\(short)")
      #expect(long - short > 45, "\(long) \(short)")
      #expect(try length(folder + "/masks", "2020-06-07") == 0)
      let clear = (state["scenes"]?.arrayValue ?? []).compactMap { $0["clear"]?.doubleValue }
      #expect(clear.count == 3)
      _ = try Program.json("report", path)
      #expect(
        CaseFiles(path).html.contains(
          "Terrain shadow: by its time or metadata the sun stood 0.4° above the horizon, too low for it to be reckoned."
        ))
    }
  }

  @Test("A model that ends too near, or is gone, is told in words and stops nothing")
  func faults() throws {
    try withTemporaryFolder { folder in
      let path = try makeCase(folder)
      let whole = try TiltedPicture.grid()
      // Half of the ground, with a ridge that rises towards the end.
      var coefficients = whole.geotransform.coefficients
      (coefficients[1], coefficients[5]) = (30, -30)
      let grid = Grid(columns: 24, rows: 48, geotransform: Geotransform(coefficients), crs: whole.crs)
      let samples = (0..<grid.pixelCount).map { Float($0 % 24 == 3 ? 200 : 0) }
      try RasterWriter.writeGeoTIFF(
        Raster(
          columns: 24, rows: 48, bandCount: 1, samples: samples,
          validity: Mask(columns: 24, rows: 48, repeating: true)), as: .float32, grid: grid, to: folder + "/half.tif")
      _ = try Program.json("prepare", path, "--dem", folder + "/half.tif")
      _ = try Program.json("report", path)
      let html = CaseFiles(path).html
      #expect(
        html.contains("% of the ground has no height, and the elevation model ends where land beyond it could still "))
      try FileManager.default.removeItem(atPath: folder + "/half.tif")
      _ = try Program.json("prepare", path)
      _ = try Program.json("report", path)
      #expect(
        CaseFiles(path).html.contains(
          "Terrain shadow: the case&#39;s elevation model half.tif is not where it was, or holds other heights. Name it "
            + "again with --dem."))
      _ = try Program.json("prepare", path, "--height", "none")
      _ = try Program.json("report", path)
      #expect(!CaseFiles(path).html.contains("Terrain shadow:"))
    }
  }
}
