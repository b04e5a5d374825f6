import Foundation
import Geodesy
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

/// A picture with bright squares, a model that finds them, and its card.
private struct CountFiles {
  let folder: String
  static let places = [(4, 4), (40, 8), (44, 8), (60, 60), (92, 64)]
  static let size = (columns: 100, rows: 68)

  var picture: String { folder + "/p_20250301.tif" }
  var model: String { folder + "/tiny.onnx" }
  var card: String { folder + "/tiny.json" }

  /// - Parameters:
  ///   - gsd: metres; `nil` for a picture without a CRS.
  ///   - kind: of the one class.
  init(
    in folder: String, gsd: Double? = 0.5, name: String = "tank-farm", kind: String = "building",
    model: Data = TinyModel.brightest()
  ) throws {
    self.folder = folder
    var samples = [Float](repeating: 10, count: Self.size.columns * Self.size.rows)
    for (column, row) in Self.places { samples[(row + 1) * Self.size.columns + column + 1] = 80 }
    let raster = Raster(
      columns: Self.size.columns, rows: Self.size.rows, bandCount: 1, samples: samples,
      validity: Mask(columns: Self.size.columns, rows: Self.size.rows, repeating: true))
    try RasterWriter.writeGeoTIFF(raster, as: .uint8, grid: gsd.map(Self.grid), to: picture)
    try model.write(to: URL(fileURLWithPath: self.model))
    let card: JSONValue = [
      "name": "tiny", "sha256": .string(ContentHash(of: model).hexadecimal), "gsd": [0.3, 3],
      "input": ["bands": [1], "tile": 32, "scale": 0.01, "mean": 0, "deviation": 1, "fill": 0],
      "output": [
        "layout": "rows", "angle": "none", "objectness": false, "scores": "probability", "coordinates": "pixels",
      ],
      "suppression": 0.5, "overlap": 8, "classes": [["name": .string(name), "kind": .string(kind)]],
      "calibration": [
        ["class": .string(name), "threshold": 0.5, "correct": 90, "wrong": 10, "missed": 30]
      ],
    ]
    try Data(card.prettyText.utf8).write(to: URL(fileURLWithPath: self.card))
  }

  static func grid(gsd: Double) -> Grid {
    Grid(
      columns: size.columns, rows: size.rows, geotransform: Geotransform([300_000, gsd, 0, 2_700_000, 0, -gsd]),
      crs: CRS("EPSG:32640"))
  }

  /// A ring of pixels on the ground.
  static func ring(_ corners: [(Double, Double)]) throws -> [JSONValue] {
    let grid = grid(gsd: 0.5)
    let points = try CoordinateTransform(from: grid.crs, to: .wgs84).geoPoints(
      (corners + corners.prefix(1)).map { grid.geotransform.map(PixelPoint(column: $0.0, row: $0.1)) })
    return points.map { [.number($0.longitude), .number($0.latitude)] }
  }

  func arguments(_ path: String, _ more: String...) -> [String] {
    ["count", path, "--model", model, "--model-info", card, "--runtime", OnnxRuntimeLibrary.path ?? "none"] + more
  }
}

@Suite("Counting by a detector", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct CountTests {
  private static let needsRuntime = Comment(rawValue: OnnxRuntimeLibrary.skipReason)

  @Test(
    "Things on a picture are counted with an interval, and boxes lie where the things are",
    .enabled(if: OnnxRuntimeLibrary.isPresent, needsRuntime))
  func picture() throws {
    try withTemporaryFolder { folder in
      let files = try CountFiles(in: folder)
      let boxes = folder + "/boxes.geojson"
      let runs = try ["1", "2"].map { threads in
        try Program.json(arguments: files.arguments(files.picture, "--boxes", boxes, "--threads", threads))
      }
      #expect(runs[0] == runs[1])
      #expect(runs[0].keys == ["classes", "excluded", "model", "scenes"])
      #expect(runs[0]["classes"]?.arrayValue?.first?["detectionProbability"]?.doubleValue == 0.75)
      let area = try #require(runs[0]["scenes"]?.arrayValue?.first?["areas"]?.arrayValue?.first)
      #expect(area["area"] == .null && area["notSeen"]?.doubleValue == 0)
      let count = try #require(area["counts"]?.arrayValue?.first)
      #expect(count["boxes"]?.intValue == 5)
      let things = try #require(count["things"])
      #expect(things.keys == ["high", "level", "low", "method", "unit", "value"])
      // 5 × 0.9 / 0.75
      #expect(things["value"]?.doubleValue == 6 && things["unit"] == "1" && things["level"]?.doubleValue == 0.9)
      #expect((things["low"]?.doubleValue ?? 9) < 6 && (things["high"]?.doubleValue ?? 0) > 6)
      let written = try JSONValue(parsing: #require(FileManager.default.contents(atPath: boxes)))
      let features = try #require(written["features"]?.arrayValue)
      #expect(features.count == 5)
      #expect(features.allSatisfy { $0["properties"]?["status"] == "candidate" })
      let expected = try CountFiles.ring([(4, 4)])[0].arrayValue?.compactMap(\.doubleValue)
      let corners = features.flatMap { $0["geometry"]?["coordinates"]?.arrayValue?.first?.arrayValue ?? [] }
      #expect(
        corners.contains { corner in
          zip(corner.arrayValue ?? [], expected ?? []).allSatisfy { abs(($0.doubleValue ?? 0) - $1) < 2e-7 }
        })
      let words = try Program.run(files.arguments(files.picture))
      #expect(words.output.hasPrefix("p_20250301.tif: tank-farm: 6 (90 % interval "))
      #expect(words.output.hasSuffix("), from 5 boxes\n"))
    }
  }

  @Test(
    "In a case the site and each zone are counted, and what of them lies beside the picture is told",
    .enabled(if: OnnxRuntimeLibrary.isPresent, needsRuntime))
  func zones() throws {
    try withTemporaryFolder { folder in
      let files = try CountFiles(in: folder)
      func feature(_ id: String, _ role: String, _ corners: [(Double, Double)]) throws -> JSONValue {
        [
          "type": "Feature", "properties": ["id": .string(id), "role": .string(role), "site": "plant"],
          "geometry": ["type": "Polygon", "coordinates": [.array(try CountFiles.ring(corners))]],
        ]
      }
      let site = folder + "/site.geojson"
      let all = try feature("plant", "site", [(2, 2), (98, 2), (98, 66), (2, 66)])
      let yard = try feature("yard", "zone", [(30, 2), (50, 2), (50, 30), (30, 30)])
      let edge = try feature("edge", "zone", [(80, 40), (120, 40), (120, 66), (80, 66)])
      let collection: JSONValue = ["type": "FeatureCollection", "features": [all, yard, edge]]
      try Data(collection.prettyText.utf8).write(to: URL(fileURLWithPath: site))
      let path = folder + "/a.case"
      for arguments in [["init", path, "--site", site], ["add", path, files.picture]] {
        let run = try Program.run(arguments)
        try #require(run.exit == .code(0), "\(run.complaint)")
      }
      let json = try Program.json(arguments: files.arguments(path))
      let areas = try #require(json["scenes"]?.arrayValue?.first?["areas"]?.arrayValue)
      let boxes = areas.map { $0["counts"]?.arrayValue?.first?["boxes"]?.intValue }
      #expect(areas.map { $0["area"] } == ["plant", "yard", "edge"] && boxes == [5, 2, 1])
      #expect(abs((areas[2]["notSeen"]?.doubleValue ?? 0) - 0.5) < 0.02)
      #expect(areas[2]["reasons"]?.arrayValue?.first?["reason"] == "offPicture")
      let one = try Program.json(arguments: files.arguments(path, "--zone", "yard"))
      #expect(one["scenes"]?.arrayValue?.first?["areas"]?.arrayValue?.count == 1)
      let odd = try Program.run(files.arguments(path, "--zone", "moon"))
      #expect(
        odd.complaint == "error: moon: The case has no such zone, only: yard, edge. Name one of them.\n"
          && odd.exit == .code(1))
    }
  }

  @Test("Persons, coarse pixels for cars, another card's model and a missing runtime are refused, each in words")
  func refusals() throws {
    try withTemporaryFolder { folder in
      func complaint(_ files: CountFiles, _ more: [String] = []) throws -> String {
        let run = try Program.run(files.arguments(files.picture) + more)
        #expect(run.exit == .code(1) && run.output.isEmpty)
        return run.complaint
      }
      let persons = try CountFiles(in: folder, name: "Pedestrian")
      #expect(
        try complaint(persons)
          == "error: tiny.json: Its class “Pedestrian” means persons (pedestrian), and detectors of persons are refused. "
          + "Use a model without such a class: taking the name from the list does not take it from the model.\n")
      let coarse = try CountFiles(in: folder, gsd: 2, name: "car", kind: "vehicles")
      #expect(
        try complaint(coarse).hasPrefix(
          "error: p_20250301.tif: Its pixels of 2 m are too coarse to count car: single cars need 1 m or better."))
      let other = try CountFiles(in: folder, gsd: 4)
      #expect(
        try complaint(other).hasPrefix(
          "error: p_20250301.tif: Its pixels of 4 m are not those that tiny is made for, 0.3 to 3 m."))
      let good = try CountFiles(in: folder)
      #expect(try complaint(good, ["--at-least", "0.9"]).hasPrefix("error: tiny: Nothing was measured of tank-farm"))
      let zone = try complaint(good, ["--zone", "yard"])
      #expect(zone == "error: p_20250301.tif: A picture has no zones. Give --within FILE, or a case with zones.\n")
      try Data("x".utf8).write(to: URL(fileURLWithPath: good.model))
      #expect(try complaint(good).contains("The card is of a model with SHA-256"))
      try FileManager.default.removeItem(atPath: good.model)
      #expect(
        try complaint(good)
          == "error: tiny.onnx: The model does not exist. Check the path: models are not fetched.\n")
    }
  }

  @Test("Without a runtime nothing is run, and it is said where to name one")
  func noRuntime() throws {
    try withTemporaryFolder { folder in
      let files = try CountFiles(in: folder)
      let run = try Program.run(
        "count", files.picture, "--model", files.model, "--model-info", files.card, "--runtime", "")
      #expect(
        run.complaint == "error: ONNX Runtime: No runtime is named, and models are run by one only. "
          + "Name its shared library with --runtime or TELLTALE_ONNXRUNTIME; Docs/Guide/counting.md tells where from.\n"
      )
    }
  }

  @Test(
    "A picture without a CRS is counted with --gsd, and its boxes are in pixels",
    .enabled(if: OnnxRuntimeLibrary.isPresent, needsRuntime))
  func pixelFrame() throws {
    try withTemporaryFolder { folder in
      let files = try CountFiles(in: folder, gsd: nil)
      let boxes = folder + "/boxes.geojson"
      _ = try Program.json(arguments: files.arguments(files.picture, "--gsd", "0.5", "--boxes", boxes))
      let written = try JSONValue(parsing: #require(FileManager.default.contents(atPath: boxes)))
      #expect(written["frame"] == "pixel" && written["features"]?.arrayValue?.count == 5)
    }
  }

  @Test("Misuse ends with 2", arguments: [["--at-least", "2"], ["--zone", "a", "--within", "b"], ["--gsd", "-1"]])
  func misuse(_ more: [String]) throws {
    #expect(try Program.run(["count", "a.tif", "--model", "m", "--model-info", "c"] + more).exit == .code(2))
  }
}
