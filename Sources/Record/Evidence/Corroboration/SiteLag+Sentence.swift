import Quantities

extension SiteLag {
  /// "The fuel plant began to build 5 weeks before the assembly plant (90 % interval 2 to 9 weeks)." Ends are rounded
  /// outward.
  package var sentence: String {
    let low = low ?? -.infinity
    let high = high ?? .infinity
    if low > 0 { return Self.settled(first, second, days, low, high, word: "before") }
    if high < 0 { return Self.settled(first, second, days.map { -$0 }, -high, -low, word: "after") }
    return undecided(low, high)
  }

  private static func settled(
    _ one: SiteEvent, _ other: SiteEvent, _ days: Double?, _ near: Double, _ far: Double, word: String
  ) -> String {
    let start = "\(AssessmentText.capitalised(AssessmentText.line(one.name))) \(AssessmentText.clause(one.what))"
    // "before the assembly plant" tells enough where both did the same.
    let end = AssessmentText.line(other.name) + (one.what == other.what ? "" : " \(AssessmentText.clause(other.what))")
    guard let days else {
      let unit = Unit(for: near, near: near)
      return "\(start) at least \(unit.words(near, rounded: .down)) \(word) \(end)."
    }
    let unit = Unit(for: days, near: near)
    return "\(start) \(unit.words(days, rounded: .toNearestOrAwayFromZero)) \(word) \(end) "
      + "(90 % interval \(unit.number(near, rounded: .down)) to \(unit.words(far, rounded: .up)))."
  }

  private func undecided(_ low: Double, _ high: Double) -> String {
    let names = [first, second].map { "\(AssessmentText.line($0.name)) \(AssessmentText.clause($0.what))" }
    let start = "The dates do not tell whether \(names[0]) before \(names[1])"
    let unit = Unit(for: max(low.isFinite ? -low : 0, high.isFinite ? high : 0), near: .infinity)
    let before = high.isFinite ? "up to \(unit.words(high, rounded: .up)) before" : "any time before"
    let after = low.isFinite ? "up to \(unit.words(-low, rounded: .up)) after" : "any time after"
    // An interval that only touches zero lies on one side of it.
    let sides = low == 0 ? before : high == 0 ? after : "\(before) to \(after)"
    return "\(start): \(sides)\(days == nil ? "" : " (90 % interval)")."
  }
}

extension SiteLag {
  /// The unit in which a lag is told: whole ones of it are not much coarser than the interval.
  fileprivate enum Unit: CaseIterable {
    case years, months, weeks, days

    /// - Parameters:
    ///   - days: the lag.
    ///   - near: the end of its interval that lies nearer to none; it is not to become 0.
    init(for days: Double, near: Double) {
      self = Self.allCases.first { days >= $0.least * $0.length && near >= $0.length } ?? .days
    }

    private var length: Double {
      switch self {
      case .years: 365.25
      case .months: 30.4375
      case .weeks: 7
      case .days: 1
      }
    }

    /// How many of them there must be.
    private var least: Double {
      switch self {
      case .years, .weeks: 3
      case .months: 6
      case .days: 0
      }
    }

    func number(_ days: Double, rounded rule: FloatingPointRoundingRule) -> String {
      NumberText.fixed((days / length).rounded(rule), decimals: 0)
    }

    /// "5 weeks", "1 day"
    func words(_ days: Double, rounded rule: FloatingPointRoundingRule) -> String {
      let number = number(days, rounded: rule)
      return "\(number) \(number == "1" ? String("\(self)".dropLast()) : "\(self)")"
    }
  }
}
