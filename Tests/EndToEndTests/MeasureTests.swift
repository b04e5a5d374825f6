import Foundation
import Geodesy
import Provenance
import TelltaleTestSupport
import Testing

@Suite("Measuring by hand", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct MeasureTests {
  /// The sketch of hall A, as a file of its own.
  private func hall(_ plant: Plant, in folder: String) throws -> (file: String, polygon: GeoPolygon) {
    let data = try #require(FileManager.default.contents(atPath: plant.site))
    let features = try #require(try JSONValue(parsing: data)["features"]?.arrayValue)
    let feature = try #require(features.first { $0["properties"]?["id"] == "hall-A" })
    let file = folder + "/hall.geojson"
    try Data(feature.prettyText.utf8).write(to: URL(fileURLWithPath: file))
    return (file, try #require(SitePolygon.first(of: file)))
  }

  @Test("--outline gives the outline's own geodesic area with an interval, on a case and on a picture")
  func outline() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/a.case")
      let hall = try hall(plant, in: folder)
      let truth = Geodesics.area(of: hall.polygon).magnitude
      for path in [files.path, plant.scene(0)] {
        let json = try Program.json("measure", path, "--outline", hall.file, "--as", "hall A")
        #expect(json["name"] == "hall A")
        let area = try #require(json["area"])
        #expect(area.keys == ["high", "level", "low", "method", "unit", "value"])
        #expect(area["level"]?.doubleValue == 0.9 && area["unit"] == "m2")
        let numbers = ["low", "value", "high"].compactMap { area[$0]?.doubleValue }
        try #require(numbers.count == 3)
        #expect(abs(numbers[1] - truth) < 0.001 * truth)
        #expect(numbers[0] < truth && truth < numbers[2])
      }
    }
  }

  @Test("--at outlines the thing under the point, and its interval holds the hall's true area")
  func point() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/a.case")
      let data = try #require(FileManager.default.contents(atPath: plant.folder + "/truth.geojson"))
      let truth = try JSONValue(parsing: data)
      let hall = try #require(truth["features"]?.arrayValue?.first { $0["properties"]?["name"] == "hall A" })
      let area = try #require(hall["properties"]?["area"]?.doubleValue)
      let corners = try hall.firstRing()
      let middle = corners.dropLast().reduce((0.0, 0.0)) { ($0.0 + $1.0, $0.1 + $1.1) }
      let count = Double(corners.count - 1)
      let json = try Program.json("measure", files.path, "--at", "\(middle.0 / count),\(middle.1 / count)")
      let low = try #require(json["area"]?["low"]?.doubleValue)
      let high = try #require(json["area"]?["high"]?.doubleValue)
      #expect(low <= area && area <= high, "\(low) to \(high) does not hold \(area)")
    }
  }

  @Test("A picture without CRS is measured once its pixel's size is given, and refused with that mend before")
  func withoutCRS() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let hall = try hall(plant, in: folder)
      let shot = folder + "/shot.png"
      try Picture(plant.scene(0)).writeScreenshot(to: shot)
      try Program.expectRefusal(
        "measure", shot, "--outline", hall.file, "--json", saying: "shot.png", "no CRS", "--gsd METRES")
      let json = try Program.json("measure", shot, "--outline", hall.file, "--gsd", "10")
      #expect(json["area"]?["value"]?.doubleValue ?? 0 > 0)
    }
  }

  @Test("A picture is its own scene: under another's name it is refused, with an outline and at a point")
  func sceneOfAPicture() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let hall = try hall(plant, in: folder)
      let corner = try #require(hall.polygon.exterior.first)
      for way in [
        ["--outline", hall.file], ["--outline", hall.file, "--gsd", "10"],
        ["--at", "\(corner.longitude),\(corner.latitude)"],
      ] {
        let run = try Program.run(["measure", plant.scene(0)] + way + ["--scene", plant.scenes[1]])
        #expect(run.exit == .code(1))
        #expect(
          run.complaint
            == "error: \(plant.scenes[1]): \(plant.scenes[0]) is a picture, and --scene names a scene of a case. "
            + "Leave --scene out, or give the case in the picture's place.\n")
      }
      let own = try Program.json("measure", plant.scene(0), "--outline", hall.file, "--scene", plant.scenes[0])
      #expect(try own == Program.json("measure", plant.scene(0), "--outline", hall.file))
    }
  }

  @Test("A pixel's size makes up neither for a picture nor for a scene that is not there")
  func sizeAlone() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let hall = try hall(plant, in: folder)
      try Program.expectRefusal(
        "measure", folder + "/none.png", "--outline", hall.file, "--gsd", "10", saying: "none.png", "no such file")
      try Program.expectRefusal(
        "measure", plant.watched.path, "--outline", hall.file, "--gsd", "10", "--scene", "none",
        saying: "none", "no such scene")
    }
  }

  @Test("A point west of Greenwich is a point, not an option")
  func west() throws {
    let plant = try Plant.shared()
    try Program.expectRefusal(
      "measure", plant.scene(0), "--at", "-73.5,40.25", "--json", saying: "outside the picture", "longitude first")
  }

  @Test("Outlines that leave the picture, cross themselves or are a pixel wide are refused, each with its reason")
  func badOutlines() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let corner = try #require(try hall(plant, in: folder).polygon.exterior.first)
      let (east, north) = (corner.longitude, corner.latitude)
      let cases: [(String, [(Double, Double)], [String])] = [
        (
          "far", [(east, north), (east + 0.2, north), (east + 0.2, north + 0.001), (east, north + 0.001)],
          [
            "The outline leaves the picture: its corner at", "lies outside.",
            "Draw it inside the picture, longitude first.",
          ]
        ),
        (
          "crossed", [(east, north), (east + 0.001, north + 0.001), (east + 0.001, north), (east, north + 0.001)],
          ["meets the edge from", "does not cross or touch itself"]
        ),
        (
          "thin", [(east, north), (east + 0.002, north), (east + 0.002, north + 0.00009), (east, north + 0.00009)],
          ["under 3 pixels of 10", "Measure it on a finer picture."]
        ),
      ]
      for (name, points, words) in cases {
        let file = folder + "/\(name).geojson"
        try SitePolygon.write(points, to: file)
        let run = try Program.run(["measure", plant.scene(0), "--outline", file, "--json"])
        #expect(run.exit == .code(1) && run.output.isEmpty, "\(name)")
        for text in words { #expect(run.complaint.contains(text), "\(name): \(run.complaint)") }
      }
    }
  }

  @Test("An outline outside the pictures of a case is refused, and so is one outside the named scene")
  func outsideACase() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/a.case")
      let corner = try #require(try hall(plant, in: folder).polygon.exterior.first)
      let (east, north) = (corner.longitude, corner.latitude)
      let far = folder + "/far.geojson"
      try SitePolygon.write(
        [(east, north), (east + 0.2, north), (east + 0.2, north + 0.001), (east, north + 0.001)], to: far)
      let own = try #require(plant.scenes.first { plant.summary.exclusions[$0] == nil })
      for more in [[], ["--scene", own]] {
        let run = try Program.run(["measure", files.path, "--outline", far] + more)
        #expect(run.exit == .code(1) && run.output.isEmpty)
        #expect(
          run.complaint.hasPrefix("error: far: The outline leaves the pictures of the case: its corner at ")
            && run.complaint.hasSuffix(" lies outside. Draw it inside them, longitude first.\n"), "\(run.complaint)")
      }
    }
  }

  @Test("What no date shows is not said to stand, nor not to stand out: the report and `measure` name what hid it")
  func seenOnNoDate() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let hall = try hall(plant, in: folder)
      try FileManager.default.createDirectory(atPath: folder + "/imagery", withIntermediateDirectories: true)
      for scene in 0..<5 {
        var picture = try Picture(plant.scene(scene))
        let grid = try #require(picture.grid)
        let onto = try CoordinateTransform(from: .wgs84, to: grid.crs)
        let places = try hall.polygon.exterior.map { grid.geotransform.pixel(try onto.apply($0)) }
        let (columns, rows) = (places.map { Int($0.column) }, places.map { Int($0.row) })
        picture.cut(
          columns: try #require(columns.min()) - 2..<(try #require(columns.max())) + 3,
          rows: try #require(rows.min()) - 2..<(try #require(rows.max())) + 3)
        try picture.write(to: folder + "/imagery/\(scene).tif")
      }
      let files = folder + "/a.case"
      #expect(try Program.run("watch", plant.site, folder + "/imagery", "-o", files, "--no-absence").exit == .code(0))
      let data = try #require(FileManager.default.contents(atPath: files + "/reports/latest/features.geojson"))
      let told = try #require(
        try JSONValue(parsing: data)["features"]?.arrayValue?.first { $0["properties"]?["id"] == "hall-A" }?[
          "properties"])
      let refusal = try #require(told["area"]?["refused"]?.stringValue)
      #expect(refusal.hasPrefix("seen whole on none of ") && refusal.contains("offPicture on "), "\(refusal)")
      #expect(
        told["notAfter"] == .null
          && told["kindReasons"]?.arrayValue == ["sketched by hand as hall A, and shown as it was sketched"])
      try Program.expectRefusal(
        "measure", files, "--outline", hall.file, "--refine", saying: "seen whole on none of", "Add clearer pictures")
      try Program.expectRefusal(
        "measure", folder + "/imagery/0.tif", "--outline", hall.file, "--refine",
        saying: "The picture shows 0 % of it and has no data for the rest.")
    }
  }

  @Test("Points outside, scenes that are not there and slivers are refused with the mend")
  func refusals() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/a.case")
      try Program.expectRefusal(
        "measure", files.path, "--at", "0,0", "--json", saying: "outside the picture", "longitude first")
      let hall = try hall(plant, in: folder)
      try Program.expectRefusal(
        "measure", files.path, "--outline", hall.file, "--scene", "none",
        saying: "none", "no such scene", "report's table")
      let corner = try #require(hall.polygon.exterior.first)
      let (east, north) = (corner.longitude, corner.latitude)
      let sliver = folder + "/sliver.geojson"
      let (right, top) = (east + 0.002, north + 0.00003)
      try SitePolygon.write([(east, north), (right, north), (right, top), (east, top)], to: sliver)
      try Program.expectRefusal(
        "measure", files.path, "--outline", sliver, saying: "sliver", "under 3 pixels of 10 m", "finer picture")
    }
  }
}

extension JSONValue {
  /// Longitudes and latitudes of a polygon feature's first ring.
  fileprivate func firstRing() throws -> [(Double, Double)] {
    let ring = try #require(self["geometry"]?["coordinates"]?.arrayValue?.first?.arrayValue)
    return ring.compactMap { point in
      guard let east = point.arrayValue?[0].doubleValue, let north = point.arrayValue?[1].doubleValue else {
        return nil
      }
      return (east, north)
    }
  }
}
