import Foundation
import Geodesy
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

@Suite("Pictures that are not orthorectified", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct OrthorectifiedTests {
  private let ground = AnalyticGround(TiltedPicture.crs, seed: 31)

  private func site(_ folder: String) throws -> String {
    let path = folder + "/site.geojson"
    try TiltedPicture.writeSite(to: path)
    return path
  }

  /// A case of an orthorectified picture and a tilted one of the same ground.
  private func makeCase(_ folder: String, height: (MapPoint) -> Double) throws -> String {
    let imagery = folder + "/imagery"
    try FileManager.default.createDirectory(atPath: imagery, withIntermediateDirectories: true)
    try ground.write(try TiltedPicture.grid(), to: imagery + "/ortho_2020-03-01.tif")
    try #require(TiltedPicture()).write(ground, height: height, to: imagery + "/tilted_2020-05-06.tif")
    let path = folder + "/a.case"
    _ = try Program.json("init", path, "--site", try site(folder))
    _ = try Program.json("add", path, imagery)
    return path
  }

  private func shift(_ state: JSONValue) throws -> (columns: Double, rows: Double) {
    let scenes = try #require(state["scenes"]?.arrayValue)
    let scene = try #require(scenes.first { $0["file"]?.stringValue?.hasPrefix("tilted") ?? true })
    let shift = try #require(scene["shift"], "\(scene["excluded"] ?? .null)")
    return (try #require(shift["columns"]?.doubleValue), try #require(shift["rows"]?.doubleValue))
  }

  @Test("At the right height a tilted picture lies where the ground is, at a wrong one off by height times slope")
  func stated() throws {
    try withTemporaryFolder { folder in
      let path = try makeCase(folder) { _ in 120 }
      let first = ["prepare", path, "--reference", "ortho_2020-03-01.tif"]
      let right = try shift(try Program.json(arguments: first + ["--height", "120"]))
      #expect(abs(right.columns) < 0.2 && abs(right.rows) < 0.2, "\(right)")
      // What was said is kept, and the report tells it.
      let kept = try shift(try Program.json("prepare", path))
      #expect(kept.columns == right.columns && kept.rows == right.rows)
      _ = try Program.json("report", path)
      let html = CaseFiles(path).html
      #expect(
        html.contains(
          "The picture is not orthorectified; it is placed by its rational polynomials at the stated height of 120 m "
            + "above the ellipsoid. It looks 17° past the vertical: each metre of height moves a place by 0.3 m, and in 9 "
            + "of 10 places what is not known of the heights leaves up to 4.9 m."))
      #expect(html.contains("Relief: pictures that are not orthorectified"))
      #expect(html.contains("1 picture placed by rational polynomials; one height that was stated"))
      // 80 m too low: the ground lies 24 m further right in the picture than it is looked for.
      let pixels = 80 * TiltedPicture.slope / TiltedPicture.gsd
      let wrong = try shift(try Program.json("prepare", path, "--height", "none"))
      #expect(abs(wrong.columns - pixels) < 0.2 && abs(wrong.rows) < 0.3, "\(wrong)")
      _ = try Program.json("report", path)
      #expect(
        CaseFiles(path).html.contains(
          "at 40 m above the ellipsoid, the polynomials&#39; own middle height, since none was given with --height or --dem."
        ))
      let low = try shift(try Program.json("prepare", path, "--height", "-20"))
      #expect(abs(low.columns - 140 * TiltedPicture.slope / TiltedPicture.gsd) < 0.2, "\(low)")
    }
  }

  @Test("Over an elevation model a tilted picture of a slope lies where the ground is")
  func overModel() throws {
    let west = try TiltedPicture.grid().geotransform.map(PixelPoint(column: 0, row: 0)).easting
    let slope = { (point: MapPoint) in 60 + 0.1 * (point.easting - west) }
    try withTemporaryFolder { folder in
      let path = try makeCase(folder, height: slope)
      try TiltedPicture.writeHeights(slope, to: folder + "/heights.tif")
      let found = try shift(
        try Program.json(
          "prepare", path, "--reference", "ortho_2020-03-01.tif", "--dem", folder + "/heights.tif"))
      #expect(abs(found.columns) < 0.2 && abs(found.rows) < 0.2, "\(found)")
      _ = try Program.json("report", path)
      #expect(
        CaseFiles(path).html.contains("over the heights of heights.tif, taken to count from the geoid, which lies "))
      // A model that is gone is an error in words; another word on the height mends it.
      try FileManager.default.removeItem(atPath: folder + "/heights.tif")
      try Program.expectRefusal(
        "prepare", path, "--quiet",
        saying:
          "heights.tif: The case's elevation model is not where it was, or holds other heights. Name it again with "
          + "--dem, or name one height with --height.")
      _ = try Program.json("prepare", path, "--height", "132")
    }
  }

  @Test("Two files are aligned by the same placing, whichever of them is tilted")
  func pair() throws {
    try withTemporaryFolder { folder in
      let (plain, tilted) = (folder + "/plain.tif", folder + "/tilted.tif")
      try ground.write(try TiltedPicture.grid(), to: plain)
      try #require(TiltedPicture()).write(ground, height: { _ in 120 }, to: tilted)
      for files in [[plain, tilted], [tilted, plain]] {
        let right = try Program.json(arguments: ["align"] + files + ["--height", "120"])["scenes"]?.arrayValue?.first
        let shift = try #require(right?["shift"])
        #expect(abs(try #require(shift["columns"]?.doubleValue)) < 0.2, "\(files) \(shift)")
        #expect(abs(try #require(shift["rows"]?.doubleValue)) < 0.2, "\(files) \(shift)")
      }
      let wrong = try Program.json("align", plain, tilted)["scenes"]?.arrayValue?.first?["shift"]
      #expect(abs(try #require(wrong?["columns"]?.doubleValue) - 6) < 0.2, "\(String(describing: wrong))")
    }
  }

  @Test("Elevation models that cannot be used are refused in words")
  func badModels() throws {
    try withTemporaryFolder { folder in
      let path = try makeCase(folder) { _ in 120 }
      try ground.write(try TiltedPicture.grid(gsd: 30, side: 300), bands: 3, to: folder + "/colours.tif")
      try Program.expectRefusal(
        "prepare", path, "--dem", folder + "/colours.tif",
        saying:
          "colours.tif: The file has 3 bands, not one of heights. Give a file with one band of heights in metres, a "
          + "geotransform and a coordinate reference system.")
      try ground.write(try TiltedPicture.grid(gsd: 30, side: 300), to: folder + "/small.tif")
      try Program.expectRefusal(
        "prepare", path, "--dem", folder + "/small.tif", "--quiet",
        saying:
          "small.tif: The elevation model has no heights for all of the ground that is wanted. Give one that covers "
          + "the picture or the site's surroundings, or name one height with --height.")
      let both = try Program.run("prepare", path, "--dem", "a.tif", "--height", "3")
      #expect(both.exit == .code(2))
      #expect(both.complaint.contains("--dem and --height exclude each other: give one."))
      let far = try Program.run("prepare", path, "--height", "12000")
      #expect(far.exit == .code(2) && far.complaint.contains("--height 12000: give metres from -500 to 9000, or none."))
    }
  }
}
