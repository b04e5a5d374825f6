/// A truth site as it counts in one subset of activity.
struct TruthSite {
  let stack: SiteStack
  let status: SiteStatus
  let start: CalendarDay?
  let end: CalendarDay?
  /// Days at work; the site's own days where it counts neither way.
  let days: DaySet
  /// What a proposal's days must cover a share of, and be among.
  let surely: DaySet
  let possibly: DaySet

  var id: String { stack.id }

  /// - Parameters:
  ///   - isCutByRegion: whether a part of the site lies outside the region.
  ///   - smallestArea: square kilometres that a site must exceed.
  init(_ stack: SiteStack, subset: ActivitySubset, isCutByRegion: Bool, smallestArea: Double) {
    self.stack = stack
    status = Self.status(of: stack, subset, isCutByRegion, smallestArea)
    if status.isIgnored {
      (start, end) = (stack.start, stack.end)
      days = DaySet(from: stack.start, to: stack.end)
    } else {
      (start, end) = (stack.activity.start, stack.activity.end)
      days = stack.activity.days
    }
    surely = status.hasPhases ? stack.activity.surely : days
    possibly = status.hasPhases ? stack.activity.possibly : days
  }

  private static func status(
    of stack: SiteStack, _ subset: ActivitySubset, _ isCutByRegion: Bool, _ smallestArea: Double
  ) -> SiteStatus {
    let isNegative = [SiteStatus.negative, .negativeUnbounded, .transientNegative].contains(stack.status)
    if !isNegative, let area = stack.largestArea, area > 0, area <= smallestArea { return stack.status.ignored }
    if isCutByRegion { return stack.status.ignored }
    let status = stack.isOpen ? stack.status : stack.annotated
    guard status.isComplete || status == .positivePartial else { return status }
    switch stack.bounds {
    case .before, .fromBefore, .after: return status.unbounded
    case .pastEnd: return subset == .completed ? status.unbounded : status
    case .within:
      // Works that were finished are no partial ones, and the other way round.
      let isAside = status.isComplete ? subset == .partial : subset == .completed
      return isAside ? status.ignored : status
    }
  }
}
