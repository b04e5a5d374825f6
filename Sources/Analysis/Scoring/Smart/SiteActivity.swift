/// The days on which a site is at work.
struct SiteActivity {
  /// First day that is known to be at work, or the site's own start.
  private(set) var start: CalendarDay?
  private(set) var end: CalendarDay?
  /// Of a site with phases the day of the last look without activity, cut to the region's dates; else `nil`.
  private(set) var earliestStart: CalendarDay?
  /// From `start` to `end`.
  private(set) var days = DaySet()
  /// Days that are surely at work; those of a proposal must cover a share of these.
  private(set) var surely = DaySet()
  /// Days that may be at work; a share of a proposal's days must be among these.
  private(set) var possibly = DaySet()

  /// Of a site without phases: its dates.
  init(from start: CalendarDay, to end: CalendarDay) {
    self.start = start
    self.end = end
    days = DaySet(from: start, to: end)
    (surely, possibly) = (days, days)
  }

  /// Of a proposal that is several joined.
  init(joining activities: [SiteActivity]) {
    start = activities.compactMap(\.start).min()
    end = activities.compactMap(\.end).max()
    days = activities.reduce(DaySet()) { $0.union($1.days) }
    (surely, possibly) = (days, days)
  }

  /// Of a site with phases: from the first look at work to the first look with all parts done. Without a look at work
  /// within the region's dates there is none.
  init(before: [SiteStack.Observation], within: [SiteStack.Observation], region: RegionModel) {
    let (pre, inner) = (before.compactMap(\.phase), within.compactMap(\.phase))
    let isDone = inner.contains { $0.contains(SitePhase.postConstruction.rawValue) }
    if SitePhase.isActive(pre), SitePhase.isActive(inner) || isDone {
      start = region.start
    } else {
      start = within.first { $0.phase.map { SitePhase.isActive([$0]) } ?? false }?.day
    }
    guard let start else { return }
    let idle = (before + within).last {
      $0.day <= start && ($0.phase?.contains(SitePhase.noActivity.rawValue) ?? false)
    }
    let earliest = idle.map { max($0.day, region.start) } ?? start
    earliestStart = earliest
    let done = within.first {
      $0.phase.map { Set(SitePhase.labels(of: $0)) == [SitePhase.postConstruction.rawValue] } ?? false
    }
    let end = done.map { min(region.end, max(start, $0.day)) } ?? region.end
    self.end = end
    days = DaySet(from: start, to: end)
    surely = days
    possibly = DaySet(from: earliest, to: end)
  }
}
