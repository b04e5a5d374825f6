import Geodesy
import Provenance
import Quantities
import Vectors

/// Features as the contract writes them: RFC 7946, with `id` as the GeoJSON member and again in `properties`.
package enum FeatureJSON {
  package static func feature(_ feature: Feature) -> JSONValue {
    [
      "type": "Feature", "id": .string(feature.id),
      "geometry": feature.outline.isEmpty ? .null : GeoJSON.geometry(of: feature.outline),
      "properties": properties(of: feature),
    ]
  }

  /// - Parameter pixelFrame: the outlines are pixel columns and rows of a picture without CRS, held as longitude and
  ///   latitude; readers are then told so by `"frame": "pixel"`.
  package static func collection(_ features: [Feature], pixelFrame: Bool = false) -> JSONValue {
    let frame: [JSONValue.Member] = pixelFrame ? [.init("frame", "pixel")] : []
    return .object(
      [.init("type", "FeatureCollection")] + frame + [.init("features", .array(features.map(feature)))])
  }

  package static func properties(of feature: Feature) -> JSONValue {
    var members: [JSONValue.Member] = [.init("id", .string(feature.id))]
    if let name = feature.name { members.append(.init("name", .string(name))) }
    members += [
      .init("kind", .string(feature.kind.rawValue)), .init("kindReasons", strings(feature.kindReasons)),
      .init("change", JSONValue(feature.change?.rawValue)), .init("parent", JSONValue(feature.parent)),
      .init("notBefore", JSONValue(feature.bracket.notBefore?.description)),
      .init("notAfter", JSONValue(feature.bracket.notAfter?.description)),
      .init("area", measured(feature.area)), .init("ratios", .array(feature.ratios.map(ratio))),
      .init("score", .number(feature.score)), .init("scenesFor", strings(feature.scenesFor)),
      .init("scenesAgainst", strings(feature.scenesAgainst)),
      .init("notObservable", .array(feature.notObservable.map(unseen))),
      .init("status", .string(feature.status.rawValue)),
    ]
    if let size = feature.size { members += self.size(size) }
    if let height = feature.height { members.append(.init("height", measured(height))) }
    if let floors = feature.floorArea { members.append(.init("floorArea", measured(floors))) }
    if !feature.life.isEmpty { members.append(.init("life", life(feature.life))) }
    if let position = feature.position { members.append(.init("position", Self.position(position))) }
    if let mark = feature.mark {
      members += [
        .init("by", .string(mark.by)), .init("note", JSONValue(mark.note)),
        .init("markedAt", .string(mark.at.description)),
      ]
      if let kind = mark.machineKind { members.append(.init("machineKind", .string(kind.rawValue))) }
    }
    return .object(members)
  }

  /// `ce90Metres` is null where nothing is known of it.
  package static func position(_ position: PositionAccuracy) -> JSONValue {
    [
      "ce90Metres": position.ce90.map { .decimal($0.magnitude, places: 2) } ?? .null,
      "source": .string(position.source),
    ]
  }

  package static func estimate<Value>(_ estimate: Estimate<Value>) -> JSONValue {
    .object(members(of: estimate))
  }

  private static func members<Value>(of estimate: Estimate<Value>) -> [JSONValue.Member] {
    [
      .init("value", .number(estimate.value.magnitude)), .init("low", .number(estimate.low.magnitude)),
      .init("high", .number(estimate.high.magnitude)), .init("level", .number(estimate.level)),
      .init("unit", .string(Value.unit)), .init("method", .string(estimate.method)),
    ]
  }

  package static func size(_ size: FeatureSize) -> [JSONValue.Member] {
    [
      .init("length", estimate(size.length)), .init("width", estimate(size.width)),
      .init("perimeter", estimate(size.perimeter)), .init("orientation", measured(size.orientation)),
    ]
  }

  package static func measured<Value>(_ measured: Measured<Value>) -> JSONValue {
    switch measured {
    case .estimate(let value): estimate(value)
    case .refused(let reason): ["refused": .string(reason)]
    }
  }

  package static func ratio(_ ratio: AreaRatio) -> JSONValue {
    .object([.init("to", .string(ratio.to)), .init("name", .string(ratio.name))] + members(of: ratio.estimate))
  }

  package static func life(_ stages: [LifeStage]) -> JSONValue { .array(stages.map(stage)) }

  private static func stage(_ stage: LifeStage) -> JSONValue {
    [
      "state": .string(stage.state.rawValue), "notBefore": JSONValue(stage.begin.notBefore?.description),
      "notAfter": JSONValue(stage.begin.notAfter?.description), "since": JSONValue(stage.since?.description),
    ]
  }

  private static func unseen(_ unseen: Feature.Unseen) -> JSONValue {
    ["scene": .string(unseen.scene), "reason": .string(unseen.reason.rawValue)]
  }

  private static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}
