import Foundation
import Provenance

@testable import Scoring

/// A made-up region `XX_R001` on disk, 2016 to 2021, with squares as sites; removed when it is let go.
final class SmartFolder {
  static let region = "XX_R001"
  let path: String
  var truth: String { path + "/truth" }
  var proposals: String { path + "/proposals" }

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("smart-\(UUID().uuidString)").path
    for part in ["truth/site_models", "truth/region_models", "proposals"] {
      try FileManager.default.createDirectory(atPath: path + "/" + part, withIntermediateDirectories: true)
    }
    try write(
      "truth/region_models/\(Self.region).geojson",
      Self.collection([
        Self.feature(
          ["type": "region", "region_id": .string(Self.region), "start_date": "2016-01-01", "end_date": "2021-12-31"],
          Self.square(10, 40, side: 0.1))
      ]))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// One look: date, phase (`nil` for none), and the polygons.
  typealias Look = (day: String?, phase: String?, squares: [JSONValue])

  func addTruth(
    _ number: String, status: String = "positive_annotated", start: String?, end: String?, version: String = "1.0.0",
    _ looks: [Look]
  ) throws {
    try write(
      "truth/site_models/\(Self.region)_\(number).geojson",
      Self.model(number, status, "te", start, end, version: version, looks))
  }

  func addProposal(
    _ number: String, start: String?, end: String?, status: String = "system_confirmed", score: Double = 1,
    _ looks: [Look]
  ) throws {
    try write(
      "proposals/\(Self.region)_\(number).geojson", Self.model(number, status, "test", start, end, score: score, looks))
  }

  func write(_ name: String, _ document: JSONValue) throws { try write(name, document.prettyText) }
  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  /// - Parameter change: what is asked for beside the usual.
  func score(_ change: (inout SmartScore.Request) -> Void = { _ in }) throws -> SmartScore {
    var request = SmartScore.Request(truth: truth, proposals: proposals, region: Self.region)
    request.sweep.rho = [0.5]
    request.sweep.temporalOverProposal = [0.1]
    request.sweep.temporalOverTruth = [0.2]
    change(&request)
    return try SmartScore(request)
  }
}

extension SmartFolder {
  static func model(
    _ number: String, _ status: String, _ originator: String, _ start: String?, _ end: String?,
    version: String = "1.0.0", score: Double = 1, _ looks: [Look]
  ) -> JSONValue {
    let id = "\(region)_\(number)"
    let site = feature(
      [
        "type": "site", "region_id": .string(region), "site_id": .string(id), "version": .string(version),
        "status": .string(status), "score": .number(score), "start_date": JSONValue(start),
        "end_date": JSONValue(end), "originator": .string(originator),
      ], looks[0].squares[0])
    return collection(
      [site]
        + looks.map { look in
          feature(
            [
              "type": "observation", "observation_date": JSONValue(look.day), "source": .null,
              "current_phase": JSONValue(look.phase),
              "is_site_boundary": look.phase == nil
                ? .null : .string(look.squares.map { _ in "True" }.joined(separator: ", ")),
            ],
            [
              "type": "MultiPolygon",
              "coordinates": .array(look.squares.map { $0["coordinates"] ?? .null }),
            ])
        })
  }

  static func collection(_ features: [JSONValue]) -> JSONValue {
    ["type": "FeatureCollection", "features": .array(features)]
  }

  static func feature(_ properties: JSONValue, _ geometry: JSONValue) -> JSONValue {
    ["type": "Feature", "properties": properties, "geometry": geometry]
  }

  /// From its south-west corner, degrees.
  static func square(_ west: Double, _ south: Double, side: Double) -> JSONValue {
    rectangle(west, south, width: side, height: side)
  }

  static func rectangle(_ west: Double, _ south: Double, width: Double, height: Double) -> JSONValue {
    let (east, north) = (west + width, south + height)
    let ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return [
      "type": "Polygon", "coordinates": .array([.array(ring.map { .array([.number($0.0), .number($0.1)]) })]),
    ]
  }
}
