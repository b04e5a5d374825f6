import Provenance
import Quantities

/// How many days one event lies before another; negative where it lies after it.
///
/// Each event is taken as equally likely at every moment of its bracket, and the two as independent; the 90 % interval
/// is then exact. Days without a time of day count from their midnight on, so that each date may be a day off. Where a
/// bracket is open the interval is, and its other end is one that the dates leave no way around.
package struct SiteLag: Sendable, Hashable {
  package let first: SiteEvent
  package let second: SiteEvent
  /// The middle; `nil` where the interval is open.
  package let days: Double?
  /// `nil` where it is open below.
  package let low: Double?
  /// `nil` where it is open above.
  package let high: Double?
  /// Probability that the first came first; `nil` where a bracket is open and the dates do not settle it.
  package let probabilityFirst: Double?

  /// - Throws: `incomplete` where the open brackets leave neither a least nor a greatest number of days.
  package init(between first: SiteEvent, and second: SiteEvent) throws(EvidenceError) {
    self.first = first
    self.second = second
    let (a, b) = (first.bracket, second.bracket)
    if let span = Self.span(a), let other = Self.span(b) {
      let difference = MomentDifference(from: span, to: other)
      days = difference.quantile(0.5)
      low = difference.quantile(0.05)
      high = difference.quantile(0.95)
      probabilityFirst = 1 - difference.below(0)
      return
    }
    days = nil
    low = a.notAfter.flatMap { last in b.notBefore.map { $0.days(since: last) } }
    high = a.notBefore.flatMap { first in b.notAfter.map { $0.days(since: first) } }
    probabilityFirst = (low ?? -1) >= 0 ? 1 : (high ?? 1) < 0 ? 0 : nil
    guard low != nil || high != nil else {
      throw EvidenceError(
        .incomplete, at: "\(AssessmentText.name(first.site)) and \(AssessmentText.name(second.site))",
        "Their dates are open on sides that leave any number of days between them.",
        mend: "Find an earlier or a later picture of one of the two sites.")
    }
  }

  private static func span(_ bracket: Bracket) -> ClosedRange<Double>? {
    guard let first = bracket.notBefore, let last = bracket.notAfter else { return nil }
    return first.daysSince1970...last.daysSince1970
  }

  /// Whether the interval leaves no doubt of which came first.
  package var isSettled: Bool { (low ?? -1) > 0 || (high ?? 1) < 0 }

  /// As a number of days with its interval; `nil` where the interval is open.
  package var estimate: ClaimedEstimate? {
    guard let days, let low, let high else { return nil }
    return ClaimedEstimate(
      value: days, low: low, high: high, unit: "d", method: "difference of moments uniform in their brackets")
  }

  /// "The fuel plant's beginning lies so many days before that of the assembly plant", as a claim.
  /// - Throws: `incomplete` where an event is no beginning or a bracket is open.
  package func claim() throws(EvidenceError) -> Claim {
    let place = "\(AssessmentText.name(first.site)) and \(AssessmentText.name(second.site))"
    guard first.isBeginning, second.isBeginning else {
      throw EvidenceError(
        .incomplete, at: place, "One of the two events is no beginning.",
        mend: "Claim the two events by their own dates.")
    }
    guard let estimate else {
      throw EvidenceError(
        .incomplete, at: place, "A date is open, and the days between have no interval.",
        mend: "Claim the two events by their own dates, or find a picture that closes the bracket.")
    }
    let claim = Claim(
      ClaimParty(kind: .place, id: first.site, name: first.name), .beganBefore,
      object: ClaimParty(kind: .place, id: second.site, name: second.name), estimate: estimate,
      origins: first.origins + second.origins)
    try claim.check(at: place)
    return claim
  }

  package var json: JSONValue {
    let number = { (value: Double?) in value.map { JSONValue.number($0) } ?? .null }
    return [
      "first": first.json, "second": second.json, "days": number(days), "low": number(low), "high": number(high),
      "level": 0.9, "probabilityFirst": number(probabilityFirst), "sentence": .string(sentence),
    ]
  }
}
