import Foundation
import Places
import Quantities
import Stacks
import Statistics

/// What every scene says of one region: could it be seen, and how far is it from the old state (0) to the new (1).
package struct RegionHistory: Sendable {
  package struct Entry: Sendable {
    package let visibility: Visibility
    /// `nil` where the region was not seen.
    package let progress: Double?
    /// Distance of the whole spectrum from the old and from the new level, as shares of the distance between these.
    let fromOld: Double
    let fromNew: Double
  }

  /// One entry a scene, in the stack's order.
  package let entries: [Entry]
  /// The scenes between which the step lies with 97 % of the posterior: last in the old state, first in the new.
  package let lastOld: Int?
  package let firstNew: Int?
  /// Deviation of `progress` while nothing changes.
  package let noise: Double

  /// A region counts as seen where at least this share of its pixels is.
  static let seenShare = 0.5
  /// Posterior mass that the bracket leaves out.
  static let leftOut = 0.03
  /// Clear dates on either side that set the two levels.
  static let reach = 8

  /// - Parameters:
  ///   - pixels: indices in the grid.
  ///   - around: the scene index of the step as found pixel by pixel: first in the new state.
  ///   - limits: scenes between which no other step of the same ground lies.
  ///   - around: unchanged ground beside the region, whose level is taken off: moisture, haze and what normalisation
  ///     left move both alike. May be empty.
  package init(_ series: StackSeries, pixels: [Int], around: [Int], firstNew: Int, limits: Range<Int>) {
    let levels = RegionHistory.withoutSeason(
      RegionHistory.levels(series, pixels: RegionHistory.thinned(pixels), around: RegionHistory.thinned(around)),
      days: series.dates.map(\.daysSince1970), firstNew: firstNew, limits: limits)
    let before = limits.lowerBound..<min(firstNew, limits.upperBound)
    let after = firstNew..<max(firstNew, limits.upperBound)
    let clear = series.dates.indices.filter { levels[$0].values != nil }
    let oldDates = clear.filter(before.contains).suffix(RegionHistory.reach)
    let newDates = clear.filter(after.contains).prefix(RegionHistory.reach)
    let direction = RegionHistory.direction(levels, old: Array(oldDates), new: Array(newDates), bands: series.bandCount)
    let entries = levels.map { level in
      Entry(
        visibility: level.visibility, progress: level.values.flatMap { direction?.progress($0) },
        fromOld: level.values.flatMap { direction?.distance($0, isNew: false) } ?? .infinity,
        fromNew: level.values.flatMap { direction?.distance($0, isNew: true) } ?? .infinity)
    }
    self.entries = entries
    let residuals =
      oldDates.compactMap { entries[$0].progress } + newDates.compactMap { entries[$0].progress.map { $0 - 1 } }
    // A floor: two or three dates may agree by chance, and nothing is dated to a thousandth of a step.
    noise = max(0.08, Quantiles.robustDeviation(residuals) ?? 0.3)
    let bracket = RegionHistory.bracket(entries, noise: noise, limits: limits)
    let widened = bracket.map { RegionHistory.widened($0, entries, limits: limits) }
    lastOld = widened?.lastOld
    self.firstNew = widened?.firstNew
  }

  /// At most 400 pixels, evenly taken: a mean of 400 is as good as one of 4 000 against errors that they share.
  private static func thinned(_ pixels: [Int]) -> [Int] {
    let step = max(1, pixels.count / 400)
    return stride(from: 0, to: pixels.count, by: step).map { pixels[$0] }
  }

  private static func levels(
    _ series: StackSeries, pixels: [Int], around: [Int]
  ) -> [(values: [Double]?, visibility: Visibility)] {
    let means = series.means(over: pixels)
    let grounds = around.count >= fewestAround ? series.means(over: around) : []
    return means.indices.map { scene in
      let share = Double(means[scene].seen) / Double(max(pixels.count, 1))
      guard share >= seenShare, var values = means[scene].values else {
        return (nil, series.commonestReason(of: scene, pixels: pixels))
      }
      if !grounds.isEmpty {
        guard Double(grounds[scene].seen) >= seenShare * Double(around.count), let ground = grounds[scene].values else {
          return (nil, series.commonestReason(of: scene, pixels: around))
        }
        values = zip(values, ground).map { $0 - $1 }
      }
      return (values, .seen)
    }
  }

  /// Fewer pixels around a region say nothing of its ground.
  static let fewestAround = 15

  /// The levels without their annual wave, fitted over the whole series beside this step and those that bound it.
  private static func withoutSeason(
    _ levels: [(values: [Double]?, visibility: Visibility)], days: [Double], firstNew: Int, limits: Range<Int>
  ) -> [(values: [Double]?, visibility: Visibility)] {
    let clear = levels.indices.filter { levels[$0].values != nil }
    guard SeasonalBasis.carriesSeason(clear.map { days[$0] }),
      let bands = clear.first.flatMap({ levels[$0].values?.count })
    else { return levels }
    let steps = Set([firstNew, limits.lowerBound, limits.upperBound]).filter { step in
      clear.filter { $0 < step }.count >= 2 && clear.filter { $0 >= step }.count >= 2
    }.sorted()
    var solver = RepeatedLeastSquares(
      rows: clear.map { scene in
        SeasonalBasis.terms(day: days[scene], withSeason: true) + steps.map { scene >= $0 ? 1 : 0 }
      })
    guard solver.prepare(Array(clear.indices)) else { return levels }
    let waves = (0..<bands).map { band in solver.solve(clear.map { levels[$0].values?[band] ?? 0 }) }
    return levels.enumerated().map { scene, level in
      let terms = SeasonalBasis.terms(day: days[scene], withSeason: true)
      let values = level.values.map { values in
        values.enumerated().map { band, value in value - waves[band][1] * terms[1] - waves[band][2] * terms[2] }
      }
      return (values, level.visibility)
    }
  }

  private struct Direction {
    let origin: [Double]
    let steps: [Double]
    let weights: [Double]
    /// Like `progress`, over all bands: a blue roof may lie as far along as bare ground did, and is not like it.
    func distance(_ values: [Double], isNew: Bool) -> Double {
      var sum = 0.0
      var whole = 0.0
      for band in values.indices {
        let difference = values[band] - origin[band] - (isNew ? steps[band] : 0)
        sum += difference * difference
        whole += steps[band] * steps[band]
      }
      return (sum / max(whole, 1e-300)).squareRoot()
    }
    func progress(_ values: [Double]) -> Double {
      zip(zip(values, origin), weights).reduce(0) { $0 + ($1.0.0 - $1.0.1) * $1.1 }
    }
  }

  /// Bands weighted by their step over their scatter, scaled so that the old level is 0 and the new one 1.
  private static func direction(
    _ levels: [(values: [Double]?, visibility: Visibility)], old: [Int], new: [Int], bands: Int
  ) -> Direction? {
    guard old.count >= 1, new.count >= 1 else { return nil }
    var origin: [Double] = []
    var steps: [Double] = []
    var scatters: [Double] = []
    for band in 0..<bands {
      let before = old.compactMap { levels[$0].values?[band] }
      let after = new.compactMap { levels[$0].values?[band] }
      let a = Quantiles.median(before) ?? 0
      let b = Quantiles.median(after) ?? 0
      origin.append(a)
      steps.append(b - a)
      scatters.append(Quantiles.robustDeviation(before.map { $0 - a } + after.map { $0 - b }) ?? 0)
    }
    let largest = steps.map(abs).max() ?? 0
    guard largest > 0 else { return nil }
    let weights = zip(steps, scatters).map { step, scatter in
      let deviation = max(scatter, 0.05 * largest)
      return step / (deviation * deviation)
    }
    let total = zip(weights, steps).reduce(0) { $0 + $1.0 * $1.1 }
    guard total > 0 else { return nil }
    return Direction(origin: origin, steps: steps, weights: weights.map { $0 / total })
  }

  /// Posterior of the step over the gaps between clear dates, under normal noise and a flat prior.
  private static func bracket(_ entries: [Entry], noise: Double, limits: Range<Int>) -> (lastOld: Int, firstNew: Int)? {
    let clear = entries.indices.filter { limits.contains($0) && entries[$0].progress != nil }
    guard clear.count >= 2 else { return nil }
    // Outliers (a passing vehicle, thin cloud) cost at most three deviations.
    func cost(_ progress: Double, _ level: Double) -> Double {
      let z = (progress - level) / noise
      return min(z * z, 9) / 2
    }
    let costs = (1..<clear.count).map { gap in
      clear.indices.reduce(0.0) { $0 + cost(entries[clear[$1]].progress ?? 0, $1 < gap ? 0 : 1) }
    }
    let least = costs.min() ?? 0
    let masses = costs.map { exp(least - $0) }
    let total = masses.reduce(0, +)
    var first = 0
    var last = masses.count - 1
    var left = leftOut * total
    while first < last {
      let side = masses[first] <= masses[last] ? first : last
      guard masses[side] <= left else { break }
      left -= masses[side]
      if side == first { first += 1 } else { last -= 1 }
    }
    return (clear[first], clear[last + 1])
  }

  /// Share of the dates on either side, between `limits`, that say the opposite; the larger of the two.
  package func disagreement(limits: Range<Int>) -> Double {
    guard let lastOld, let firstNew else { return 1 }
    func share(_ range: Range<Int>, _ disagrees: (Double) -> Bool) -> Double {
      let seen = range.clamped(to: entries.indices).compactMap { entries[$0].progress }
      return seen.isEmpty ? 1 : Double(seen.filter(disagrees).count) / Double(seen.count)
    }
    return max(
      share(limits.lowerBound..<max(lastOld + 1, limits.lowerBound)) { $0 > 0.5 },
      share(firstNew..<max(limits.upperBound, firstNew)) { $0 < 0.5 })
  }

  /// A date on which the thing was half there (a frame without its roof) is neither old nor new: the bracket reaches
  /// past it, to the nearest dates that show one state or the other.
  private static func widened(
    _ bracket: (lastOld: Int, firstNew: Int), _ entries: [Entry], limits: Range<Int>
  ) -> (lastOld: Int, firstNew: Int) {
    var (lastOld, firstNew) = bracket
    let clear = entries.indices.filter { limits.contains($0) && entries[$0].progress != nil }
    if let progress = entries[lastOld].progress, progress > partial, progress < 1 - partial,
      let earlier = clear.last(where: { $0 < lastOld })
    {
      lastOld = earlier
    }
    if let progress = entries[firstNew].progress, progress > partial, progress < 1 - partial,
      let later = clear.first(where: { $0 > firstNew })
    {
      firstNew = later
    }
    return (lastOld, firstNew)
  }

  /// Nearer than this to a level, as a share of the step, a date shows that level.
  static let partial = 0.15

  /// Root mean square distance of the dates between `limits` from the level of their side, as a share of the step.
  package func scatter(limits: Range<Int>) -> Double {
    guard let lastOld, let firstNew else { return .infinity }
    let old = (limits.lowerBound..<max(lastOld + 1, limits.lowerBound)).clamped(to: entries.indices)
    let new = (firstNew..<max(limits.upperBound, firstNew)).clamped(to: entries.indices)
    let distances = old.compactMap { entries[$0].progress } + new.compactMap { entries[$0].progress.map { $0 - 1 } }
    guard !distances.isEmpty else { return .infinity }
    return (distances.reduce(0) { $0 + $1 * $1 } / Double(distances.count)).squareRoot()
  }

  /// Whether the ground was back in its old state after the step that ended the new one, or had been in the new state
  /// before: a visit (a season, a shadow, a parked vehicle), not a change, unless it lasted long.
  package func isVisit(days: [Double], limits: Range<Int>) -> Bool {
    guard let lastOld, let firstNew else { return true }
    func mostly(_ range: Range<Int>, _ distance: (Entry) -> Double) -> Bool {
      let seen = range.clamped(to: entries.indices).map { entries[$0] }.filter { $0.progress != nil }
      return seen.count >= 2 && seen.filter { distance($0) < RegionHistory.likeness }.count * 2 > seen.count
    }
    let end = limits.upperBound
    if end < entries.count, days[end] - days[firstNew] < RegionHistory.longestVisit,
      mostly(end..<entries.count, \.fromOld)
    {
      return true
    }
    let start = limits.lowerBound
    if start > 0, days[lastOld] - days[start] < RegionHistory.longestVisit, mostly(0..<start, \.fromNew) { return true }
    return false
  }

  /// States nearer than this share of the step are one state.
  static let likeness = 0.35
  /// What lasted longer than this, in days, was a state of its own even if it went again.
  static let longestVisit = 270.0
  /// A level that wanders by more than this share of the step is no level.
  package static let tolerableScatter = 0.4
  /// A step with more dates against it on either side than this is no step.
  package static let tolerableDisagreement = 0.2
}
