import Catalogue
import Foundation
import Geodesy
import Provenance
import Quantities
import Rasters
import Testing

@Suite struct PassMosaicTests {
  private func scene(
    _ name: String, second: Int = 0, east: Double = 0, size: Double = 3, sensor: String = "PlanetScope",
    definition: String = "planetscope-4-sr", day: Bool = false
  ) -> Scene {
    var product = SceneProduct()
    product.definitionID = definition
    product.quantity = .surfaceReflectance
    product.bandNames = ["blue", "green", "red", "nir"]
    return Scene(
      id: name, path: "/in/\(name).tif", contentHash: ContentHash(of: name),
      date: Timestamp(secondsSince1970: 1_600_000_000 + second, isDayOnly: day), dateSource: "fileName",
      sensor: sensor, gsd: Metres(size),
      grid: Grid(
        columns: 100, rows: 80, geotransform: Geotransform([300_000 + east, size, 0, 2_700_000, 0, -size]),
        crs: CRS("EPSG:32640")), bandCount: 4, credit: nil, licence: nil, product: product)
  }

  @Test("Neighbours of one pass become one scene whose grid holds both, in any order of the files")
  func neighbours() throws {
    let a = scene("a", east: 0)
    let b = scene("b", second: 4, east: 270)
    let joined = PassMosaic.joined([a, b])
    let one = try #require(joined.first)
    #expect(joined.count == 1 && one.product.parts == [a, b] && one.grid.columns == 190 && one.grid.rows == 80)
    #expect(one.grid.geotransform == a.grid.geotransform && one.date == a.date)
    #expect(one.remarks == ["Joined from 2 pictures of one pass: a.tif, b.tif."])
    #expect(PassMosaic.joined([b, a]) == joined && PassMosaic.joined([one]) == joined)
    #expect(PassMosaic.joined([b, one]) == joined)
    #expect(one.files.map(\.path) == ["/in/a.tif", "/in/b.tif"])
  }

  @Test("Pictures through a third that touches both are joined too, to the north and the west as well")
  func chain() {
    let joined = PassMosaic.joined([scene("a"), scene("b", second: 60, east: -600), scene("c", second: 30, east: -300)])
    #expect(joined.count == 1 && joined[0].grid.columns == 300)
    #expect(joined[0].grid.geotransform.originEasting == 299_400)
  }

  @Test(
    "Two scenes stay two",
    arguments: [
      "later": (300, 270.0, "PlanetScope", 3.0), "far": (4, 330.0, "PlanetScope", 3.0),
      "other satellite": (4, 270.0, "Sentinel-2A", 3.0), "the same place": (4, 0.0, "PlanetScope", 3.0),
      "other pixels": (4, 270.0, "PlanetScope", 3.1), "shifted pixels": (4, 271.0, "PlanetScope", 3.0),
      "unknown": (4, 270.0, "unknown", 3.0),
    ])
  func apart(_ why: String, _ other: (Int, Double, String, Double)) {
    let first = scene("a", sensor: why == "unknown" ? "unknown" : "PlanetScope")
    let second = scene("b", second: other.0, east: other.1, size: other.3, sensor: other.2)
    #expect(PassMosaic.joined([first, second]) == [first, second])
  }

  @Test("Days without a time, and pictures of no known sensor, are never one pass")
  func untimed() {
    #expect(PassMosaic.joined([scene("a", day: true), scene("b", east: 270, day: true)]).count == 2)
    #expect(
      PassMosaic.joined([scene("a", definition: "unknown"), scene("b", east: 270, definition: "unknown")]).count == 2)
  }

  // MARK: - Two zones

  /// A tile of 20 km around 54° east, where the zones 39 and 40 meet.
  private func tile(
    _ name: String, longitude: Double, zone: Int, size: Double = 10, definition: String = "sentinel2-l2a",
    second: Int = 0
  ) throws -> Scene {
    let crs = CRS("EPSG:\(32_600 + zone)")
    let corner = try CoordinateTransform(from: .wgs84, to: crs).apply(GeoPoint(longitude: longitude, latitude: 25))
    var product = SceneProduct()
    product.definitionID = definition
    product.quantity = .surfaceReflectance
    product.bandNames = ["B02", "B03"]
    product.assets = []
    return Scene(
      id: name, path: "/in/\(name).tif", contentHash: ContentHash(of: name),
      date: Timestamp(secondsSince1970: 1_600_000_000 + second), dateSource: "stac", sensor: "Sentinel-2A",
      gsd: Metres(size),
      grid: Grid(
        columns: 2_000, rows: 2_000,
        geotransform: Geotransform([
          (corner.easting / 10).rounded() * 10, size, 0, (corner.northing / 10).rounded() * 10, 0, -size,
        ]), crs: crs), bandCount: 2, credit: nil, licence: nil, product: product)
  }

  @Test("Tiles of one pass in two neighbouring zones are one scene that keeps each on its own lattice")
  func zones() throws {
    let west = try tile("a", longitude: 53.85, zone: 39)
    let east = try tile("b", longitude: 53.97, zone: 40, second: 12)
    let joined = PassMosaic.joined([east, west])
    let one = try #require(joined.first)
    #expect(joined.count == 1 && one.product.parts == [west, east] && one.grid == west.grid)
    #expect(one.remarks == ["Joined from 2 pictures of one pass in the UTM zones 39 and 40: a.tif, b.tif."])
    #expect(PassMosaic.lattices(of: one) == [west, east] && PassMosaic.lattices(of: west) == [west])
    // What a case keeps of it is the same scene.
    let kept = try #require(
      SceneProduct(json: one.product.json) { hash in hash == west.contentHash ? west.path : east.path })
    #expect(kept.parts.map(\.grid) == [west.grid, east.grid])
    // A third tile beside the first is pasted to it.
    let third = try tile("c", longitude: 53.66, zone: 39, second: 20)
    var coefficients = west.grid.geotransform.coefficients
    coefficients[0] -= 20_000
    let beside = third.replaced(product: third.product).moved(to: Geotransform(coefficients))
    let three = PassMosaic.joined([west, east, beside])
    #expect(three.count == 1 && PassMosaic.lattices(of: three[0]).map(\.grid.columns) == [4_000, 2_000])
  }

  @Test(
    "Tiles that are far apart, two zones apart, of other pixels or later stay scenes of their own",
    arguments: [
      "far": (54.5, 40, 10.0, 0), "zones apart": (53.97, 41, 10, 0), "pixels": (53.97, 40, 20, 0),
      "later": (53.97, 40, 10, 400),
    ])
  func zonesApart(_ why: String, _ other: (Double, Int, Double, Int)) throws {
    let west = try tile("a", longitude: 53.85, zone: 39)
    let second = try tile("b", longitude: other.0, zone: other.1, size: other.2, second: other.3)
    #expect(PassMosaic.joined([west, second]).count == 2)
  }
}

extension Scene {
  /// The same on another place.
  fileprivate func moved(to geotransform: Geotransform) -> Scene {
    Scene(
      id: id, path: path, contentHash: contentHash, date: date, dateSource: dateSource, sensor: sensor, gsd: gsd,
      grid: Grid(columns: grid.columns, rows: grid.rows, geotransform: geotransform, crs: grid.crs),
      bandCount: bandCount, credit: credit, licence: licence, remarks: remarks, product: product)
  }
}
