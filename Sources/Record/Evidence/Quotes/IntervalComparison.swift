/// How a quoted number stands to an interval that was measured.
///
/// A range or bound agrees when it holds the whole interval, exceeds when it cuts it, and contradicts when it lies
/// outside. A hedged number agrees when it comes as near as its rounding. A bare number agrees when it is the value in
/// the rounding in which it is said or stands in the inner half of the interval; elsewhere in the interval it is
/// unclear, since the finding does not give it, yet does not rule it out. Digits finer than a fortieth of the interval,
/// and "exactly", exceed.
struct IntervalComparison {
  let verdict: QuoteVerdict.Verdict
  let reason: String

  private init(_ verdict: QuoteVerdict.Verdict, _ reason: String) {
    self.verdict = verdict
    self.reason = reason
  }

  init(_ quoted: QuotedInterval, value: Double, low: Double, high: Double) {
    guard !quoted.low.isNaN, !quoted.high.isNaN else {
      self.init(.unclear, "its number cannot be read")
      return
    }
    if let centre = quoted.centre {
      self = Self.point(quoted, centre, value, low, high)
    } else {
      self = Self.range(quoted, low, high)
    }
  }

  private static func range(_ quoted: QuotedInterval, _ low: Double, _ high: Double) -> IntervalComparison {
    let slack = max(quoted.step / 2, abs(high) * 1e-9)
    if quoted.high < low || quoted.low > high { return .init(.contradicts, "that lies outside the interval") }
    if quoted.low <= low + slack, quoted.high >= high - slack { return .init(.agrees, "that holds the interval") }
    return .init(.exceeds, "that is narrower than the interval, which is not ruled out beyond it")
  }

  private static func point(
    _ quoted: QuotedInterval, _ centre: Double, _ value: Double, _ low: Double, _ high: Double
  ) -> IntervalComparison {
    let isInside = low <= centre && centre <= high
    if quoted.isExact, isInside, high > low {
      return .init(.exceeds, "it is called exact, and only an interval is known")
    }
    if quoted.isHedged {
      return quoted.low <= high && quoted.high >= low
        ? .init(.agrees, "that is within the interval as roundly as it is said")
        : .init(.contradicts, "that lies outside the interval")
    }
    let isValueRounded =
      quoted.step > 0 && abs((value / quoted.step).rounded() * quoted.step - centre) < quoted.step * 1e-6
    let isValue = quoted.low <= value && value <= quoted.high
    guard isInside else {
      return isValueRounded || isValue && quoted.step > 0
        ? .init(.unclear, "that is the value rounded beyond its interval")
        : .init(.contradicts, "that lies outside the interval")
    }
    let isWritten = quoted.unit > 0 && abs((value / quoted.unit).rounded() * quoted.unit - centre) < quoted.unit * 1e-6
    if isWritten { return .init(.agrees, "that is its value") }
    if quoted.step > 0, quoted.step < (high - low) / 40 {
      return .init(.exceeds, "that has more digits than the interval supports")
    }
    let distance = max(0, abs(centre - value) - max(quoted.high - centre, centre - quoted.low))
    return isValueRounded || distance <= (high - low) / 4
      ? .init(.agrees, "that is close to its value")
      : .init(.unclear, "that is within the interval but is not the number found")
  }
}
