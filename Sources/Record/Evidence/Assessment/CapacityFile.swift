import Foundation
import Provenance
import Quantities

/// Capacity ranges as a person writes them in a file: the floor area by the feature that has it, or as an estimate, and
/// what is assumed of it.
///
/// ```json
/// {"capacities": [
///   {"product": "engines",
///    "floorArea": {"feature": "f-4d9e0b7a2"},
///    "need": {"kind": "areaPerUnitPerYear", "low": 40, "high": 80, "reasons": ["two plants of the same maker, S3"]},
///    "utilisation": {"low": 0.5, "high": 0.9, "reasons": ["one shift to two shifts"]}},
///   {"product": "wagons",
///    "floorArea": {"value": 5000, "low": 4600, "high": 5400, "unit": "m2", "method": "plan of the hall, S5"},
///    "need": {"kind": "unitsPerAreaPerMonth", "low": 0.01, "high": 0.03, "reasons": ["S5, page 4"]},
///    "utilisation": {"low": 0.6, "high": 1, "reasons": ["no other use was seen"]}}
/// ]}
/// ```
package enum CapacityFile {
  private static let most = 1_000

  /// - Parameters:
  ///   - file: what errors call it.
  ///   - floorArea: of a feature by its id, in square metres; `nil` where there is none.
  /// - Throws: `unreadable`, `incomplete`, `outOfRange` or `unknown`, with the item and member that is wrong.
  package static func read(
    _ data: Data, at file: String, by person: String, on moment: Timestamp, floorArea: (String) -> ClaimedEstimate?
  ) throws(EvidenceError) -> [StatedCapacity] {
    let form = try InputForm(data, at: file)
    _ = try form.required("capacities")
    var capacities: [StatedCapacity] = []
    for item in try form.items("capacities", most: most) {
      capacities.append(try capacity(item, by: person, on: moment, floorArea))
    }
    return capacities
  }

  package static func json(_ capacities: [StatedCapacity]) -> JSONValue {
    ["capacities": .array(capacities.map(\.json))]
  }

  private static func capacity(
    _ item: InputForm, by person: String, on moment: Timestamp, _ floorArea: (String) -> ClaimedEstimate?
  ) throws(EvidenceError) -> StatedCapacity {
    guard item.json.members != nil else { throw item.wrong("an object") }
    let product = try item.required("product").text()
    let floor = try item.required("floorArea")
    let feature = try floor.part("feature")?.text()
    let area: ClaimedEstimate
    if let feature {
      guard let known = floorArea(feature) else {
        throw EvidenceError(
          .unknown, at: floor.place, "There is no feature \"\(AssessmentText.name(feature))\" with a floor area.",
          mend: "Take an id from reports/latest/features.geojson, or give the floor area as an estimate.")
      }
      area = known
    } else {
      area = try estimate(floor)
    }
    let needForm = try item.required("need")
    let word = try needForm.required("kind")
    guard let kind = word.json.stringValue.flatMap(CapacityAssumption.Kind.init(rawValue:)), kind != .utilisation else {
      throw word.wrong("areaPerUnitPerYear or unitsPerAreaPerMonth")
    }
    let need = try assumption(kind, needForm)
    let utilisation = try assumption(.utilisation, try item.required("utilisation"))
    return try item.making { () throws(EvidenceError) in
      try StatedCapacity(
        CapacityRange(of: product, floorArea: area, need: need, utilisation: utilisation), feature: feature,
        by: person, at: moment)
    }
  }

  private static func estimate(_ form: InputForm) throws(EvidenceError) -> ClaimedEstimate {
    guard form.json.members != nil else { throw form.wrong("an estimate, or the id of a feature,") }
    let value = try form.required("value").number()
    let (low, high) = (try form.required("low").number(), try form.required("high").number())
    let level = try form.part("level")?.number() ?? 0.9
    let unit = try form.part("unit")?.text() ?? SquareMetres.unit
    let method = try form.required("method").text()
    guard
      let estimate = ClaimedEstimate(value: value, low: low, high: high, level: level, unit: unit, method: method)
    else {
      throw EvidenceError(
        .outOfRange, at: form.place, "The interval \(low) to \(high) at level \(level) does not hold \(value).",
        mend: "Give low ≤ value ≤ high, and a level between 0 and 1.")
    }
    return estimate
  }

  private static func assumption(
    _ kind: CapacityAssumption.Kind, _ form: InputForm
  ) throws(EvidenceError) -> CapacityAssumption {
    guard form.json.members != nil else { throw form.wrong("an object") }
    let (low, high) = (try form.required("low").number(), try form.required("high").number())
    var reasons: [String] = []
    for reason in try form.items("reasons", most: 100) { reasons.append(try reason.text()) }
    return try form.making { () throws(EvidenceError) in
      try CapacityAssumption(kind, low: low, high: high, reasons: reasons)
    }
  }
}
