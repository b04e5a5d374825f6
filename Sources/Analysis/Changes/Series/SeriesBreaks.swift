/// What a pixel's series tells about its breaks.
package struct SeriesBreaks: Sendable, Equatable {
  /// Why a series tells nothing.
  package enum Refusal: Sendable, Equatable, CustomStringConvertible {
    case neverClear
    case tooFewDates(Int, needed: Int)
    case tooShort(days: Double)
    case tooSparse(datesPerYear: Double, needed: Double)
    /// The dates would do, but no stretch of them is stable, or free of gaps, for a year.
    case neverStable

    package var description: String {
      switch self {
      case .neverClear: "No date is clear."
      case .tooFewDates(let count, let needed): "\(count) clear dates; \(needed) are needed."
      case .tooShort(let days): "The clear dates span \(Int(days)) days; a year is needed."
      case .tooSparse(let rate, let needed):
        "\((10 * rate).rounded() / 10) clear dates a year; \(needed) are needed."
      case .neverStable: "No stretch of a year is stable enough to start a model."
      }
    }
  }

  /// In order of time.
  package var segments: [SeriesSegment]
  /// Why breaks could not be looked for; `nil` where they were, be there any or not.
  package var refusal: Refusal?

  package init(segments: [SeriesSegment], refusal: Refusal? = nil) {
    self.segments = segments
    self.refusal = refusal
  }

  /// Days of the breaks, the first that deviates of each.
  package var breakDays: [Double] {
    segments.compactMap { $0.changeProbability >= 1 ? $0.breakDay : nil }
  }

  /// Why clear dates so many and so spread can tell nothing; `nil` where they may.
  static func refusal(days: [Double], _ options: BreakOptions) -> Refusal? {
    guard let first = days.first, let last = days.last else { return .neverClear }
    if days.count < options.fewestDates { return .tooFewDates(days.count, needed: options.fewestDates) }
    if last - first < BreakOptions.daysInYear { return .tooShort(days: last - first) }
    let rate = Double(days.count) / ((last - first) / BreakOptions.daysInYear)
    if rate < options.fewestDatesPerYear { return .tooSparse(datesPerYear: rate, needed: options.fewestDatesPerYear) }
    return nil
  }
}
