import Provenance
import Quantities

/// How well one finding fits one hypothesis.
package struct Weighing: Sendable, Hashable {
  package let finding: String
  package let hypothesis: String
  /// P(finding | hypothesis) relative to a reference that all hypotheses share: only quotients within a finding count.
  /// 0: the hypothesis makes the finding impossible.
  package let weight: Double
  /// The range in which the analyst would still call the weight right.
  package let low: Double
  package let high: Double
  package let reason: String
  package let by: String
  package let at: Timestamp

  /// - Parameters:
  ///   - low: the weight itself where it is left out, as `high`.
  /// - Throws: `incomplete` without finding, hypothesis, reason or name; `outOfRange` unless low ≤ weight ≤ high, all
  ///   finite and above 0, or all three 0.
  package init(
    finding: String, hypothesis: String, weight: Double, low: Double? = nil, high: Double? = nil, reason: String,
    by: String, at: Timestamp
  ) throws(EvidenceError) {
    let place = "\(AssessmentText.name(finding)) on \(AssessmentText.name(hypothesis))"
    guard !AssessmentText.isEmpty(finding), !AssessmentText.isEmpty(hypothesis) else {
      throw EvidenceError(
        .incomplete, at: "weighing", "It names no finding or no hypothesis.", mend: "Name both by their ids.")
    }
    guard !AssessmentText.isEmpty(by) else {
      throw EvidenceError(
        .incomplete, at: place, "Nobody is named who weighed it.", mend: "Give a name or pseudonym with --by.")
    }
    let (low, high) = (low ?? weight, high ?? weight)
    try Self.check(weight, low, high, at: place)
    guard !AssessmentText.isEmpty(reason) else {
      throw EvidenceError(
        .incomplete, at: place,
        weight == 0 ? "A weight of 0 calls the finding impossible, and no reason is given." : "It has no reason.",
        mend: "Say why in a few words.")
    }
    self.finding = finding
    self.hypothesis = hypothesis
    self.weight = weight
    self.low = low
    self.high = high
    self.reason = reason
    self.by = by
    self.at = at
  }

  private static func check(
    _ weight: Double, _ low: Double, _ high: Double, at place: String
  ) throws(EvidenceError) {
    guard low >= 0, low <= weight, weight <= high, high.isFinite else {
      throw EvidenceError(
        .outOfRange, at: place, "The weight is \(weight), in a range of \(low) to \(high).",
        mend: "Give a weight of 0 or above inside its range.")
    }
    guard low > 0 || high == 0 else {
      throw EvidenceError(
        .outOfRange, at: place, "The weight's range begins at 0 and ends at \(high): impossible or not?",
        mend: "Give 0 alone with its reason, or a range that begins above 0.")
    }
  }

  /// The hypothesis makes the finding impossible.
  package var isImpossible: Bool { weight == 0 }
}

extension Weighing {
  package var json: JSONValue {
    [
      "finding": .string(finding), "hypothesis": .string(hypothesis), "weight": .number(weight), "low": .number(low),
      "high": .number(high), "reason": .string(reason), "by": .string(by), "at": .string(at.description),
    ]
  }

  package init?(json: JSONValue) {
    guard let finding = json["finding"]?.stringValue, let hypothesis = json["hypothesis"]?.stringValue,
      let weight = json["weight"]?.doubleValue, let low = json["low"]?.doubleValue,
      let high = json["high"]?.doubleValue, let reason = json["reason"]?.stringValue,
      let by = json["by"]?.stringValue, let at = json.moment("at"),
      let weighing = try? Weighing(
        finding: finding, hypothesis: hypothesis, weight: weight, low: low, high: high, reason: reason, by: by, at: at)
    else { return nil }
    self = weighing
  }
}
