import Foundation
import Geodesy
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

/// Scenes that are too large to be held whole: warped strip by strip.
@Suite("Large scenes", .serialized, .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct LargeSceneTests {
  private static let side = 3_000
  private static let gsd = 0.5
  private static let corner = (easting: 300_000.185, northing: 2_780_000.21)

  /// Two pictures of 3,000 × 3,000 pixels and four bands, and a site whose grid lies a few pixels inside them.
  private struct Ground {
    let folder: String
    let scenes: [String]
    var site: String { folder + "/site.geojson" }
  }

  private static let made = Result { () throws -> Ground in
    let folder = place
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: LargeSceneTests.place) }
    let scenes = [folder + "/a_2021-03-01.tif", folder + "/b_2021-04-01.tif"]
    for (index, path) in scenes.enumerated() { try writePicture(seed: UInt64(index + 1), to: path) }
    let ground = Ground(folder: folder, scenes: scenes)
    try writeSite(inset: 510, size: Double(side) * gsd - 1_020, to: ground.site)
    return ground
  }

  private static var place: String {
    FileManager.default.temporaryDirectory.appendingPathComponent("telltale-large-\(getpid())").path
  }

  private static func writeSite(inset: Double, size: Double, to path: String) throws {
    let (west, north) = (corner.easting + inset, corner.northing - inset)
    let ring = [(0, -size), (size, -size), (size, 0), (0, 0)].map {
      MapPoint(easting: west + $0.0, northing: north + $0.1)
    }
    let points = try CoordinateTransform(from: CRS("EPSG:32640"), to: .wgs84).apply(ring)
    try SitePolygon.write(points.map { ($0.easting, $0.northing) }, to: path)
  }

  /// Squares of 24 pixels of one brightness each, waves over them, and noise of the picture's own.
  private static func writePicture(seed: UInt64, side: Int = side, to path: String) throws {
    func mixed(_ number: UInt64) -> UInt64 {
      var mixed = number &* 0x9e37_79b9_7f4a_7c15
      mixed ^= mixed >> 31
      mixed = mixed &* 0xbf58_476d_1ce4_e5b9
      return mixed ^ mixed >> 29
    }
    let across = (0..<side).map { 400 * sin(Double($0) / 37) }
    let down = (0..<side).map { cos(Double($0) / 53) }
    var samples: [Float] = []
    samples.reserveCapacity(4 * side * side)
    for band in 0..<4 {
      for row in 0..<side {
        for column in 0..<side {
          let square = mixed(UInt64(row / 24 * 1_000 + column / 24)) >> 54
          let noise = mixed(seed << 40 | UInt64((band * side + row) * side + column)) >> 58
          let ground = 1_500 + Double(square) + across[column] * down[row]
          samples.append(Float(ground * (1 + 0.1 * Double(band)) + Double(noise)))
        }
      }
    }
    let grid = Grid(
      columns: side, rows: side, geotransform: Geotransform([corner.easting, gsd, 0, corner.northing, 0, -gsd]),
      crs: CRS("EPSG:32640"))
    let raster = Raster(
      columns: side, rows: side, bandCount: 4, samples: samples,
      validity: Mask(columns: side, rows: side, repeating: true))
    try RasterWriter.writeGeoTIFF(raster, as: .uint16, grid: grid, to: path)
  }

  private func makeCase(_ ground: Ground, in folder: String, named name: String = "a.case") throws -> CaseFiles {
    let files = CaseFiles(folder + "/" + name)
    _ = try Program.json("init", files.path, "--site", ground.site)
    _ = try Program.json(arguments: ["add", files.path] + ground.scenes)
    return files
  }

  /// The pixels of the cache's warped scenes, by name.
  private func warped(_ files: CaseFiles) -> [String: Data] {
    let names = files.prepared.keys
    return Dictionary(
      uniqueKeysWithValues: names.map { ($0, FileManager.default.contents(atPath: files.path + "/" + $0)!) })
  }

  @Test("With --memory 256 the whole family of processes stays under 512 MiB; the answer is that of a run with more")
  func memory() throws {
    let ground = try Self.made.get()
    try withTemporaryFolder { folder in
      let small = try makeCase(ground, in: folder)
      let large = try makeCase(ground, in: folder, named: "b.case")
      let program = try Program.start("prepare", small.path, "--json", "--memory", "256", "--threads", "2")
      let peak = FamilyMemory.peakInMiB(of: program)
      let run = program.wait()
      #expect(run.exit == .code(0), "\(run.complaint)")
      // Alignment looks at two planes of 9 million pixels, whatever the memory: they decide the answer.
      #expect(peak < 512, "\(peak) MiB")
      let whole = try Program.run("prepare", large.path, "--json", "--threads", "1")
      #expect(whole.output == run.output)
      #expect(warped(small) == warped(large) && warped(small).count == 2)
    }
  }

  @Test("Killed in the middle of a warp, it does the rest when it is run again", arguments: [SIGKILL, SIGINT])
  func stopped(_ signal: Int32) throws {
    let ground = try Self.made.get()
    try withTemporaryFolder { folder in
      let (files, whole) = (
        try makeCase(ground, in: folder), try makeCase(ground, in: folder, named: "whole.case")
      )
      let wanted = try Program.run("prepare", whole.path, "--json")
      let first = try Program.start("prepare", files.path, "--json")
      while first.isRunning, !files.halfWritten.contains(where: { isBegun(files.path + "/" + $0) }) { usleep(2_000) }
      first.send(signal)
      let end = first.wait()
      #expect(end.exit != .code(0) && end.output.isEmpty)
      #expect(files.prepared.count < 2)
      let rerun = try Program.run("prepare", files.path, "--json")
      #expect(rerun.exit == .code(0), "\(rerun.complaint)")
      #expect(rerun.output == wanted.output)
      #expect(warped(files) == warped(whole))
      #expect(files.halfWritten.isEmpty, "\(files.halfWritten)")
    }
  }

  /// Whether a warped scene's file has some of its pixels.
  private func isBegun(_ path: String) -> Bool {
    let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
    return path.contains(".warp") && size > 1 << 20
  }

  @Test("A disk that is full in the middle of a warp is named with the mend, and nothing half-written stays")
  func fullDisk() throws {
    let ground = try Self.made.get()
    let program = try #require(TelltaleExecutable.path)
    try withTemporaryFolder { folder in
      let files = try makeCase(ground, in: folder)
      // 512-byte blocks: 40 MiB, of the 79 MB that a warped scene takes.
      let limited = try RunningProgram(
        "/bin/sh", ["-c", "ulimit -f 81920 && exec \"$@\"", "sh", program, "prepare", files.path, "--json"]
      ).wait()
      #expect(limited.exit == .code(1))
      #expect(limited.output.isEmpty)
      #expect(limited.complaint.hasPrefix("error: \(files.path)/cache/"), "\(limited.complaint)")
      #expect(
        limited.complaint.hasSuffix(
          ".warp: The disk is full: the warped scene could not be written. Free some space and run again.\n"),
        "\(limited.complaint)")
      #expect(files.halfWritten.isEmpty && files.prepared.isEmpty, "\(files.files)")
      let json = try Program.json("prepare", files.path)
      #expect(json["scenes"]?.arrayValue?.allSatisfy { $0["excluded"] == .null } ?? false)
    }
  }

  @Test("A site of 100 million pixels is refused by watch before a scene is read, with the mend")
  func tooLargeToWatch() throws {
    try withTemporaryFolder { folder in
      try Self.writeSite(inset: 510, size: 4_000, to: folder + "/site.geojson")
      try FileManager.default.createDirectory(atPath: folder + "/imagery", withIntermediateDirectories: true)
      for (index, day) in ["2021-03-01", "2021-04-01"].enumerated() {
        try Self.writePicture(seed: UInt64(index), side: 256, to: folder + "/imagery/\(day).tif")
      }
      try Program.expectRefusal(
        "watch", folder + "/site.geojson", folder + "/imagery", "-o", folder + "/a.case",
        saying: "a site: The site and its margin need 10", " million; change is looked for in at most 36 million.",
        "Split the site into smaller polygons, or give coarser imagery; telltale prepare takes larger sites.")
    }
  }
}
