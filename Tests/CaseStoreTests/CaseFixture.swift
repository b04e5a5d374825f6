import CaseStore
import Catalogue
import Evidence
import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Rasters

/// A small case with every field in use.
enum CaseFixture {
  static let at = Timestamp(iso8601: "2026-01-02T03:04:05Z")!

  static func square(_ longitude: Double, _ latitude: Double, _ size: Double = 0.01) -> [GeoPoint] {
    [(0, 0), (1, 0), (1, 1), (0, 1)].map {
      GeoPoint(longitude: longitude + $0.0 * size, latitude: latitude + $0.1 * size)
    }
  }

  static let sites = [
    Site(
      id: "s1", name: "Works \"A\"",
      polygons: [
        GeoPolygon(exterior: square(126.1, 39.7, 0.05), holes: [square(126.11, 39.71).reversed()]),
        GeoPolygon(exterior: square(126.3, 39.7)),
      ], relations: [Site.Relation(kind: .supplies, to: "s2")]),
    Site(id: "s2", name: "製鉄所", kind: "building", polygons: [GeoPolygon(exterior: square(126.5, 39.7))]),
    Site(
      id: "z1", name: "spur", role: .line, owner: "s1", kind: "rail", polygons: [],
      lines: [[GeoPoint(longitude: 126.1, latitude: 39.7), GeoPoint(longitude: 1.0 / 3 + 126, latitude: 39.8)]]),
  ]

  static func scene(_ name: String, date: String, folder: String = "/home/alice/pictures") -> Scene {
    Scene(
      id: "\(name)-\(ContentHash(of: name).short)", path: "\(folder)/\(name).tif", contentHash: ContentHash(of: name),
      date: Timestamp(iso8601: date)!, dateSource: "fileName", sensor: "PS2", gsd: Metres(3.0625),
      grid: Grid(
        columns: 1_000, rows: 900, geotransform: Geotransform([5e5 + 1.0 / 3, 3, 0.1, 4.4e6, 0.2, -3]),
        crs: CRS("EPSG:32652")),
      bandCount: 4, credit: "© Planet Labs PBC", licence: nil, remarks: ["dates differ by 2 d"])
  }

  static let sceneRows = [
    SceneRow(
      scene("a", date: "2018-07-18T06:41:09Z"),
      alignment: SceneAlignment(
        shiftRows: 0.1, shiftColumns: -1.0 / 3, ce90Metres: 1.5, transform: [1, 0, 0.5, 0, 1, 2]),
      clearFraction: 0.97, footprint: [GeoPolygon(exterior: square(126, 39, 1))]),
    SceneRow(scene("b", date: "2019-01-02"), exclusion: Exclusion(.cloud, "88 % of the site is under cloud.")),
    SceneRow(
      fileName: "notes.tif", contentHash: ContentHash(of: "notes"),
      exclusion: Exclusion(.noDate, "No date was found.")),
    SceneRow(fileName: "torn.tif", contentHash: nil, exclusion: Exclusion(.readFailed, "The file ends too early.")),
  ]

  static func feature(_ id: String, kind: FeatureKind = .building) -> Feature {
    Feature(
      id: id, name: "Hall \"A\" 棟", kind: kind, kindReasons: ["bright roof", "shadow beside it"], change: .built,
      parent: "w1",
      bracket: Bracket(
        notBefore: Timestamp(iso8601: "2018-07-18T06:41:09Z"), notAfter: Timestamp(iso8601: "2019-01-02")),
      area: .estimate(
        Estimate(
          SquareMetres(1_234.5 + 1.0 / 3), low: SquareMetres(0.1 + 0.2), high: SquareMetres(2e17), level: 0.8,
          method: "outline-1")),
      ratios: [
        AreaRatio(
          to: "r1", name: "hall B", estimate: Estimate(Ratio(0.38), low: Ratio(0.3), high: Ratio(1), method: "ratio-1"))
      ],
      score: 12.000_000_1, scenesFor: ["a-1", "b-2"], scenesAgainst: ["c-3"],
      notObservable: [Feature.Unseen(scene: "d-4", reason: .terrainShadow)], status: .accepted,
      mark: Feature.Mark(by: "analyst 2", note: "seen twice", at: at),
      outline: [
        GeoPolygon(
          exterior: square(126.1 + 1.0 / 3, 39.7, 0.001), holes: [square(126.1004, 39.7004, 0.000_1).reversed()]),
        GeoPolygon(exterior: square(126.2, 39.7, 0.001).reversed()),
      ])
  }

  static let standing = Feature(
    id: "r1", kind: .unknown, change: nil, bracket: Bracket(notBefore: nil, notAfter: nil),
    area: .refused("The pixels are too coarse."), score: 0, outline: [])

  static let features = [feature("f1"), standing, feature("f2", kind: .crane)]

  static let observations = [
    Observation(
      feature: "f1", scene: "a-1", date: Timestamp(iso8601: "2018-07-18T06:41:09Z")!, state: .absent, visibility: .seen,
      progress: 1.0 / 3),
    Observation(
      feature: "r1", scene: "b-2", date: Timestamp(iso8601: "2019-01-02")!, state: .notObservable, visibility: .cloud,
      progress: nil),
  ]

  static let acts = [
    LedgerAct(
      StepRecord(
        "warp", version: 2, inputs: [ContentHash(of: "a"), ContentHash(of: "b")],
        settings: ["gsd": 3, "tiny": .decimal(1e-7, places: 7), "big": .number(1e17)], output: ContentHash(of: "out")),
      by: "telltale 0.1.0", at: at),
    LedgerAct("source", by: "analyst 2", at: at, inputs: [ContentHash(of: "doc")]),
  ]

  /// All of it in one commit.
  static func fill(_ store: CaseStore) throws {
    try store.commit { transaction in
      try transaction.save(scenes: sceneRows)
      try transaction.replace(features: features, observations: observations)
      try transaction.append(acts)
      try transaction.set("referenceScene", "a-1")
    }
  }
}

/// A folder of the test's own that is gone when `body` returns; for bodies that wait.
func withTemporaryFolderAsync<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("telltale-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try await body(path)
}
