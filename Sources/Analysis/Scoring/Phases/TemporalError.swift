/// Days by which the onset of a phase is early (negative) or late in a proposal.
struct TemporalError {
  /// Against the first look of the truth in that phase.
  let days: Int
  /// The greatest and the least that it may be, as the phase began at some time after the last look of an earlier one;
  /// `nil` where there was no such look.
  let worst: Int?
  let best: Int?

  init(days: Int) {
    self.days = days
    (worst, best) = (days, days)
  }

  /// `nil` where the phase has no day in one of them.
  init?(_ phase: SitePhase, in pair: PhasePair) {
    guard let onset = pair.truthDays[phase.rawValue]?.min(), let proposed = pair.proposedDays[phase.rawValue]?.min()
    else { return nil }
    days = proposed.number - onset.number
    guard let before = Self.lastLook(before: phase, onset: onset, pair) else {
      (worst, best) = (nil, nil)
      return
    }
    let sinceBefore = proposed.number - before.number
    if proposed <= before {
      (worst, best) = (days, sinceBefore)
    } else if proposed <= onset {
      // Of equal magnitudes the early one.
      (worst, best) = (abs(sinceBefore) > abs(days) ? sinceBefore : days, 0)
    } else {
      (worst, best) = (sinceBefore, days)
    }
  }

  /// The last look at the nearest earlier phase that was seen up to the onset.
  private static func lastLook(before phase: SitePhase, onset: CalendarDay, _ pair: PhasePair) -> CalendarDay? {
    guard let index = SitePhase.counted.firstIndex(of: phase) else { return nil }
    for earlier in SitePhase.counted[..<index].reversed() {
      if let last = pair.truthDays[earlier.rawValue]?.filter({ $0 <= onset }).max() { return last }
    }
    return nil
  }
}
