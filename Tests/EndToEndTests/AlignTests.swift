import Foundation
import Geodesy
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

@Suite("One picture against another", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct AlignTests {
  private static let utm = CRS("EPSG:32640")

  /// North up, 10 m a pixel, at a place in zone 40.
  private static func grid(_ columns: Int = 320, _ rows: Int = 320, east: Double = 0, metres: Double = 10) -> Grid {
    Grid(
      columns: columns, rows: rows, geotransform: Geotransform([400_000 + east, metres, 0, 2_700_000, 0, -metres]),
      crs: utm)
  }

  @Test("--json prints one object of the contract's form")
  func form() throws {
    let ground = AnalyticGround(Self.utm, seed: 5)
    try withTemporaryFolder { folder in
      try ground.write(Self.grid(), to: folder + "/S2A_20200102_a.tif")
      try ground.write(Self.grid(), columns: 2.5, rows: -1.25, to: folder + "/S2B_20210304_b.tif")
      let json = try Program.json("align", folder + "/S2A_20200102_a.tif", folder + "/S2B_20210304_b.tif")
      #expect(json.keys == ["reference", "scenes"])
      #expect(json["reference"] == "S2A_20200102_a.tif")
      let scenes = try #require(json["scenes"]?.arrayValue)
      let scene = try #require(scenes.first)
      #expect(scenes.count == 1)
      #expect(scene.keys == ["clear", "date", "excluded", "file", "gsd", "sensor", "shift", "transform"])
      #expect(scene["file"] == "S2B_20210304_b.tif" && scene["date"] == "2021-03-04")
      #expect(scene["sensor"] == "Sentinel-2B" && scene["excluded"] == .null && scene["clear"]?.doubleValue == 1)
      #expect(abs(try #require(scene["gsd"]?.doubleValue) - 10) < 0.02)
      #expect(scene["shift"]?.keys == ["ce90Metres", "columns", "rows"])
      let transform = try #require(scene["transform"])
      #expect(
        transform.keys == ["agreeing", "field", "heldOut", "kind", "matrix", "tried", "unsupported"])
      #expect(["translation", "affine", "field"].contains(transform["kind"]?.stringValue ?? ""))
      let matrix = try #require(transform["matrix"]?.arrayValue).compactMap { $0.arrayValue?.compactMap(\.doubleValue) }
      try #require(matrix.map(\.count) == [3, 3])
      // Middle of A to where its content lies in B, on A's grid.
      for (row, wanted) in zip(matrix, [160 + 2.5, 160 - 1.25]) {
        #expect(abs(row[0] * 160 + row[1] * 160 + row[2] - wanted) < 0.1)
      }
      if let held = transform["heldOut"], held != .null { #expect(held.keys == ["ce90Metres", "count", "passing"]) }
      if let field = transform["field"], field != .null {
        #expect(field.keys == ["columns", "nodes", "origin", "rows", "step"])
      }
      for place in transform["unsupported"]?.arrayValue ?? [] {
        #expect(place.keys == ["column", "columns", "row", "rows"])
      }
    }
  }

  /// How B differs from A, whose content it shows 2.3 pixels of A further right and 1.6 further up.
  enum Other: String, CaseIterable, Sendable {
    case plain, turned, otherZone, inFeet, inDegrees, finer, coarser, threeBands, bytes, floats, larger
    /// Its pixels lie between A's.
    case between

    var grid: Grid {
      let metres = 10.0
      switch self {
      case .plain, .threeBands, .bytes, .floats: return AlignTests.grid()
      case .turned:
        let (c, s) = (metres * cos(0.35), metres * sin(0.35))
        return Grid(
          columns: 460, rows: 460, geotransform: Geotransform([399_300, c, s, 2_700_300, s, -c]), crs: AlignTests.utm)
      case .otherZone: return Self.over(CRS("EPSG:32639"), metres: 10)
      case .inFeet:
        return Self.over(
          CRS("+proj=tmerc +lat_0=0 +lon_0=56 +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=us-ft +type=crs"),
          metres: 10 / 0.304_800_609_6)
      case .inDegrees: return Self.over(.wgs84, metres: 10 / 111_000)
      case .finer: return AlignTests.grid(960, 960, metres: 10.0 / 3)
      case .coarser: return AlignTests.grid(107, 107, metres: 30)
      case .larger: return AlignTests.grid(700, 320, east: -1_900)
      case .between: return AlignTests.grid(380, 380, east: 53.1)
      }
    }

    /// A north-up grid in `crs` around all of A.
    private static func over(_ crs: CRS, metres: Double) -> Grid {
      let a = AlignTests.grid()
      let corners = [(0, 0), (a.columns, 0), (a.columns, a.rows), (0, a.rows)].map {
        a.geotransform.map(PixelPoint(column: Double($0.0), row: Double($0.1)))
      }
      let points = (try? CoordinateTransform(from: a.crs, to: crs).apply(corners)) ?? []
      let (west, east) = (points.map(\.easting).min() ?? 0, points.map(\.easting).max() ?? 1)
      let (south, north) = (points.map(\.northing).min() ?? 0, points.map(\.northing).max() ?? 1)
      return Grid(
        columns: Int((east - west) / metres) + 1, rows: Int((north - south) / metres) + 1,
        geotransform: Geotransform([west, metres, 0, north, 0, -metres]), crs: crs)
    }
  }

  @Test(
    "A known shift comes back to a tenth of a pixel whatever the other picture's grid and type",
    arguments: Other.allCases)
  func knownShift(_ other: Other) throws {
    let ground = AnalyticGround(Self.utm, seed: 11)
    // The ground itself moves, so that the shift is one in metres, on any grid.
    let moved = ground.moved(east: 23, north: 16)
    try withTemporaryFolder { folder in
      try ground.write(Self.grid(), bands: 4, to: folder + "/a.tif")
      let (bands, type, scale): (Int, SampleType, Float) =
        switch other {
        case .threeBands: (3, .uint16, 4)
        case .bytes: (1, .uint8, 0.6)
        case .floats: (2, .float32, 1e-4)
        default: (4, .uint16, 10)
        }
      try moved.write(other.grid, bands: bands, as: type, scale: scale, to: folder + "/b.tif")
      let json = try Program.json("align", folder + "/a.tif", folder + "/b.tif")
      let shift = try #require(json["scenes"]?.arrayValue?.first?["shift"])
      let tolerance = other == .between ? 0.02 : 0.1
      #expect(abs(try #require(shift["columns"]?.doubleValue) - 2.3) < tolerance, "\(other): \(shift)")
      #expect(abs(try #require(shift["rows"]?.doubleValue) + 1.6) < 0.1, "\(other): \(shift)")
    }
  }

  @Test(
    "Across the 180° meridian it makes no difference on which side and turn a picture counts",
    arguments: [("utm", "east"), ("utm", "west"), ("east", "west"), ("west", "utm")])
  func antimeridian(_ a: String, _ b: String) throws {
    let zone = CRS("EPSG:32601")
    let ground = AnalyticGround(zone, seed: 21)
    let corner = try CoordinateTransform(from: .wgs84, to: zone).apply([GeoPoint(longitude: 180, latitude: -16.8)])[0]
    let metric = Grid(
      columns: 320, rows: 320,
      geotransform: Geotransform([corner.easting - 1_600, 10, 0, corner.northing + 1_600, 0, -10]), crs: zone)
    func degrees(from west: Double) -> Grid {
      Grid(
        columns: 400, rows: 400,
        geotransform: Geotransform([west - 0.018, 0.00009, 0, -16.8 + 0.018, 0, -0.00009]), crs: .wgs84)
    }
    try withTemporaryFolder { folder in
      try ground.write(metric, to: folder + "/utm.tif")
      try ground.write(degrees(from: 180), to: folder + "/east.tif")
      try ground.write(degrees(from: -180), to: folder + "/west.tif")
      let json = try Program.json("align", "\(folder)/\(a).tif", "\(folder)/\(b).tif")
      let scene = try #require(json["scenes"]?.arrayValue?.first)
      #expect(abs(try #require(scene["shift"]?["columns"]?.doubleValue)) < 0.1)
      #expect(abs(try #require(scene["shift"]?["rows"]?.doubleValue)) < 0.1)
      // East and west are four kilometres a side, the one in metres a little over three.
      #expect(try #require(scene["clear"]?.doubleValue) > 0.6)
    }
  }

  @Test("A picture lies on itself, without shift and with a CE90 that is small")
  func itself() throws {
    let plant = try Plant.shared()
    let json = try Program.json("align", plant.scene(0), plant.scene(0))
    let shift = try #require(json["scenes"]?.arrayValue?.first?["shift"])
    #expect(shift["rows"]?.doubleValue == 0 && shift["columns"]?.doubleValue == 0)
    let ce90 = try #require(shift["ce90Metres"]?.doubleValue)
    #expect((0...2).contains(ce90), "\(ce90)")
  }

  @Test("Without CRS both begin at the upper left corner, sizes may differ, and --gsd gives metres")
  func withoutCRS() throws {
    let ground = AnalyticGround(Self.utm, seed: 31)
    try withTemporaryFolder { folder in
      try ground.write(Self.grid(), placed: false, to: folder + "/a.tif")
      try ground.write(Self.grid(300, 340), columns: 4, rows: 3, placed: false, to: folder + "/b.tif")
      for gsd in [nil, "2"] {
        let json = try Program.json(
          arguments: ["align", folder + "/a.tif", folder + "/b.tif"] + (gsd.map { ["--gsd", $0] } ?? []))
        let scene = try #require(json["scenes"]?.arrayValue?.first)
        #expect(abs(try #require(scene["shift"]?["columns"]?.doubleValue) - 4) < 0.1)
        #expect(abs(try #require(scene["shift"]?["rows"]?.doubleValue) - 3) < 0.1)
        #expect((scene["shift"]?["ce90Metres"]?.doubleValue == nil) == (gsd == nil))
        #expect(scene["gsd"]?.doubleValue == gsd.flatMap(Double.init))
        #expect(scene["date"] == .null && scene["sensor"] == "unknown")
      }
    }
  }

  @Test("--tie-points writes a table, and without --json people read where the picture lies")
  func tiePoints() throws {
    let ground = AnalyticGround(Self.utm, seed: 41)
    try withTemporaryFolder { folder in
      try ground.write(Self.grid(), to: folder + "/a.tif")
      try ground.write(Self.grid(), columns: 1.5, to: folder + "/b.tif")
      let run = try Program.run("align", folder + "/a.tif", folder + "/b.tif", "--tie-points", folder + "/ties.csv")
      #expect(run.exit == .code(0) && run.complaint.isEmpty)
      let lines = run.output.split(separator: "\n")
      #expect(lines.first == "b.tif onto a.tif")
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(run.output)")
      for word in ["shift", "CE90", "transform", "tie points", "held out", "supported"] {
        #expect(run.output.contains(word), "\(word) is not in: \(run.output)")
      }
      let table = String(
        decoding: try #require(FileManager.default.contents(atPath: folder + "/ties.csv")), as: UTF8.self
      ).split(separator: "\n")
      #expect(table.first == "column,row,columns,rows,sigmaColumns,sigmaRows")
      for line in table.dropFirst() {
        let numbers = line.split(separator: ",").compactMap { Double($0) }
        try #require(numbers.count == 6)
        #expect((0...320).contains(numbers[0]) && (0...320).contains(numbers[1]))
        #expect(numbers[4] >= 0 && numbers[5] >= 0)
      }
    }
  }

  @Test("What cannot be aligned is refused with its reason, and --json says so in the contract's form")
  func refusals() throws {
    let ground = AnalyticGround(Self.utm, seed: 51)
    try withTemporaryFolder { folder in
      try ground.write(Self.grid(), to: folder + "/a.tif")
      try AnalyticGround(Self.utm, seed: 99).write(Self.grid(), to: folder + "/other.tif")
      try ground.write(Self.grid(east: 50_000), to: folder + "/far.tif")
      let constant = Raster(
        columns: 320, rows: 320, bandCount: 1, samples: Array(repeating: 7, count: 320 * 320),
        validity: Mask(columns: 320, rows: 320, repeating: true))
      try RasterWriter.writeGeoTIFF(constant, as: .uint16, grid: Self.grid(), to: folder + "/flat.tif")
      var empty = constant
      empty.validity = Mask(columns: 320, rows: 320, repeating: false)
      try RasterWriter.writeGeoTIFF(empty, as: .float32, grid: Self.grid(), to: folder + "/empty.tif")
      try refuse("a", "other", "misaligned", "It cannot be aligned: ", folder)
      try refuse("a", "far", "offPicture", "It shows no ground in common with a.tif.", folder)
      try refuse(
        "a", "flat", "misaligned", "It cannot be aligned: it holds no structure, every pixel has the same value.",
        folder)
      try refuse("a", "empty", "offPicture", "No pixel of it where a.tif has pixels holds a number.", folder)
      try Program.expectRefusal(
        "align", folder + "/flat.tif", folder + "/a.tif", "--json",
        saying: "flat.tif: Nothing can be aligned to it: it holds no structure, every pixel has the same value. "
          + "Give a picture that shows ground as the first.")
      try Program.expectRefusal(
        "align", folder + "/empty.tif", folder + "/a.tif",
        saying: "empty.tif: Nothing can be aligned to it: every pixel of it is NoData, transparent or no number.")
    }
  }

  private func refuse(_ a: String, _ b: String, _ code: String, _ words: String, _ folder: String) throws {
    let arguments = ["align", "\(folder)/\(a).tif", "\(folder)/\(b).tif"]
    let run = try Program.run(arguments + ["--json"])
    #expect(run.exit == .code(1), "\(b)")
    let json = try run.json()
    #expect(json["reference"]?.stringValue == a + ".tif")
    let scene = try #require(json["scenes"]?.arrayValue?.first)
    #expect(scene["shift"] == .null && scene["transform"] == .null)
    #expect(scene["excluded"]?["code"]?.stringValue == code, "\(b)")
    let reason = try #require(scene["excluded"]?["reason"]?.stringValue)
    #expect(reason.hasPrefix(words), "\(reason)")
    #expect(run.complaint.hasPrefix("error: \(b).tif: \(words)"), "\(run.complaint)")
    #expect(run.complaint.contains(" Give "))
    let plain = try Program.run(arguments)
    #expect(plain.exit == .code(1) && plain.output.isEmpty && plain.complaint == run.complaint)
  }

  @Test("A CRS in one picture only, and files that are no pictures, are refused by name")
  func unreadable() throws {
    let ground = AnalyticGround(Self.utm, seed: 61)
    try withTemporaryFolder { folder in
      try ground.write(Self.grid(), to: folder + "/a.tif")
      try ground.write(Self.grid(), placed: false, to: folder + "/b.tif")
      try Data("no picture".utf8).write(to: URL(fileURLWithPath: folder + "/c.tif"))
      for pair in [("a", "b"), ("b", "a")] {
        try Program.expectRefusal(
          "align", "\(folder)/\(pair.0).tif", "\(folder)/\(pair.1).tif",
          saying: "b.tif: It has no CRS, and the other picture has one. Give both with a CRS, or both without.")
      }
      try Program.expectRefusal("align", folder + "/a.tif", folder + "/c.tif", "--json", saying: "c.tif")
      try Program.expectRefusal("align", folder + "/a.tif", folder + "/none.tif", saying: "There is no such file")
    }
  }

  @Test("A picture too large for --memory is reduced, and the shift still comes in its own pixels")
  func reduced() throws {
    let ground = AnalyticGround(Self.utm, seed: 71, shortest: 120)
    try withTemporaryFolder { folder in
      let grid = Self.grid(2_100, 2_100)
      try ground.write(grid, to: folder + "/a.tif")
      try ground.write(grid, columns: 12.5, rows: -7, to: folder + "/b.tif")
      let run = try Program.run("align", folder + "/a.tif", folder + "/b.tif", "--json", "--memory", "256")
      #expect((10..<256) ~= run.peakMemoryInKiB >> 10, "\(run.peakMemoryInKiB >> 10) MiB")
      let shift = try #require(run.json()["scenes"]?.arrayValue?.first?["shift"])
      #expect(abs(try #require(shift["columns"]?.doubleValue) - 12.5) < 0.2)
      #expect(abs(try #require(shift["rows"]?.doubleValue) + 7) < 0.2)
    }
  }
}
