import Foundation
import Provenance
import Quantities

/// What a plant could turn out in a year if its floor area is used as assumed: a range, and never one number.
///
/// The range is exact interval arithmetic: its ends are reached where floor area, need of floor and utilisation all lie
/// at their ends. It is wider than the floor area's own interval, as a factor from end to end.
package struct CapacityRange: Sendable, Hashable {
  /// What is made, in the plural: "engines".
  package let product: String
  /// In square metres, with its interval.
  package let floorArea: ClaimedEstimate
  /// Need of floor, or yield of it.
  package let need: CapacityAssumption
  package let utilisation: CapacityAssumption
  /// Units in a year.
  package let low: Double
  package let high: Double

  /// - Throws: `outOfRange` where the floor area is not in square metres, may be nothing or is open above, or the range
  ///   cannot be told; `incomplete` without a product or where the assumptions are not one on floor and one on
  ///   utilisation.
  package init(
    of product: String, floorArea: ClaimedEstimate, need: CapacityAssumption, utilisation: CapacityAssumption
  ) throws(EvidenceError) {
    guard !AssessmentText.isEmpty(product) else {
      throw EvidenceError(
        .incomplete, at: "capacity", "It does not say of what.", mend: "Name what is made, in the plural.")
    }
    guard floorArea.unit == SquareMetres.unit, floorArea.low > 0, floorArea.high.isFinite else {
      throw EvidenceError(
        .outOfRange, at: "capacity",
        "The floor area is \(floorArea.low) to \(floorArea.high) \(AssessmentText.name(floorArea.unit)).",
        mend: "Rest it on a floor area in m2 whose interval begins above 0 and has an end.")
    }
    guard need.kind != .utilisation, utilisation.kind == .utilisation else {
      throw EvidenceError(
        .incomplete, at: "capacity", "It needs one assumption on floor and one on utilisation.",
        mend: "Give the floor that a unit needs, or what floor yields, and the share of the floor that is used.")
    }
    let isNeed = need.kind == .areaPerUnitPerYear
    let yields = isNeed ? (1 / need.high, 1 / need.low) : (12 * need.low, 12 * need.high)
    low = floorArea.low * utilisation.low * yields.0
    high = floorArea.high * utilisation.high * yields.1
    guard low > 0, high.isFinite, high > low else {
      throw EvidenceError(
        .outOfRange, at: "capacity", "The range comes out as \(low) to \(high) a year.",
        mend: "Check the assumptions' units: m2 per unit and year, or units per m2 and month.")
    }
    self.product = product
    self.floorArea = floorArea
    self.need = need
    self.utilisation = utilisation
  }

  /// "If one of the engines takes 40 to 80 m² of floor for a year (…), 50 to 90 % of the floor is used (…) and the
  /// floor area is 4,600 to 5,400 m² (90 % interval), then between 28 and 130 engines a year could be made." Its ends
  /// are rounded outward.
  package var sentence: String {
    let floor = IntervalText(value: floorArea.value, low: floorArea.low, high: floorArea.high)
    let name = AssessmentText.clause(product)
    let used = "\(Self.given(utilisation.low * 100)) to \(Self.given(utilisation.high * 100)) %"
    let start =
      switch need.kind {
      case .unitsPerAreaPerMonth:
        "If one m² of floor yields \(Self.given(need.low)) to \(Self.given(need.high)) \(name) "
          + "a month"
      default:
        "If one of the \(name) takes \(Self.given(need.low)) to \(Self.given(need.high)) m² of "
          + "floor for a year"
      }
    return
      "\(start) (\(Self.reasons(need))), \(used) of the floor is used (\(Self.reasons(utilisation))) and the floor "
      + "area is \(floor.low) to \(floor.high) m² (\(floorArea.levelWords) interval), then between "
      + "\(Self.rounded(low, up: false)) and \(Self.rounded(high, up: true)) \(name) a year could be made."
  }

  private static func reasons(_ assumption: CapacityAssumption) -> String {
    assumption.reasons.map(AssessmentText.clause).joined(separator: "; ")
  }

  /// An assumed number as it was given, to four significant digits.
  private static func given(_ value: Double) -> String {
    let exponent = NumberText.exponent(value: value, low: value, high: value) - 1
    var text = NumberText.rounded(value, toPowerOfTen: min(0, exponent))
    guard text.contains(".") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// Two significant digits, away from the middle of the range.
  private static func rounded(_ value: Double, up: Bool) -> String {
    let exponent = NumberText.exponent(value: value, low: value, high: value) + 1
    let power = pow(10, Double(exponent))
    let scaled = value / power
    // What differs from a whole number by rounding alone is that number.
    let nearest = scaled.rounded()
    let whole = abs(scaled - nearest) < 1e-9 * nearest ? nearest : scaled.rounded(up ? .up : .down)
    return NumberText.rounded(whole * power, toPowerOfTen: exponent)
  }
}

extension CapacityRange {
  package var json: JSONValue {
    [
      "product": .string(product), "floorArea": floorArea.json, "need": need.json, "utilisation": utilisation.json,
      "low": .number(low), "high": .number(high), "unit": "1/year", "sentence": .string(sentence),
    ]
  }

  /// The range that `json` wrote; its ends and its sentence are made anew and not read. `nil` for anything that could
  /// not have been made.
  package init?(json: JSONValue) {
    guard let product = json["product"]?.stringValue,
      let floorArea = json["floorArea"].flatMap(ClaimedEstimate.init(json:)),
      let need = json["need"].flatMap(CapacityAssumption.init(json:)),
      let utilisation = json["utilisation"].flatMap(CapacityAssumption.init(json:)),
      let range = try? CapacityRange(of: product, floorArea: floorArea, need: need, utilisation: utilisation)
    else { return nil }
    self = range
  }
}
