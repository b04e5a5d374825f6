import Provenance

/// How likely a hypothesis was held to be before the findings, by whom and why.
package struct Prior: Sendable, Hashable {
  package let probability: Double
  /// The range in which who gave it would still call it right.
  package let low: Double
  package let high: Double
  package let by: String
  package let reason: String

  /// - Parameters:
  ///   - low: the probability itself where it is left out, as `high`.
  /// - Throws: `outOfRange` unless 0 < low ≤ probability ≤ high < 1: what is held impossible or certain beforehand no
  ///   finding can change; `incomplete` without name or reason.
  package init(
    _ probability: Double, low: Double? = nil, high: Double? = nil, by: String, reason: String
  ) throws(EvidenceError) {
    let (low, high) = (low ?? probability, high ?? probability)
    guard low > 0, low <= probability, probability <= high, high < 1 else {
      throw EvidenceError(
        .outOfRange, at: "prior", "The prior probability is \(probability), in a range of \(low) to \(high).",
        mend: "Give a probability above 0 and below 1 inside its range: no finding could change another.")
    }
    guard !AssessmentText.isEmpty(by) else {
      throw EvidenceError(
        .incomplete, at: "prior", "Nobody is named who gave it.", mend: "Give a name or pseudonym.")
    }
    guard !AssessmentText.isEmpty(reason) else {
      throw EvidenceError(.incomplete, at: "prior", "It has no reason.", mend: "Say in a few words why.")
    }
    self.probability = probability
    self.low = low
    self.high = high
    self.by = by
    self.reason = reason
  }

  package var json: JSONValue {
    [
      "probability": .number(probability), "low": .number(low), "high": .number(high), "by": .string(by),
      "reason": .string(reason),
    ]
  }

  package init?(json: JSONValue) {
    guard let probability = json["probability"]?.doubleValue, let low = json["low"]?.doubleValue,
      let high = json["high"]?.doubleValue, let by = json["by"]?.stringValue, let reason = json["reason"]?.stringValue,
      let prior = try? Prior(probability, low: low, high: high, by: by, reason: reason)
    else { return nil }
    self = prior
  }
}
