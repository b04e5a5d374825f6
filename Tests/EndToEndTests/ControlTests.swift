import Foundation
import Geodesy
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

@Suite("Known places in the reference", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct ControlTests {
  /// A table that says of the file that it shows everything so far east of where it is, in metres.
  private func table(east: Double, at path: String, file: String, odd: Bool = false) throws {
    let grid = try #require(try RasterFile(opening: file).header.grid)
    let toGround = try CoordinateTransform(from: grid.crs, to: .wgs84)
    let pixels = [(20.0, 20.0), (100, 25), (60, 60), (30, 100), (110, 105)]
    let lines = try pixels.enumerated().map { index, pixel in
      let shown = grid.geotransform.map(PixelPoint(column: pixel.0, row: pixel.1))
      let place = try toGround.geoPoints([
        MapPoint(easting: shown.easting - east - (odd && index == 1 ? 300 : 0), northing: shown.northing)
      ])[0]
      return "\(pixel.0),\(pixel.1),\(place.longitude),\(place.latitude)"
    }
    try "column,row,longitude,latitude\n\(lines.joined(separator: "\n"))\n"
      .write(toFile: path, atomically: true, encoding: .utf8)
  }

  private func longitudes(_ files: CaseFiles) throws -> [Double] {
    try files.featureList().flatMap { feature in
      (feature["geometry"]?["coordinates"]?.arrayValue?.first?.arrayValue ?? [])
        .compactMap { $0.arrayValue?.first?.doubleValue }
    }
  }

  /// Longitude of the middle of each feature's corners, by its id.
  private func middles(_ files: CaseFiles) throws -> [String: Double] {
    var middles: [String: Double] = [:]
    for feature in try files.featureList() {
      let corners = (feature["geometry"]?["coordinates"]?.arrayValue?.first?.arrayValue ?? [])
        .compactMap { $0.arrayValue?.first?.doubleValue }
      guard let id = feature["id"]?.stringValue, !corners.isEmpty else { continue }
      middles[id] = corners.reduce(0, +) / Double(corners.count)
    }
    return middles
  }

  @Test("Control points move what is published, say how sure the place is, and can be taken away again")
  func movesCoordinates() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/a.case")
      let reference = try #require(try Program.json("prepare", files.path)["reference"]?.stringValue)
      let before = try longitudes(files)
      let middlesBefore = try middles(files)
      let places = try #require(try files.featureList().first?["properties"]?["position"])
      #expect(places["ce90Metres"] == .null)
      // Ten metres are one pixel. The site's edge moves with it, so that not every feature need be the same: those that kept
      // their ids are compared.
      try table(east: 10, at: folder + "/points.csv", file: plant.imagery + "/" + reference)
      _ = try Program.json("prepare", files.path, "--control", folder + "/points.csv")
      _ = try Program.json("report", files.path)
      let position = try #require(try files.featureList().first?["properties"]?["position"])
      #expect(position["source"] == "5 control points, taken to be right themselves")
      #expect((position["ce90Metres"]?.doubleValue ?? 1) < 0.1)
      let after = try middles(files)
      let degrees = 10 / (111_320 * cos(25 * Double.pi / 180))
      let shifts = middlesBefore.compactMap { id, middle in after[id].map { $0 - middle } }.sorted()
      try #require(shifts.count >= 3)
      let moved = shifts[shifts.count / 2]
      #expect(abs(moved + degrees) < 0.4 * degrees, "\(moved) instead of \(-degrees)")
      _ = try Program.json("prepare", files.path, "--control", "none")
      _ = try Program.json("report", files.path)
      #expect(try longitudes(files) == before)
    }
  }

  @Test("A point that contradicts the others is named, and the case stays as it was")
  func contradiction() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/a.case")
      let reference = try #require(try Program.json("prepare", files.path)["reference"]?.stringValue)
      try table(east: 10, at: folder + "/points.csv", file: plant.imagery + "/" + reference, odd: true)
      let run = try Program.run("prepare", files.path, "--control", folder + "/points.csv")
      #expect(run.exit == .code(1))
      #expect(run.complaint.contains("Point 2 lies 300 m from where the other 4 put it"), "\(run.complaint)")
      #expect(run.complaint.contains("Measure it again, or leave it out."))
      _ = try Program.json("report", files.path)
      #expect(try files.featureList().first?["properties"]?["position"]?["ce90Metres"] == .null)
    }
  }
}
