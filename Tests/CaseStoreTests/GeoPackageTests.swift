import Foundation
import GRDB
import Geodesy
import Places
import TelltaleTestSupport
import Testing

@testable import CaseStore

@Suite("The GeoPackage") struct GeoPackageTests {
  private static let ogrinfo = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map { $0 + "/ogrinfo" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  private func withCase(_ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try CaseFixture.fill(try CaseStore.create(at: folder + "/a.case", sites: CaseFixture.sites))
      try body(folder + "/a.case")
    }
  }

  private static let hasValidator = FileManager.default.fileExists(
    atPath: "/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py")

  private func inspect(_ arguments: String...) throws -> String {
    try run([try #require(Self.ogrinfo)] + arguments)
  }

  private func run(_ command: String...) throws -> String { try run(command) }

  /// What the command writes; it must succeed.
  private func run(_ command: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    return text
  }

  @Test(
    "ogrinfo lists every layer with its geometry, without a warning", .enabled(if: ogrinfo != nil, "ogrinfo is absent"))
  func layers() throws {
    try withCase { path in
      let text = try inspect("-ro", path + "/case.gpkg")
      for line in [
        "sites", "scenes (Multi Polygon)", "features (Multi Polygon)", "observations (Point)", "marks (None)",
        "ledger (None)", "settings (None)",
      ] { #expect(text.contains(": \(line)"), "\(text)") }
      #expect(!text.lowercased().contains("warning") && !text.contains("ERROR"))
    }
  }

  @Test("ogrinfo reads every value and place", .enabled(if: ogrinfo != nil, "ogrinfo is absent"))
  func values() throws {
    try withCase { path in
      let text = try inspect("-ro", "-al", path + "/case.gpkg")
      for part in [
        "Layer name: sites", "Feature Count: 3", "notBefore (Date) = 2018/07/18", "area_low (Real) = 0.3",
        "area_refused (String) = The pixels are too coarse.", "exclusion_code (String) = noDate", "clear (Real) = 0.97",
        "kind (String) = crane", "MULTILINESTRING ((126.1 39.7,", "POINT (126.",
        "MULTIPOLYGON (((126 39,127 39,127 40,",
        "Extent: (126.000000, 39.000000) - (127.000000, 40.000000)", "ID[\"EPSG\",4326]",
      ] { #expect(text.contains(part), "missing: \(part)") }
      #expect(!text.lowercased().contains("warning") && !text.contains("ERROR"))
    }
  }

  @Test("GDAL's validator finds nothing to warn of", .enabled(if: hasValidator, "GDAL's validate_gpkg is absent"))
  func validator() throws {
    try withCase { path in
      let text = try run(
        "/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg", "-k", "--extra", "--warning-as-error",
        path + "/case.gpkg")
      #expect(text.isEmpty)
    }
  }

  @Test("The file bears the marks of GeoPackage 1.3 and stands alone, without a second file")
  func header() throws {
    try withCase { path in
      let store = try CaseStore.open(path)
      try store.queue.read { database in
        try #expect(Int.fetchOne(database, sql: "PRAGMA application_id") == 0x4750_4B47)
        try #expect(Int.fetchOne(database, sql: "PRAGMA user_version") == 10_300)
        try #expect(String.fetchOne(database, sql: "PRAGMA journal_mode") == "delete")
        try #expect(Int.fetchOne(database, sql: "PRAGMA synchronous") == 2)
        try #expect(String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
        try #expect(Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
        try #expect(Int.fetchAll(database, sql: "SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1") == [-1, 0, 4326])
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasPrefix("case") }
      #expect(names == ["case.gpkg"])
    }
  }

  @Test("No path, account or host name of this machine is in the file")
  func nothingPrivate() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.case"
      let store = try CaseStore.create(at: path, sites: CaseFixture.sites)
      try CaseFixture.fill(store)
      let scene = CaseFixture.scene("leaky", date: "2020-01-01", folder: "/home/alice/my pictures")
      let reason = "cannot open `/home/alice/my pictures/leaky.tif' from \(path)/cache/x.tif or /srv/alice/y.tif"
      try store.save(scenes: [
        SceneRow(scene, exclusion: Exclusion(.readFailed, reason)),
        SceneRow(fileName: "/home/alice/other.tif", contentHash: nil, exclusion: Exclusion(.noCRS, "No CRS.")),
      ])
      let saved = try #require(try store.scenes().first { $0.fileName == "leaky.tif" })
      #expect(saved.exclusion?.reason == "cannot open `leaky.tif' from a.case/cache/x.tif or y.tif")
      #expect(saved.scene?.path == "/home/alice/my pictures/leaky.tif")
      let text = String(
        decoding: try #require(FileManager.default.contents(atPath: path + "/case.gpkg")), as: UTF8.self)
      for secret in ["alice", folder, NSHomeDirectory(), ProcessInfo.processInfo.hostName] where secret.count > 2 {
        #expect(!text.contains(secret), "\(secret)")
      }
    }
  }

  @Test(
    "Ledger and marks cannot be changed or cut, even by hand",
    arguments: [
      "UPDATE ledger SET actor = 'x'", "DELETE FROM ledger", "UPDATE marks SET by = 'x'", "DELETE FROM marks",
    ])
  func appendOnly(_ sql: String) throws {
    try withCase { path in
      let store = try CaseStore.open(path)
      try store.mark("f1", status: .accepted, kind: nil, note: nil, by: "analyst 1", at: CaseFixture.at)
      let table = sql.contains("ledger") ? "ledger" : "marks"
      let error = #expect(throws: DatabaseError.self) { try store.queue.write { try $0.execute(sql: sql) } }
      #expect(error?.message == "table \(table) is append-only")
    }
  }

  @Test(
    "A spatial index that a GIS adds does not keep later runs from writing",
    .enabled(if: ogrinfo != nil, "ogrinfo is absent"))
  func spatialIndex() throws {
    try withCase { path in
      for table in ["features", "observations", "sites", "scenes"] {
        _ = try inspect(path + "/case.gpkg", "-sql", "SELECT CreateSpatialIndex('\(table)', 'geom')")
      }
      let store = try CaseStore.open(path)
      try CaseFixture.fill(store)
      try store.mark("f1", status: .rejected, kind: nil, note: nil, by: "analyst 1", at: CaseFixture.at)
      try #expect(store.features().count == 3)
      let count = try store.queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM rtree_features_geom") }
      #expect(count == 2)
    }
  }

  @Test("Blobs cut or altered anywhere are nil or polygons, and never end the process")
  func fuzzBlobs() throws {
    let polygons = CaseFixture.features[0].outline
    let blob = GeoPackageGeometry.blob(of: polygons)
    #expect(GeoPackageGeometry.polygons(from: blob) == polygons)
    #expect(GeoPackageGeometry.lines(from: blob) == nil)
    for cut in 0..<blob.count { #expect(GeoPackageGeometry.polygons(from: blob.prefix(cut)) == nil) }
    for index in blob.indices {
      for value in [0x00, 0x7F, 0xFF] as [UInt8] {
        var altered = blob
        altered[index] = value
        _ = GeoPackageGeometry.polygons(from: altered)
        _ = GeoPackageGeometry.envelope(altered)
      }
    }
  }

  @Test("A blob's bytes are those of the standard's worked form")
  func bytes() {
    let blob = GeoPackageGeometry.blob(of: GeoPoint(longitude: 1, latitude: 2))
    let one: [UInt8] = [0, 0, 0, 0, 0, 0, 0xF0, 0x3F]
    let two: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0x40]
    #expect(
      [UInt8](blob) == [0x47, 0x50, 0, 3, 0xE6, 0x10, 0, 0] + one + one + two + two + [1, 1, 0, 0, 0] + one + two)
    let empty = GeoPackageGeometry.blob(of: [GeoPolygon]())
    #expect([UInt8](empty) == [0x47, 0x50, 0, 0x11, 0xE6, 0x10, 0, 0, 1, 6, 0, 0, 0, 0, 0, 0, 0])
    #expect(GeoPackageGeometry.isEmpty(empty) == true && GeoPackageGeometry.envelope(empty) == nil)
  }

  @Test("The centroid is the largest ring's centre of mass; a line's is the mean of its points")
  func centroid() throws {
    let small = GeoPolygon(exterior: CaseFixture.square(10, 10, 0.001))
    let large = GeoPolygon(exterior: CaseFixture.square(126, 39, 0.01).reversed())
    let centre = try #require(Centroid.of([small, large]))
    #expect(abs(centre.longitude - 126.005) < 1e-9 && abs(centre.latitude - 39.005) < 1e-9)
    let line = [GeoPoint(longitude: 0, latitude: 0), GeoPoint(longitude: 2, latitude: 2)]
    #expect(Centroid.of([GeoPolygon(exterior: line)]) == GeoPoint(longitude: 1, latitude: 1))
    #expect(Centroid.of([]) == nil)
    #expect(Centroid.of([GeoPolygon(exterior: [])]) == nil)
  }
}
