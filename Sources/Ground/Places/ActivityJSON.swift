import Provenance
import Quantities

/// `activity.json`: lines, zones and pace, each date an Estimate or the reason why it could not be seen.
package enum ActivityJSON {
  package static func document(_ activity: Activity) -> JSONValue {
    [
      "lines": .array(activity.lines.map(line)), "zones": .array(activity.zones.map(zone)),
      "pace": .array(activity.pace.map(pace)), "totals": .array(activity.totals.map(total)),
    ]
  }

  private static func line(_ line: LineActivity) -> JSONValue {
    [
      "id": .string(line.id), "name": .string(line.name), "kind": JSONValue(line.kind),
      "length": .decimal(line.length.magnitude, places: 2), "refused": JSONValue(line.refused),
      "baseline": ["ownLook": stretches(line.ownLook), "undetermined": stretches(line.undetermined)],
      "notes": .array(line.notes.map { .string($0) }),
      "scenes": .array(
        line.days.map { day in
          [
            "scene": .string(day.scene), "date": .string(day.date.description), "occupied": observed(day.occupied, 2),
            "stretches": stretches(day.stretches), "clear": .decimal(day.clearShare, places: 3),
          ]
        }),
    ]
  }

  private static func zone(_ zone: ZoneActivity) -> JSONValue {
    let days = zone.days.map { day -> JSONValue in
      [
        "scene": .string(day.scene), "date": .string(day.date.description), "index": observed(day.index, 5),
        "busierThan": day.busierThan.map { .decimal($0, places: 3) } ?? .null,
        "clear": .decimal(day.clearShare, places: 3),
      ]
    }
    let members: [JSONValue.Member] = [
      .init("id", .string(zone.id)), .init("name", .string(zone.name)), .init("role", .string(zone.role.rawValue)),
      .init("refused", JSONValue(zone.refused)), .init("notes", .array(zone.notes.map { .string($0) })),
      .init("count", ["refused": .string(zone.countRefused)]), .init("scenes", .array(days)),
    ]
    return .object(members + (zone.temperature.map { [.init("temperature", temperature($0))] } ?? []))
  }

  private static func temperature(_ temperature: ZoneTemperature) -> JSONValue {
    if let refused = temperature.refused { return ["refused": .string(refused)] }
    return [
      "scenes": .array(
        temperature.days.map { day in
          [
            "scene": .string(day.scene), "date": .string(day.date.description),
            "temperature": observed(day.temperature, 2), "above": observed(day.above, 2),
            "warmerThan": day.warmerThan.map { .decimal($0, places: 3) } ?? .null,
          ]
        }), "notes": .array(temperature.notes.map { .string($0) }),
    ]
  }

  private static func pace(_ pace: Pace) -> JSONValue {
    [
      "id": .string(pace.id), "name": .string(pace.name), "from": JSONValue(pace.from?.description),
      "to": JSONValue(pace.to?.description), "lately": measured(pace.lately), "before": measured(pace.before),
      "verdict": .string(pace.verdict.rawValue), "p": pace.probability.map { .decimal($0, places: 4) } ?? .null,
      "words": .string(pace.words),
    ]
  }

  private static func total(_ total: AreaTotal) -> JSONValue {
    [
      "kind": .string(total.kind.rawValue), "change": .string(total.change.rawValue), "count": .integer(total.count),
      "measured": .integer(total.measured), "area": estimate(total.area, 2),
    ]
  }

  private static func stretches(_ stretches: [LineStretch]) -> JSONValue {
    .array(stretches.map { [.decimal($0.from.magnitude, places: 2), .decimal($0.to.magnitude, places: 2)] })
  }

  private static func observed<Value>(_ observed: Observed<Value>, _ places: Int) -> JSONValue {
    switch observed {
    case .estimate(let value): estimate(value, places)
    case .notObservable(let reason): ["notObservable": .string(reason.rawValue)]
    }
  }

  private static func measured(_ measured: Measured<SquareMetresPerMonth>) -> JSONValue {
    switch measured {
    case .estimate(let value): estimate(value, 2)
    case .refused(let reason): ["refused": .string(reason)]
    }
  }

  /// As the contract writes an Estimate, in a fixed number of decimals.
  private static func estimate<Value>(_ estimate: Estimate<Value>, _ places: Int) -> JSONValue {
    [
      "value": .decimal(estimate.value.magnitude, places: places),
      "low": .decimal(estimate.low.magnitude, places: places),
      "high": .decimal(estimate.high.magnitude, places: places), "level": .number(estimate.level),
      "unit": .string(Value.unit), "method": .string(estimate.method),
    ]
  }
}
