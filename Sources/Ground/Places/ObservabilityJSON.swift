import Provenance
import Quantities

/// `observability.json`: what every zone and feature showed of itself date by date, and the statements of absence.
package enum ObservabilityJSON {
  package static func document(_ observability: Observability, building: AssumedBuilding) -> JSONValue {
    [
      "building": Self.building(building), "zones": .array(observability.zones.map(zone)),
      "features": .array(
        observability.features.map { feature in
          [
            "id": .string(feature.id), "zone": JSONValue(feature.zone), "scenes": .array(feature.days.map(day)),
          ]
        }),
    ]
  }

  private static func building(_ building: AssumedBuilding) -> JSONValue {
    [
      "contrast": .decimal(building.contrast, places: 2), "height": .decimal(building.height.magnitude, places: 1),
      "level": .decimal(building.level, places: 2), "words": .string(building.words),
    ]
  }

  private static func zone(_ zone: ZoneObservability) -> JSONValue {
    [
      "id": .string(zone.id), "name": .string(zone.name), "role": .string(zone.role.rawValue),
      "statement": .string(zone.absence.words), "absence": absence(zone.absence),
      "sizes": .array(
        zone.sizes.map { size in
          [
            "leastDates": .integer(size.leastDates), "smallest": least(size.smallest),
            "planted": .integer(size.planted), "found": .integer(size.found),
          ]
        }),
      "losses": .array(
        zone.losses.map { loss in
          [
            "feature": .string(loss.feature), "kind": .string(loss.kind.rawValue),
            "notBefore": JSONValue(loss.bracket.notBefore?.description),
            "notAfter": JSONValue(loss.bracket.notAfter?.description), "share": .decimal(loss.share, places: 3),
          ]
        }),
      "scenes": .array(zone.days.map(day)),
    ]
  }

  /// Of one zone, as `summary.json` has it too.
  package static func absence(_ absence: Absence) -> JSONValue {
    switch absence {
    case .refused(let reason): return ["refused": .string(reason)]
    case .stated(let statement):
      return [
        "over": .number(Absence.Statement.rounded(statement.over).magnitude), "unit": .string(SquareMetres.unit),
        "level": .decimal(statement.building.level, places: 2), "notBefore": .string(statement.from.description),
        "notAfter": .string(statement.to.description), "neverClear": .decimal(statement.neverClear, places: 3),
        "seldomClear": .decimal(statement.seldomClear, places: 3), "hidden": .decimal(statement.hidden, places: 3),
        "found": .array(statement.found.map { .string($0) }), "others": .array(statement.others.map { .string($0) }),
      ]
    }
  }

  private static func day(_ day: SeenDay) -> JSONValue {
    [
      "scene": .string(day.scene), "date": .string(day.date.description), "seen": .string(day.visibility.rawValue),
      "clear": day.clearShare.map { .decimal($0, places: 3) } ?? .null, "smallest": least(day.smallest),
    ]
  }

  private static func least(_ least: LeastSeen) -> JSONValue {
    switch least {
    case .area(let area):
      ["value": .number(Absence.Statement.rounded(area).magnitude), "unit": .string(SquareMetres.unit)]
    case .refused(let reason): ["refused": .string(reason)]
    }
  }
}
