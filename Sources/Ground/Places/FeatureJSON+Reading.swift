import Geodesy
import Provenance
import Quantities

extension FeatureJSON {
  /// The feature that `feature(_:)` wrote, its outline to 7 decimals; `nil` for anything else.
  package static func feature(from json: JSONValue) -> Feature? {
    guard json["type"]?.stringValue == "Feature", let properties = json["properties"],
      let outline = outline(from: json["geometry"] ?? .null)
    else { return nil }
    return feature(properties: properties, outline: outline)
  }

  /// The feature of these `properties`; `nil` where one is missing, misspelt or of the wrong type.
  package static func feature(properties json: JSONValue, outline: [GeoPolygon]) -> Feature? {
    guard let id = json["id"]?.stringValue,
      let kind = json["kind"]?.stringValue.flatMap(FeatureKind.init(rawValue:)),
      let reasons = strings(json["kindReasons"]), let change = optional(json["change"], ChangeKind.init(rawValue:)),
      let parent = optional(json["parent"], { $0 }), let name = optional(json["name"], { $0 }),
      let notBefore = optional(json["notBefore"], Timestamp.init(iso8601:)),
      let notAfter = optional(json["notAfter"], Timestamp.init(iso8601:)), let area = measuredArea(json["area"]),
      let ratios = list(json["ratios"], ratio), let score = number(json["score"], ifNull: .infinity),
      let scenesFor = strings(json["scenesFor"]), let scenesAgainst = strings(json["scenesAgainst"]),
      let unseen = list(json["notObservable"], unseen),
      let status = json["status"]?.stringValue.flatMap(FeatureStatus.init(rawValue:)), let mark = mark(json),
      let life = json["life"].map({ list($0, stage) }) ?? [], let size = size(json),
      let height = optionalMeasure(json["height"], as: Metres.self),
      let floorArea = optionalMeasure(json["floorArea"], as: SquareMetres.self)
    else { return nil }
    return Feature(
      id: id, name: name, kind: kind, kindReasons: reasons, change: change, parent: parent,
      bracket: Bracket(notBefore: notBefore, notAfter: notAfter), area: area, ratios: ratios, score: score,
      scenesFor: scenesFor, scenesAgainst: scenesAgainst, notObservable: unseen, status: status, mark: mark,
      outline: outline, life: life, position: json["position"].flatMap(position), size: size, height: height,
      floorArea: floorArea)
  }

  /// Outer `nil`: sizes that cannot be read. Inner `nil`: none.
  private static func size(_ json: JSONValue) -> FeatureSize?? {
    guard let length = json["length"] else { return .some(nil) }
    guard let length = estimate(from: length, as: Metres.self),
      let width = json["width"].flatMap({ estimate(from: $0, as: Metres.self) }),
      let perimeter = json["perimeter"].flatMap({ estimate(from: $0, as: Metres.self) }),
      let orientation = optionalMeasure(json["orientation"], as: Degrees.self), let orientation
    else { return nil }
    return FeatureSize(length: length, width: width, perimeter: perimeter, orientation: orientation)
  }

  /// Outer `nil`: a measure that cannot be read. Inner `nil`: none.
  private static func optionalMeasure<Value>(_ json: JSONValue?, as type: Value.Type) -> Measured<Value>?? {
    guard let json, json != .null else { return .some(nil) }
    if let reason = json["refused"]?.stringValue { return .refused(reason) }
    return estimate(from: json, as: type).map { .some(.estimate($0)) }
  }

  private static func position(_ json: JSONValue) -> PositionAccuracy? {
    json["source"]?.stringValue.map {
      PositionAccuracy(ce90: json["ce90Metres"]?.doubleValue.map { Metres($0) }, source: $0)
    }
  }

  /// `nil` without its members, of another unit, or where the interval does not hold the value.
  package static func estimate<Value>(
    from json: JSONValue, as type: Value.Type = Value.self
  ) -> Estimate<Value>? {
    guard let value = json["value"]?.doubleValue, let low = number(json["low"], ifNull: -.infinity),
      let high = number(json["high"], ifNull: .infinity), low <= value, value <= high,
      let level = json["level"]?.doubleValue,
      json["unit"]?.stringValue == Value.unit, let method = json["method"]?.stringValue
    else { return nil }
    return Estimate(Value(value), low: Value(low), high: Value(high), level: level, method: method)
  }

  private static func measuredArea(_ json: JSONValue?) -> Measured<SquareMetres>? {
    if let reason = json?["refused"]?.stringValue { return .refused(reason) }
    return json.flatMap { estimate(from: $0) }.map { .estimate($0) }
  }

  private static func ratio(_ json: JSONValue) -> AreaRatio? {
    guard let to = json["to"]?.stringValue, let name = json["name"]?.stringValue,
      let estimate = estimate(from: json, as: Ratio.self)
    else { return nil }
    return AreaRatio(to: to, name: name, estimate: estimate)
  }

  private static func stage(_ json: JSONValue) -> LifeStage? {
    guard let state = json["state"]?.stringValue.flatMap(LifeState.init(rawValue:)),
      let notBefore = optional(json["notBefore"], Timestamp.init(iso8601:)),
      let notAfter = optional(json["notAfter"], Timestamp.init(iso8601:)),
      let since = optional(json["since"], Timestamp.init(iso8601:))
    else { return nil }
    return LifeStage(state: state, begin: Bracket(notBefore: notBefore, notAfter: notAfter), since: since)
  }

  private static func unseen(_ json: JSONValue) -> Feature.Unseen? {
    guard let scene = json["scene"]?.stringValue,
      let reason = json["reason"]?.stringValue.flatMap(Visibility.init(rawValue:))
    else { return nil }
    return Feature.Unseen(scene: scene, reason: reason)
  }

  /// JSON has no infinity: an open end of an interval, and a score beyond all tails, are written as null.
  private static func number(_ json: JSONValue?, ifNull unbounded: Double) -> Double? {
    json == .null ? unbounded : json?.doubleValue
  }

  /// Outer `nil`: a mark that cannot be read. Inner `nil`: no mark.
  private static func mark(_ json: JSONValue) -> Feature.Mark?? {
    guard let by = json["by"] else { return .some(nil) }
    guard let by = by.stringValue, let note = optional(json["note"], { $0 }),
      let at = json["markedAt"]?.stringValue.flatMap(Timestamp.init(iso8601:)),
      let machineKind = optional(json["machineKind"], FeatureKind.init(rawValue:))
    else { return nil }
    return Feature.Mark(by: by, note: note, at: at, machineKind: machineKind)
  }

  /// Outer `nil`: a text that cannot be read. Inner `nil`: null, or no such member.
  private static func optional<Value>(_ json: JSONValue?, _ read: (String) -> Value?) -> Value?? {
    guard let json, json != .null else { return .some(nil) }
    guard let text = json.stringValue, let value = read(text) else { return nil }
    return .some(value)
  }

  private static func list<Item>(_ json: JSONValue?, _ read: (JSONValue) -> Item?) -> [Item]? {
    guard let values = json?.arrayValue else { return nil }
    let items = values.compactMap(read)
    return items.count == values.count ? items : nil
  }

  private static func strings(_ json: JSONValue?) -> [String]? { list(json) { $0.stringValue } }

  // Not GeoJSON.polygons: outlines in the pixel frame lie outside the range of longitudes.
  private static func outline(from geometry: JSONValue) -> [GeoPolygon]? {
    switch geometry["type"]?.stringValue {
    case nil where geometry == .null: []
    case "Polygon": geometry["coordinates"].flatMap(polygon).map { [$0] }
    case "MultiPolygon": list(geometry["coordinates"], polygon)
    default: nil
    }
  }

  private static func polygon(_ json: JSONValue) -> GeoPolygon? {
    guard let rings = list(json, ring), let exterior = rings.first else { return nil }
    return GeoPolygon(exterior: exterior, holes: Array(rings.dropFirst()))
  }

  private static func ring(_ json: JSONValue) -> [GeoPoint]? {
    guard let points = list(json, point), points.count >= 4, points.first == points.last else { return nil }
    return points.dropLast()
  }

  private static func point(_ json: JSONValue) -> GeoPoint? {
    guard let numbers = json.arrayValue, numbers.count >= 2, let longitude = numbers[0].doubleValue,
      let latitude = numbers[1].doubleValue
    else { return nil }
    return GeoPoint(longitude: longitude, latitude: latitude)
  }
}
