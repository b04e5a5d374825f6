import Foundation
import TelltaleTestSupport
import Testing

@Suite("Sites that cannot be watched", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct BadSiteTests {
  @Test("A site outside all scenes is refused, with nothing published")
  func outside() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let site = folder + "/away.geojson"
      try SitePolygon.write([(10, 10), (10.01, 10), (10.01, 10.01), (10, 10.01)], to: site)
      let path = folder + "/a.case"
      try Program.expectRefusal(
        "watch", site, plant.imagery, "-o", path, "--json",
        saying: "site", "None of the \(plant.scenes.count) pictures covers the site", "longitude first")
      #expect(CaseFiles(path).halfWritten.isEmpty)
      #expect(CaseFiles(path).summary == nil)
      // Nor is it any other the second time.
      try Program.expectRefusal("watch", site, plant.imagery, "-o", path, saying: "covers the site")
    }
  }

  @Test("A site smaller than a pixel is told to be so, and not to lie elsewhere")
  func tiny() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let site = folder + "/tiny.geojson"
      let corner = try #require(SitePolygon.first(of: plant.site)?.exterior.first)
      let (east, north) = (corner.longitude, corner.latitude)
      try SitePolygon.write([(east, north), (east + 1e-6, north), (east, north + 1e-6)], to: site)
      try Program.expectRefusal(
        "watch", site, plant.imagery, "-o", folder + "/a.case",
        saying: "No pixel of 10 m has its centre in the site", "Draw the site around")
    }
  }

  @Test("A site so large that no picture shows a fifth of it has no usable scene, which is a failure")
  func huge() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let site = folder + "/huge.geojson"
      let corner = try #require(SitePolygon.first(of: plant.site)?.exterior.first)
      let (east, north) = (corner.longitude, corner.latitude)
      try SitePolygon.write(
        [(east - 0.2, north - 0.2), (east + 0.2, north - 0.2), (east + 0.2, north + 0.2), (east - 0.2, north + 0.2)],
        to: site)
      try Program.expectRefusal(
        "watch", site, plant.imagery, "-o", folder + "/a.case", saying: "12 files can be used")
    }
  }

  @Test("A polygon that crosses itself is refused by file, feature and ring, and no case is made")
  func crossing() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let site = folder + "/bow.geojson"
      try SitePolygon.write([(60, 35), (60.01, 35.01), (60.01, 35), (60, 35.01)], to: site)
      try Program.expectRefusal(
        "watch", site, plant.imagery, "-o", folder + "/a.case", "--json",
        saying: "bow.geojson", "ring 1", "edge", "Move the corners so that the outline does not cross")
      try Program.expectRefusal("init", folder + "/a.case", "--site", site, saying: "bow.geojson", "does not cross")
      #expect(!FileManager.default.fileExists(atPath: folder + "/a.case"))
    }
  }

  @Test(
    "A site file that is none is refused by name, and no case is made",
    arguments: [
      ("", "empty"), ("<html></html>", "JSON"), ("{\"type\":\"FeatureCollection\",\"features\":[]}", "site"),
      ("{\"type\":\"Point\",\"coordinates\":[60,35]}", "Point"),
      ("{\"type\":\"Polygon\",\"coordinates\":[[[600,35],[601,35],[601,36],[600,35]]]}", "600"),
    ])
  func notASite(_ text: String, _ word: String) throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let site = folder + "/site.geojson"
      try Data(text.utf8).write(to: URL(fileURLWithPath: site))
      try Program.expectRefusal("watch", site, plant.imagery, "-o", folder + "/a.case", saying: "site.geojson", word)
      #expect(!FileManager.default.fileExists(atPath: folder + "/a.case"))
    }
  }

  @Test("A site file that is not there is refused by name")
  func missing() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      try Program.expectRefusal(
        "watch", folder + "/none.geojson", plant.imagery, "-o", folder + "/a.case",
        saying: "none.geojson", "There is no such file", "Check the path")
    }
  }
}
