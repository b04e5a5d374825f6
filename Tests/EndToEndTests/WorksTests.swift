import Foundation
import Geodesy
import Provenance
import TelltaleTestSupport
import Testing
import Vectors

@Suite(
  "Real imagery: works in an industrial estate", .enabled(if: TelltaleExecutable.isPresent, Program.absence),
  .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
struct WorksTests {
  private typealias Watched = (features: [JSONValue], summary: JSONValue, peakMemoryInKiB: Int)

  private static let watched = Result { () throws -> Watched in
    let data = try #require(SharedData.folder) + "/uae-works"
    return try withTemporaryFolder { folder in
      let files = CaseFiles(folder + "/uae.case")
      let run = try Program.run("watch", data + "/site.geojson", data + "/scenes", "-o", files.path, "--json")
      try #require(run.exit == .code(0), "\(run.complaint)")
      return (try files.featureList(), try run.json(), run.peakMemoryInKiB)
    }
  }

  private func truth() throws -> GeoPolygon {
    let folder = try #require(SharedData.folder) + "/uae-works/truth"
    return try #require(SitePolygon.first(of: folder + "/AE_R001_0179.geojson"))
  }

  private func outline(_ feature: JSONValue) throws -> [GeoPolygon] {
    try GeoJSON.polygons(from: #require(feature["geometry"]))
  }

  /// The feature of kind works that overlaps the true site best, and how well.
  private func works() throws -> (feature: JSONValue, overlap: Double) {
    let truth = try truth()
    let works = try Self.watched.get().features.filter { $0["properties"]?["kind"] == "works" }
      .map { ($0, Overlay.areas(of: try outline($0), and: [truth]).intersectionOverUnion ?? 0) }
    return try #require(works.max { $0.1 < $1.1 })
  }

  @Test("All 91 scenes are accounted for, nearly all are used, and memory stays under 1 GiB")
  func scenes() throws {
    let (_, summary, peak) = try Self.watched.get()
    #expect(try #require(summary.used) + summary.exclusions.count == 91)
    #expect(try #require(summary.used) >= 80)
    #expect(peak < 1 << 20)
  }

  @Test("A works feature overlaps the true site with an intersection over union of 0.5 or more")
  func overlap() throws {
    let overlap = try works().overlap
    #expect(overlap >= 0.5)
  }

  @Test("At least three new buildings stand on it and cover 0.25 to 0.55 of the true site together")
  func buildings() throws {
    let parent = try works().feature["id"]
    let truth = try truth()
    let buildings = try Self.watched.get().features.filter { feature in
      let properties = feature["properties"]
      return properties?["kind"] == "building" && properties?["change"] == "built" && properties?["parent"] == parent
    }
    #expect(buildings.count >= 3)
    let areas = try buildings.map { Overlay.areas(of: try outline($0), and: [truth]) }
    let covered = areas.reduce(0) { $0 + $1.intersection } / (areas.first?.second ?? .nan)
    #expect((0.25...0.55).contains(covered), "\(covered)")
  }

  @Test("The first change inside the true site is first seen between 2018-07-17 and 2018-10-31")
  func firstChange() throws {
    let truth = try truth()
    let inside = try Self.watched.get().features.filter { feature in
      // Things standing from the start have no date before them.
      guard feature["properties"]?["notBefore"]?.stringValue != nil else { return false }
      let areas = Overlay.areas(of: try outline(feature), and: [truth])
      return areas.intersection > 0.5 * areas.first
    }
    let dates = inside.compactMap { $0["properties"]?["notAfter"]?.stringValue }
    let first = try #require(dates.min())
    #expect(("2018-07-17"..."2018-10-31").contains(String(first.prefix(10))), "\(first)")
  }
}
