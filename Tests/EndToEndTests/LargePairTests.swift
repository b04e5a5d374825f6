import Foundation
import Geodesy
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

/// Two pictures that do not fit the memory: compared piece by piece.
@Suite("Large pairs", .serialized, .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct LargePairTests {
  private static let side = 1_400
  /// Squares of 30 pixels that are there in the second picture alone: those at 768 lie across the pieces of 256 MiB.
  private static let built = [
    (row: 753, column: 900), (row: 1_000, column: 753), (row: 753, column: 1_250), (row: 1_250, column: 1_100),
    (row: 300, column: 1_000), (row: 1_040, column: 300), (row: 1_340, column: 760),
  ]
  private static let square = 30
  /// Of the first picture nothing is known here: more than the first piece.
  private static let absent = 800

  private static func mixed(_ number: UInt64) -> Double {
    var mixed = number &* 0x9e37_79b9_7f4a_7c15
    mixed ^= mixed >> 31
    mixed = mixed &* 0xbf58_476d_1ce4_e5b9
    mixed ^= mixed >> 29
    return Double(mixed >> 11) / Double(1 << 53) - 0.5
  }

  /// Ground in cells of 5 pixels, different in each band, and noise of the picture's own.
  private static func write(
    _ seed: UInt64, gain: Double, built: Bool, placed: Bool, flat: Bool = false, to path: String
  ) throws {
    var samples: [Float] = []
    samples.reserveCapacity(4 * side * side)
    for band in 0..<4 {
      for row in 0..<side {
        for column in 0..<side {
          let cell = UInt64(row / 5 * 1_000 + column / 5)
          let ground = 1_500 + 700 * mixed(cell) + 200 * mixed(cell << 20 | UInt64(band))
          let noise = 60 * mixed(seed << 40 | UInt64((band * side + row) * side + column))
          samples.append(flat ? 9 : Float(gain * ground + noise).rounded())
        }
      }
    }
    if built {
      for corner in Self.built {
        for band in 0..<4 {
          for row in corner.row..<corner.row + square {
            let start = (band * side + row) * side + corner.column
            for index in start..<start + square { samples[index] = [2_600, 2_100, 1_500, 2_900][band] }
          }
        }
      }
    }
    let flags = (0..<side * side).map { built || flat || $0 % side >= absent || $0 / side >= absent }
    let grid = Grid(
      columns: side, rows: side, geotransform: Geotransform([300_000, 10, 0, 2_780_000, 0, -10]), crs: CRS("EPSG:32640")
    )
    try RasterWriter.writeGeoTIFF(
      Raster(
        columns: side, rows: side, bandCount: 4, samples: samples,
        validity: Mask(columns: side, rows: side, flags: flags)), as: .uint16, grid: placed ? grid : nil, noData: 0,
      to: path)
  }

  @Test("Within 256 MiB the pieces tell what the whole does, each square is one region, and memory keeps to the limit")
  func pieces() throws {
    try withTemporaryFolder { folder in
      try Self.write(1, gain: 1, built: false, placed: true, to: folder + "/a.tif")
      try Self.write(2, gain: 0.8, built: true, placed: true, to: folder + "/b.tif")
      let pair = ["detect", folder + "/a.tif", folder + "/b.tif", "--json", "--threads", "2"]
      let whole = try Program.run(pair + ["-o", folder + "/whole", "--memory", "4096"])
      let run = try Program.run(pair + ["-o", folder + "/pieces", "--memory", "256"])
      try #require(whole.exit == .code(0) && run.exit == .code(0), "\(whole.complaint)\(run.complaint)")
      #expect(run.peakMemoryInKiB < 256 << 10, "\(run.peakMemoryInKiB >> 10) MiB")
      let json = try run.json()
      #expect(json["method"]?["pieces"] == ["columns": 768, "compared": 3, "count": 4, "rows": 768])
      #expect(
        json["method"]?["why"]?.stringValue?.contains(
          "compared in 4 pieces of up to 768 × 768 pixels, each with a null of its own. 1 of the pieces shows too little "
            + "to be compared and counts as not seen.") == true)
      #expect(try whole.json()["method"]?["pieces"] == nil)
      // Neither the number of threads nor reduced planes show in the result.
      for part in ["rows", "columns"] {
        let (one, other) = (try whole.json()["shift"]?[part]?.doubleValue, json["shift"]?[part]?.doubleValue)
        #expect(abs((one ?? 9) - (other ?? -9)) < 0.1)
      }
      let alone = try Program.run(
        pair.dropLast() + ["1", "-o", folder + "/alone", "--memory", "256"])
      #expect(alone.exit == .code(0))
      for name in CaseFiles(folder + "/pieces").files {
        let one = FileManager.default.contents(atPath: folder + "/alone/" + name)
        #expect(one != nil && one == FileManager.default.contents(atPath: folder + "/pieces/" + name), "\(name)")
      }
      let (one, other) = (
        try Picture(folder + "/whole/change.tif"), try Picture(folder + "/pieces/change.tif")
      )
      #expect(one.grid == other.grid && one.raster.validity == other.raster.validity)
      let pairs = zip(one.raster.samples, other.raster.samples)
      let (either, both) = (pairs.count { $0 == 1 || $1 == 1 }, pairs.count { $0 == 1 && $1 == 1 })
      #expect(Double(both) >= 0.95 * Double(either), "\(both) of \(either)")
      try expectSquares(folder + "/whole")
      try expectSquares(folder + "/pieces")
      #expect(CaseFiles(folder + "/pieces").files == ["change.tif", "look.png", "regions.geojson", "score.tif"])
    }
  }

  /// Each square that was built is one region, numbered by its first pixel.
  private func expectSquares(_ folder: String) throws {
    let document = try JSONValue(
      parsing: #require(FileManager.default.contents(atPath: folder + "/regions.geojson")))
    let regions = try #require(document["features"]?.arrayValue).filter {
      $0["properties"]?["pixels"]?.intValue ?? 0 > Self.square * Self.square / 2
    }
    #expect(regions.count == Self.built.count)
    for region in regions {
      #expect(abs((region["properties"]?["pixels"]?.intValue ?? 0) - Self.square * Self.square) < 60)
      #expect(region["properties"]?["sign"] == "brighter")
      #expect(abs((region["properties"]?["areaSquareMetres"]?.doubleValue ?? 0) / 90_000 - 1) < 0.08)
    }
  }

  @Test("Without CRS the pieces are windows of both; a picture of one value is refused and nothing is written")
  func withoutCRS() throws {
    let program = try #require(TelltaleExecutable.path)
    try withTemporaryFolder { folder in
      try Self.write(1, gain: 1, built: false, placed: false, to: folder + "/a.tif")
      try Self.write(2, gain: 0.8, built: true, placed: false, to: folder + "/b.tif")
      try Self.write(3, gain: 1, built: false, placed: false, flat: true, to: folder + "/flat.tif")
      let pair = ["detect", folder + "/a.tif", folder + "/b.tif", "--memory", "256", "--gsd", "10", "--threads", "2"]
      let json = try Program.json(arguments: pair + ["-o", folder + "/out", "--kind", "built"])
      #expect(json["method"]?["name"] == "builtByColour")
      let compared = json["method"]?["pieces"]?["compared"]?.intValue ?? 0
      #expect(compared > 1, "\(json["method"] ?? .null)")
      let document = try JSONValue(
        parsing: #require(FileManager.default.contents(atPath: folder + "/out/regions.geojson")))
      #expect(document["frame"] == "pixel" && document["features"]?.arrayValue?.count == json["regions"]?.intValue)
      try Program.expectRefusal(
        "detect", folder + "/a.tif", folder + "/flat.tif", "-o", folder + "/none", "--memory", "256", "--threads", "2",
        saying: "flat.tif", "All that both pictures show has one value in it.")
      #expect(!FileManager.default.fileExists(atPath: folder + "/none"))
      // 512-byte blocks: a MiB, of the several that the scores take.
      let limited = try RunningProgram(
        "/bin/sh", ["-c", "ulimit -f 2048 && exec \"$@\"", "sh", program] + pair + ["-o", folder + "/full", "--json"]
      ).wait()
      #expect(limited.exit == .code(1) && limited.output.isEmpty)
      #expect(
        limited.complaint.hasPrefix("error: \(folder)/full/score.tif: The picture could not be written."),
        "\(limited.complaint)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/full").isEmpty)
    }
  }
}
