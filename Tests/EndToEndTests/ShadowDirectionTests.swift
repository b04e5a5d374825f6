import Foundation
import Geodesy
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

@Suite("The direction of shadows", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct ShadowDirectionTests {
  /// Bright halls at random places, whose shadows fall northwards.
  /// - Parameter mark: value of the first pixel, so that no two files are the same.
  private func write(to path: String, seed: UInt64, mark: Float, on grid: Grid) throws {
    var state = seed
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    var samples = (0..<grid.pixelCount).map { _ in Float(900 + 60 * uniform()) }
    for _ in 0..<260 {
      let (left, top) = (Int(uniform() * Double(grid.columns - 40)), 10 + Int(uniform() * Double(grid.rows - 40)))
      let (width, height) = (6 + Int(uniform() * 10), 6 + Int(uniform() * 10))
      for column in left..<left + width {
        for row in top - 5..<top { samples[row * grid.columns + column] = 300 }
        for row in top..<top + height { samples[row * grid.columns + column] = 1_700 }
      }
    }
    samples[0] = mark
    try RasterWriter.writeGeoTIFF(
      Raster(
        columns: grid.columns, rows: grid.rows, bandCount: 1, samples: samples,
        validity: Mask(columns: grid.columns, rows: grid.rows, repeating: true)), as: .uint16, grid: grid, to: path)
  }

  @Test("A scene whose shadows contradict its time is remarked; one at noon, and one of a day alone, are not")
  func contradiction() throws {
    try withTemporaryFolder { folder in
      let imagery = folder + "/imagery"
      try FileManager.default.createDirectory(atPath: imagery, withIntermediateDirectories: true)
      // Shadows fall north where the sun stands in the south: at 08:20 UTC there, not at 05:00.
      for (index, name) in ["noon_20201221T082000", "morning_20201222T050000", "day_20201223"].enumerated() {
        try write(to: "\(imagery)/\(name).tif", seed: 5, mark: Float(index), on: try TiltedPicture.grid())
      }
      try TiltedPicture.writeSite(to: folder + "/site.geojson")
      let path = folder + "/a.case"
      _ = try Program.json("init", path, "--site", folder + "/site.geojson")
      _ = try Program.json("add", path, imagery)
      for _ in 0..<2 {
        let state = try Program.json("prepare", path)
        #expect(state["scenes"]?.arrayValue?.count == 3, "\(state)")
        _ = try Program.json("report", path)
        let html = CaseFiles(path).html
        #expect(html.components(separatedBy: "Its shadows lie along ").count == 2)
        #expect(
          html.contains(
            "and the sun of 2020-12-22T05:00:00Z stood at 131° there: the time, the place or the picture&#39;s turn is not "
              + "what is claimed."))
      }
    }
  }
}
