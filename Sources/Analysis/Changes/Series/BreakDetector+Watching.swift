/// Following a model until it breaks or the series ends.
extension BreakDetector {
  mutating func watch() {
    let count = end - start
    terms = BreakOptions.terms(dates: count)
    if datesAtRefit == 0 { datesAtRefit = count }
    if isFresh || count <= BreakOptions.datesPerTerm * BreakOptions.mostTerms {
      refit()
      for place in 0..<options.consecutiveDates {
        for group in 0..<groups {
          look(at: end + place, place: place, group: group, scale: scale(rmse[group], group: group))
        }
      }
    } else {
      if end - fittedEnd > Int(Double(datesAtRefit) * BreakOptions.growthBeforeRefit) {
        datesAtRefit = count
        refit()
      }
      lookAtNewest()
    }
    if isBreak(count: options.consecutiveDates) {
      close(
        breakDay: day(end), lastDay: day(end - 1), probability: 1,
        magnitude: medians(from: 0, count: options.consecutiveDates))
      start = end
      isWatching = false
      datesAtRefit = 0
    } else if sizes[0] > outlierLimit {
      slots.remove(at: end)
      end -= 1
    }
  }

  /// Fits the window, to which dates were only added since the last time, unless the model is fresh.
  private mutating func refit() {
    if isFresh {
      isFresh = false
      sums.reset()
      for slot in isFitted.indices { isFitted[slot] = false }
      fittedEnd = start
    }
    add(fittedEnd..<end)
    for index in fittedEnd..<end { isFitted[slots[index]] = true }
    fittedEnd = end
    fittedWindow = start..<end
    solve(start..<end, terms: terms)
    isSeasonalStale = true
  }

  /// Moves the consecutive dates on by one and looks at the last of them.
  private mutating func lookAtNewest() {
    if isSeasonalStale {
      isSeasonalStale = false
      seasonal.rebuild(order: seasonalOrder, isMember: isFitted, seasons: dates.seasons)
    }
    let (last, newest) = (options.consecutiveDates - 1, end + options.consecutiveDates - 1)
    for place in 0..<last {
      sizes[place] = sizes[place + 1]
      for group in 0..<groups {
        deviations[place * groups + group] = deviations[(place + 1) * groups + group]
        multiples[place * groups + group] = multiples[(place + 1) * groups + group]
      }
    }
    let nearest = BreakOptions.datesPerTerm * fittedTerms
    for group in 0..<groups {
      let sum = seasonal.sum(
        season: dates.seasons[slots[newest]], count: nearest, squares: squares, group: group, groups: groups)
      look(
        at: newest, place: last, group: group,
        scale: scale((sum / Float(nearest - fittedTerms)).root, group: group))
    }
  }

  /// Ends the segment of the model that was watched.
  private mutating func close(breakDay: Double?, lastDay: Double, probability: Double, magnitude: [Float]) {
    var segment = described(fittedWindow, .stable)
    segment.breakDay = breakDay
    segment.lastDay = lastDay
    segment.changeProbability = probability
    segment.magnitude = magnitude
    segments.append(segment)
  }

  mutating func finish() {
    guard isWatching else { return finishUnstarted() }
    let count = options.consecutiveDates
    var deviating = 0
    while deviating < count {
      let place = count - 1 - deviating
      guard sizes[place] > limit, isOneWay(from: place, count: deviating + 1) else { break }
      deviating += 1
    }
    // A whole row would have been a break.
    if deviating == count { deviating = 0 }
    close(
      breakDay: deviating > 0 ? day(slots.count - deviating) : nil, lastDay: day(slots.count - 1 - deviating),
      probability: Double(deviating) / Double(count), magnitude: medians(from: count - deviating, count: deviating))
  }

  private mutating func finishUnstarted() {
    let from = lastBreak ?? 0
    guard slots.count - from >= BreakOptions.provisionalDates else { return }
    flag(from..<slots.count)
    removeFlagged(from..<slots.count)
    guard slots.count - from >= BreakOptions.provisionalDates else { return }
    fit(from..<slots.count, terms: BreakOptions.fewestTerms)
    segments.append(described(from..<slots.count, .afterLast))
  }
}
