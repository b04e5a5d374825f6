/// Finding a window that a model can start on.
extension BreakDetector {
  /// Whether a model starts on the window; where not, the window has moved on.
  mutating func starts() -> Bool {
    for index in start..<end - 1 where day(index + 1) - day(index) > options.longestGap {
      (start, end, first) = (start + 1, end + 1, start + 1)
      return false
    }
    flag(start..<end + options.consecutiveDates)
    let flagged = screen.flagged
    var kept = 0
    var (earliest, latest) = (end, start)
    for index in start..<end where !flagged[index - start] {
      kept += 1
      earliest = min(earliest, index)
      latest = index
    }
    guard kept >= BreakOptions.startingDates, day(latest) - day(earliest) >= BreakOptions.daysInYear else {
      end += 1
      return false
    }
    removeFlagged(start..<end)
    end = start + kept
    fit(start..<end, terms: BreakOptions.fewestTerms)
    guard isStable else {
      (start, end) = (start + 1, end + 1)
      return false
    }
    (isWatching, isFresh) = (true, true)
    let seen = extendBackwards(to: lastBreak ?? first)
    if segments.isEmpty, start - first >= BreakOptions.provisionalDates {
      let magnitude = medians(from: 0, count: seen, sign: -1)
      fit(first..<start, terms: BreakOptions.fewestTerms)
      var segment = described(first..<start, .beforeFirst)
      segment.breakDay = day(start)
      segment.changeProbability = 1
      segment.magnitude = magnitude
      segments.append(segment)
    }
    return true
  }

  /// Index of the first date of the last break.
  var lastBreak: Int? {
    guard let day = segments.last?.breakDay else { return nil }
    return slots.firstIndex { dates.days[$0] >= day }
  }

  /// Screens the window.
  mutating func flag(_ window: Range<Int>) {
    screen.begin(slots: slots, window: window, dates: dates)
    for band in options.screeningBands {
      let (group, lane) = (band / 8, band % 8)
      screen.screen(
        limit: options.screeningFactor * Double(leastRMSE[group][lane]), observed: observed, slots: slots,
        window: window, group: group, groups: groups, lane: lane)
    }
  }

  /// Takes the flagged dates of the window out of the series.
  mutating func removeFlagged(_ window: Range<Int>) {
    var kept = window.lowerBound
    for index in window.lowerBound..<slots.count {
      if index < window.upperBound, screen.flagged[index - window.lowerBound] { continue }
      slots[kept] = slots[index]
      kept += 1
    }
    slots.removeLast(slots.count - kept)
  }

  private var isStable: Bool {
    let years = Float((day(end - 1) - day(start)) / BreakOptions.daysInYear)
    var sum: Float = 0
    for group in 0..<groups {
      let ends = BandLanes.larger(
        deviation(start, group: group).magnitude, deviation(end - 1, group: group).magnitude)
      let size = (coefficients[groups + group] * years).magnitude + ends
      let multiple = (size / scale(rmse[group], group: group)).replacing(with: 0, where: detecting[group] .== 0)
      sum += (multiple * multiple).total
    }
    return sum <= limit
  }

  /// Takes dates in front of the window into it until a break.
  /// - Returns: how many dates were last looked at.
  private mutating func extendBackwards(to earliest: Int) -> Int {
    var count = 0
    var index = start - 1
    while index >= earliest {
      count = min(index - earliest + 1, options.consecutiveDates)
      for place in 0..<count {
        for group in 0..<groups {
          look(at: index - place, place: place, group: group, scale: scale(rmse[group], group: group))
        }
      }
      if isBreak(count: count) { break }
      if sizes[0] > outlierLimit {
        slots.remove(at: index)
        end -= 1
      }
      start = index
      index -= 1
    }
    return count
  }
}
