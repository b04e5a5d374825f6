import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Vectors

/// One feature as a SMART site model.
struct SmartSite {
  let name: String
  let polygon: GeoPolygon
  let model: JSONValue
  /// The same as a line of the region model.
  let summary: JSONValue

  /// - Parameters:
  ///   - observations: of this feature.
  ///   - sensors: by scene id, as the format names them.
  init(
    _ feature: Feature, name: String, region: SmartRegionName, observations: [Observation], sensors: [String: String]
  ) throws {
    self.name = name
    // The format has no room for holes that come and go, nor for several grounds of one site.
    let polygon =
      feature.outline.max { Geodesics.area(of: $0).magnitude < Geodesics.area(of: $1).magnitude }
      ?? GeoPolygon(exterior: [])
    self.polygon = GeoPolygon(exterior: polygon.exterior)
    let dated = Self.dated(observations.filter { $0.visibility == .seen })
    let common: [JSONValue.Member] = [
      .init("site_id", .string(name)), .init("version", .string(SmartModels.version)),
      .init("mgrs", .string(try SmartModels.square(of: self.polygon))), .init("status", "system_confirmed"),
      .init("start_date", JSONValue(dated.first?.date.day)), .init("end_date", JSONValue(dated.last?.date.day)),
      .init("model_content", "proposed"), .init("originator", .string(SmartModels.originator)),
      .init("score", .decimal(Self.confidence(feature.score), places: 6)), .init("validated", "False"),
    ]
    let cache: JSONValue = [
      "feature": .string(feature.id), "kind": .string(feature.kind.rawValue),
      "status": .string(feature.status.rawValue), "life": FeatureJSON.life(feature.life),
    ]
    let geometry = GeoJSON.geometry(of: [self.polygon])
    let site: JSONValue = [
      "type": "Feature",
      "properties": .object(
        [.init("type", "site"), .init("region_id", .string(region.id))] + common + [.init("cache", cache)]),
      "geometry": geometry,
    ]
    let several: JSONValue = ["type": "MultiPolygon", "coordinates": [geometry["coordinates"] ?? .null]]
    let seen = dated.map { observation -> JSONValue in
      [
        "type": "Feature",
        "properties": [
          "type": "observation", "observation_date": .string(observation.date.day),
          "source": .string(observation.scene), "sensor_name": JSONValue(sensors[observation.scene]),
          "current_phase": .string(Self.phase(feature.life, on: observation.date)), "is_occluded": "False",
          "is_site_boundary": "True", "score": .decimal(Self.confidence(feature.score), places: 6),
        ],
        "geometry": several,
      ]
    }
    model = ["type": "FeatureCollection", "features": .array([site] + seen)]
    summary = [
      "type": "Feature", "properties": .object([.init("type", "site_summary")] + common + [.init("cache", cache)]),
      "geometry": geometry,
    ]
  }

  /// One a day, the first, by date.
  private static func dated(_ observations: [Observation]) -> [Observation] {
    var days: Set<String> = []
    return observations.sorted { ($0.date, $0.scene) < ($1.date, $1.scene) }.filter {
      days.insert($0.date.day).inserted
    }
  }

  /// The state that was more likely than not begun on that date.
  static func phase(_ life: [LifeStage], on date: Timestamp) -> String {
    switch life.last(where: { $0.since.map { $0 <= date } ?? true })?.state {
    case nil, .absent: "No Activity"
    case .preparing: "Site Preparation"
    case .underConstruction: "Active Construction"
    case .complete, .altered: "Post Construction"
    case .removed: "Unknown"
    }
  }

  /// 1 less the calibrated tail probability.
  private static func confidence(_ score: Double) -> Double { 1 - pow(10, -max(0, score)) }
}
