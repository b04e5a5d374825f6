import Places
import Quantities

/// The pace at a site or in a zone: area that is built on or disturbed in a month, and whether it has quickened.
package struct PaceMeasure {
  private let id: String
  private let name: String
  private let first: Timestamp
  private let last: Timestamp

  package static let method = "bracketed-area"
  /// Verdicts are told from this probability down.
  static let level = 0.05

  /// - Parameters:
  ///   - first: the earliest date.
  ///   - last: the last date whose changes can be confirmed.
  package init(id: String, name: String, first: Timestamp, last: Timestamp) {
    self.id = id
    self.name = name
    self.first = first
    self.last = last
  }

  private static let kinds: Set<FeatureKind> = [
    .building, .housing, .tunnelWorks, .road, .rail, .clearedGround, .excavation, .stockpile, .works,
  ]

  /// - Parameter features: of the site or zone; what belongs to works counts with them, what was rejected not at all.
  package func pace(_ features: [Feature]) -> Pace {
    let changed = features.filter { feature in
      (feature.change == .built || feature.change == .cleared) && feature.parent == nil
        && feature.status != .rejected && Self.kinds.contains(feature.kind)
    }
    let events = changed.compactMap(Self.event)
    let test = PaceTest(events, first: first.daysSince1970, last: last.daysSince1970)
    guard let result = test.result(seed: 7) else {
      return cannotTell(
        "The pace cannot be told: the dates whose changes can be confirmed span \(test.months) whole months, and a test "
          + "against the past needs \(PaceTest.fewestMonths).")
    }
    guard !events.isEmpty else {
      return cannotTell(
        changed.isEmpty
          ? "The pace cannot be told: nothing that was built or cleared was found."
          : "The pace cannot be told: nothing that was built or cleared has both an area and a first date.")
    }
    return pace(result, unmeasured: changed.count - events.count)
  }

  private static func event(_ feature: Feature) -> PaceTest.Event? {
    guard let area = feature.area.estimate, let from = feature.bracket.notBefore, let to = feature.bracket.notAfter
    else { return nil }
    return PaceTest.Event(
      from: from.daysSince1970, to: to.daysSince1970, area: area.value.magnitude, low: area.low.magnitude,
      high: area.high.magnitude)
  }

  private func cannotTell(_ words: String) -> Pace {
    Pace(
      id: id, name: name, from: nil, to: nil, lately: .refused(words), before: .refused(words), verdict: .cannotTell,
      probability: nil, words: words)
  }

  private func pace(_ result: PaceTest.Result, unmeasured: Int) -> Pace {
    let seconds = Int(Double(PaceTest.lately) * PaceTest.daysInMonth * 86_400)
    let isFaster = result.probability <= Self.level && result.lately.value > result.before.value
    let percent = result.probability < 0.005 ? "fewer than 1" : "\(Int((100 * result.probability).rounded()))"
    let chance = "\(percent) of 100 random choices of three months hold as much."
    let words =
      (isFaster ? "Faster than this site's past: " : "Not shown to be faster than this site's past: ") + chance
    let missing =
      unmeasured > 0
      ? " \(unmeasured) found \(unmeasured == 1 ? "change has" : "changes have") no area or no dates and "
        + "\(unmeasured == 1 ? "is" : "are") left out." : ""
    return Pace(
      id: id, name: name, from: Timestamp(secondsSince1970: last.secondsSince1970 - seconds), to: last,
      lately: .estimate(Self.estimate(result.lately)), before: .estimate(Self.estimate(result.before)),
      verdict: isFaster ? .faster : .notShown, probability: result.probability, words: words + missing)
  }

  private static func estimate(_ value: (value: Double, low: Double, high: Double)) -> Estimate<SquareMetresPerMonth> {
    Estimate(
      SquareMetresPerMonth(value.value), low: SquareMetresPerMonth(value.low), high: SquareMetresPerMonth(value.high),
      method: method)
  }
}
