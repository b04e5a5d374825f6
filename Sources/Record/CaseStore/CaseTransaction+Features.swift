import Foundation
import GRDB
import Geodesy
import Places
import Provenance
import Quantities

extension CaseTransaction {
  /// In the order in which they were written.
  package func features() throws -> [Feature] {
    try Row.fetchAll(database, sql: "SELECT id, geom, properties FROM features ORDER BY fid").map { row in
      let outline = (row["geom"] as Data?).map(GeoPackageGeometry.polygons) ?? []
      guard let outline, let json = try? JSONValue(parsing: Data((row["properties"] as String).utf8)),
        let feature = FeatureJSON.feature(properties: json, outline: outline)
      else { throw damaged("features", row["id"]) }
      return feature
    }
  }

  package func observations() throws -> [Observation] {
    try Row.fetchAll(database, sql: "SELECT * FROM observations ORDER BY fid").map { row in
      guard let date = Timestamp(iso8601: row["taken"]), let state = Observation.State(rawValue: row["state"]),
        let visibility = Visibility(rawValue: row["visibility"])
      else { throw damaged("observations", row["feature"]) }
      return Observation(
        feature: row["feature"], scene: row["scene"], date: date, state: state, visibility: visibility,
        progress: row["progress"])
    }
  }

  /// Puts `features` and `observations` in the place of all that were there. Words of persons are kept apart and laid
  /// over the features that bear their ids.
  package func replace(features: [Feature], observations: [Observation]) throws {
    let words = try markedWords()
    try database.execute(sql: "DELETE FROM features; DELETE FROM observations")
    for (index, feature) in features.enumerated() {
      try write(words[feature.id]?.applied(to: feature) ?? feature, number: index + 1)
    }
    let centroids = Dictionary(
      features.map { ($0.id, Centroid.of($0.outline)) }, uniquingKeysWith: { first, _ in first })
    for (index, observation) in observations.enumerated() {
      try write(observation, at: centroids[observation.feature] ?? nil, number: index + 1)
    }
    let corners = features.flatMap { $0.outline.flatMap { $0.exterior } }
    try describe("features", covering: corners)
    try describe("observations", covering: observations.compactMap { centroids[$0.feature] ?? nil })
  }

  func write(_ feature: Feature, number: Int) throws {
    let properties = FeatureJSON.properties(of: feature)
    let area = feature.area.estimate
    let refused: String? = if case .refused(let reason) = feature.area { reason } else { nil }
    try insert(
      into: "features",
      [
        ("fid", number), ("geom", feature.outline.isEmpty ? nil : GeoPackageGeometry.blob(of: feature.outline)),
        ("id", feature.id), ("name", feature.name), ("kind", feature.kind.rawValue),
        ("kindReasons", Self.text(feature.kindReasons)), ("change", feature.change?.rawValue),
        ("parent", feature.parent), ("notBefore", feature.bracket.notBefore?.day),
        ("notAfter", feature.bracket.notAfter?.day), ("area", area?.value.magnitude),
        ("area_low", area?.low.magnitude), ("area_high", area?.high.magnitude), ("area_refused", refused),
        ("ratios", properties["ratios"]?.compactText), ("score", feature.score),
        ("scenesFor", Self.text(feature.scenesFor)), ("scenesAgainst", Self.text(feature.scenesAgainst)),
        ("notObservable", properties["notObservable"]?.compactText), ("status", feature.status.rawValue),
        ("note", feature.mark?.note), ("marked_by", feature.mark?.by), ("properties", properties.compactText),
      ])
  }

  private func write(_ observation: Observation, at place: GeoPoint?, number: Int) throws {
    try insert(
      into: "observations",
      [
        ("fid", number), ("geom", place.map(GeoPackageGeometry.blob(of:))), ("feature", observation.feature),
        ("scene", observation.scene), ("date", observation.date.day), ("taken", observation.date.description),
        ("state", observation.state.rawValue), ("visibility", observation.visibility.rawValue),
        ("progress", observation.progress),
      ])
  }
}
