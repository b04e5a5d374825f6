import Provenance
import Quantities

/// A number of a claim: value, interval, unit and method, whatever the unit.
package struct ClaimedEstimate: Sendable, Hashable {
  package let value: Double
  package let low: Double
  package let high: Double
  package let level: Double
  /// The contract's short form: `m`, `m2`, `1`, `d` …
  package let unit: String
  package let method: String

  /// `nil` where the interval does not hold the value, or the level is none.
  package init?(value: Double, low: Double, high: Double, level: Double = 0.9, unit: String, method: String) {
    guard low <= value, value <= high, level > 0, level < 1 else { return nil }
    self.value = value
    self.low = low
    self.high = high
    self.level = level
    self.unit = unit
    self.method = method
  }

  package init<Value: Quantity>(_ estimate: Estimate<Value>) {
    value = estimate.value.magnitude
    low = estimate.low.magnitude
    high = estimate.high.magnitude
    level = estimate.level
    unit = Value.unit
    method = estimate.method
  }

  package var json: JSONValue {
    [
      "value": .number(value), "low": .number(low), "high": .number(high), "level": .number(level),
      "unit": .string(unit), "method": .string(method),
    ]
  }

  package init?(json: JSONValue) {
    guard let value = json["value"]?.doubleValue, let low = Self.end(json["low"], open: -.infinity),
      let high = Self.end(json["high"], open: .infinity), let level = json["level"]?.doubleValue,
      let unit = json["unit"]?.stringValue, let method = json["method"]?.stringValue
    else { return nil }
    self.init(value: value, low: low, high: high, level: level, unit: unit, method: method)
  }

  /// JSON has no infinity: an open end is written as null.
  private static func end(_ json: JSONValue?, open: Double) -> Double? { json == .null ? open : json?.doubleValue }

  /// "1,240 m² (90 % interval 1,130 to 1,350 m²)"; of a number without unit no unit is printed.
  package var words: String {
    let text = IntervalText(value: value, low: low, high: high)
    let unit = unitWords.isEmpty ? "" : " " + unitWords
    return "\(text.value)\(unit) (\(levelWords) interval \(text.low) to \(text.high)\(unit))"
  }

  /// "90 %"
  package var levelWords: String { NumberText.share(level) }

  package var unitWords: String {
    switch unit {
    case "1": ""
    case "m2": "m²"
    case "m3": "m³"
    case "deg": "°"
    case "d": "days"
    case "m2/month": "m² a month"
    default: unit
    }
  }
}
