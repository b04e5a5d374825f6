import Catalogue
import Foundation
import GRDB
import Geodesy
import Places
import Provenance
import Quantities
import Rasters
import TelltaleTestSupport
import Testing

@testable import CaseStore

@Suite("Scenes of several files") struct ProductTests {
  /// Two bands and a mask under one name.
  private func product(_ name: String, second: Int = 0, east: Double = 0) -> Scene {
    func grid(_ size: Double, _ columns: Int) -> Grid {
      Grid(
        columns: columns, rows: columns,
        geotransform: Geotransform([310_000 + east, size, 0, 2_765_000, 0, -size]), crs: CRS("EPSG:32640"))
    }
    func asset(_ file: String, _ role: SceneAsset.Role, _ grid: Grid) -> SceneAsset {
      SceneAsset(
        path: "/home/alice/\(name)/\(file).tif", contentHash: ContentHash(of: name + file), grid: grid, role: role)
    }
    func use(_ band: String) -> BandUse {
      BandUse(name: band, fileBand: 0, conversion: .linear(scale: 1e-4, offset: -0.1))
    }
    var product = SceneProduct()
    product.name = name + ".SAFE"
    product.definitionID = "sentinel2-l2a"
    product.quantity = .surfaceReflectance
    product.bandNames = ["B02", "B03"]
    product.angles = SceneAngles(sunElevation: Radians(degrees: 60))
    product.orbit = SceneOrbit(direction: "descending", track: 120)
    product.inputs = ContentHash(of: "inputs")
    product.assets = [
      asset("B02", .bands([use("B02")]), grid(10, 100)), asset("B03", .bands([use("B03")]), grid(10, 100)),
      asset("B11", .apart([use("B11")]), grid(20, 50)), asset("SCL", .quality(rule: "s2-scl"), grid(20, 50)),
    ]
    return Scene(
      id: name + "-1", path: product.assets[0].path, contentHash: ContentHash(of: name),
      date: Timestamp(secondsSince1970: 1_529_736_069 + second), dateSource: "ACQUISITION_DATETIME",
      sensor: "Sentinel-2A", gsd: Metres(10), grid: grid(10, 100), bandCount: 2, credit: nil, licence: nil,
      product: product)
  }

  @Test("Assets, bands, conversions and angles come back, and no path is in the GeoPackage")
  func roundTrip() throws {
    try withTemporaryFolder { folder in
      let rows = [SceneRow(product("a"))]
      try CaseStore.create(at: folder + "/a.case", sites: CaseFixture.sites).save(scenes: rows)
      let back = try CaseStore.open(folder + "/a.case", for: .reading).scenes()
      #expect(back == rows && back.first?.fileName == "a.SAFE")
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/a.case/case.gpkg"))
      #expect(bytes.range(of: Data("alice".utf8)) == nil)
    }
  }

  @Test("Pictures of one pass joined into one row take the place of their own rows, and come back")
  func joined() throws {
    try withTemporaryFolder { folder in
      let (left, right) = (product("a"), product("b", second: 5, east: 1_000))
      let store = try CaseStore.create(at: folder + "/a.case", sites: CaseFixture.sites)
      try store.save(scenes: [SceneRow(left)])
      let pass = try #require(PassMosaic.joined([left, right]).first)
      #expect(pass.product.parts.count == 2)
      try store.save(scenes: [SceneRow(pass)])
      let scenes = try store.scenes().compactMap(\.scene)
      #expect(scenes == [pass])
      #expect(pass.files.count == 8 && scenes.first?.holds(left.contentHash) == true)
    }
  }

  @Test("A file that now serves a scene, such as its mask, loses the row in which it was left out")
  func servedFile() throws {
    try withTemporaryFolder { folder in
      let scene = product("a")
      let store = try CaseStore.create(at: folder + "/a.case", sites: CaseFixture.sites)
      let mask = SceneRow(
        fileName: "SCL.tif", contentHash: ContentHash(of: "aSCL"), exclusion: Exclusion(.unsupported, "A mask."),
        location: "/home/alice/a/SCL.tif")
      try store.save(scenes: [mask])
      try store.save(scenes: [SceneRow(scene)])
      #expect(try store.scenes().map(\.fileName) == ["a.SAFE"])
    }
  }

  @Test("A case of format 1 opens; its scenes are plain files; once it is written it has format 3")
  func format1() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.case"
      try CaseFixture.fill(try CaseStore.create(at: path, sites: CaseFixture.sites))
      let queue = try DatabaseQueue(path: path + "/case.gpkg")
      try queue.write { database in
        try database.execute(sql: "UPDATE settings SET value = '1' WHERE \"key\" = 'format'")
        try database.execute(sql: "UPDATE scenes SET properties = json_remove(properties, '$.product')")
      }
      try queue.close()
      let store = try CaseStore.open(path)
      #expect(try store.scenes() == CaseFixture.sceneRows)
      #expect(try store.setting("format") == "1")
      try store.save(scenes: CaseFixture.sceneRows)
      #expect(try store.setting("format") == "3")
    }
  }
}
