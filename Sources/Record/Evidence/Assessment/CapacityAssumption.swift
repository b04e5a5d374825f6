import Provenance

/// A range that somebody assumes, with the reasons for it.
package struct CapacityAssumption: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Square metres of floor that one unit occupies for a year.
    case areaPerUnitPerYear
    /// Units that one square metre of floor turns out in a month.
    case unitsPerAreaPerMonth
    /// Share of the floor that is used, above 0 and up to 1.
    case utilisation
  }

  package let kind: Kind
  package let low: Double
  package let high: Double
  /// At least one.
  package let reasons: [String]

  /// - Throws: `outOfRange` unless 0 < low < high, a utilisation up to 1; `incomplete` without a reason.
  package init(_ kind: Kind, low: Double, high: Double, reasons: [String]) throws(EvidenceError) {
    let place = "capacity, \(Self.name(kind))"
    let most = kind == .utilisation ? 1 : Double.greatestFiniteMagnitude
    guard low > 0, high <= most, low <= high else {
      throw EvidenceError(
        .outOfRange, at: place, "The range is \(low) to \(high).",
        mend: kind == .utilisation ? "Give a range above 0 and up to 1." : "Give a range above 0, its low end first.")
    }
    guard low < high else {
      throw EvidenceError(
        .outOfRange, at: place, "Both ends are \(low): an assumption is not known to the point.",
        mend: "Give the lowest and the highest that can be argued for.")
    }
    let reasons = reasons.filter { !AssessmentText.isEmpty($0) }
    guard !reasons.isEmpty else {
      throw EvidenceError(
        .incomplete, at: place, "It has no reason.", mend: "Say on what the range rests: a known plant, a source.")
    }
    self.kind = kind
    self.low = low
    self.high = high
    self.reasons = reasons
  }

  private static func name(_ kind: Kind) -> String {
    switch kind {
    case .areaPerUnitPerYear: "floor area per unit"
    case .unitsPerAreaPerMonth: "units per floor area"
    case .utilisation: "utilisation"
    }
  }

  package var json: JSONValue {
    [
      "kind": .string(kind.rawValue), "low": .number(low), "high": .number(high),
      "reasons": .array(reasons.map { .string($0) }),
    ]
  }

  package init?(json: JSONValue) {
    guard let kind = json["kind"]?.stringValue.flatMap(Kind.init(rawValue:)), let low = json["low"]?.doubleValue,
      let high = json["high"]?.doubleValue, let reasons = json.list("reasons", \.stringValue),
      let assumption = try? CapacityAssumption(kind, low: low, high: high, reasons: reasons)
    else { return nil }
    self = assumption
  }
}
