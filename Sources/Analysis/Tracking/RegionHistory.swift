import Foundation
import Places
import Quantities
import Stacks

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
  package private(set) var firstNew: Int?
  /// Deviation of `progress` while nothing changes.
  package let noise: Double
  /// The same, nothing taken off that returns.
  let plain: PlainProgress

  /// A region counts as seen where at least this share of its pixels is.
  static let seenShare = 0.5

  /// - Parameters:
  ///   - pixels: indices in the grid.
  ///   - around: the scene index of the step as found pixel by pixel: first in the new state.
  ///   - limits: scenes between which no other step of the same ground lies.
  ///   - around: unchanged ground beside the region, whose level is taken off: moisture, haze and what normalisation
  ///     left move both alike. May be empty.
  ///   - isDated: whether the pixels agree so well on the step that it is looked for near `firstNew` alone.
  package init(
    _ series: StackSeries, pixels: [Int], around: [Int], firstNew: Int, limits: Range<Int>, isDated: Bool = false
  ) {
    self.init(
      series, means: RegionHistory.means(series, pixels), pixels: pixels, around: around, firstNew: firstNew,
      limits: limits, isDated: isDated)
  }

  /// What every scene shows of `pixels`: to be computed once for several surroundings.
  static func means(_ series: StackSeries, _ pixels: [Int]) -> [(values: [Double]?, seen: Int)] {
    series.means(over: thinned(pixels))
  }

  /// As above, the means of `pixels` known.
  init(
    _ series: StackSeries, means: [(values: [Double]?, seen: Int)], pixels: [Int], around: [Int], firstNew: Int,
    limits: Range<Int>, isDated: Bool
  ) {
    self.init(
      series,
      levels: RegionHistory.levels(
        series, means: means, pixels: RegionHistory.thinned(pixels), around: RegionHistory.thinned(around)),
      firstNew: firstNew, limits: limits, isDated: isDated)
  }

  /// Of a region that was found on too few dates to fit anything to them: the levels are the means of the dates on either
  /// side of the step, and the bracket is the pixels' own.
  package init(_ series: StackSeries, pixels: [Int], lastOld: Int, firstNew: Int) {
    let levels = RegionHistory.levels(
      series, means: RegionHistory.means(series, pixels), pixels: RegionHistory.thinned(pixels), around: [])
    func mean(_ scenes: Range<Int>) -> [Double] {
      let seen = scenes.compactMap { levels[$0].values }
      return (0..<series.bandCount).map { band in
        seen.reduce(0) { $0 + $1[band] } / Double(max(seen.count, 1))
      }
    }
    let (old, new) = (mean(0..<lastOld + 1), mean(firstNew..<series.count))
    let step = zip(new, old).map { $0 - $1 }
    let length = step.reduce(0) { $0 + $1 * $1 }.squareRoot()
    entries = levels.map { level -> Entry in
      guard let values = level.values, length > 0 else {
        return Entry(visibility: level.visibility, progress: nil, fromOld: .infinity, fromNew: .infinity)
      }
      func distance(_ state: [Double]) -> Double {
        zip(values, state).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot() / length
      }
      let along = zip(zip(values, old), step).reduce(0) { $0 + ($1.0.0 - $1.0.1) * $1.1 }
      return Entry(
        visibility: .seen, progress: along / (length * length), fromOld: distance(old), fromNew: distance(new))
    }
    noise = Self.noiseOfFew
    plain = .none
    self.lastOld = lastOld
    self.firstNew = firstNew
  }

  /// What is taken for the deviation of `progress` where there are no dates to measure it by.
  private static let noiseOfFew = 0.1

  /// - Parameter levels: per scene the bands' levels, or why there are none.
  init(
    _ series: StackSeries, levels: [(values: [Double]?, visibility: Visibility)], firstNew: Int, limits: Range<Int>,
    isDated: Bool
  ) {
    let clear = levels.indices.filter { levels[$0].values != nil }
    let dating = StepDating(
      values: clear.compactMap { levels[$0].values }, scenes: clear, days: series.dates.map(\.daysSince1970),
      modes: series.modes, variances: series.relativeVariances, firstNew: firstNew, limits: limits,
      isDated: isDated)
    var position = 0
    let entries = levels.map { level -> Entry in
      guard level.values != nil else {
        return Entry(visibility: level.visibility, progress: nil, fromOld: .infinity, fromNew: .infinity)
      }
      defer { position += 1 }
      return Entry(
        visibility: level.visibility, progress: dating?.progress[position],
        fromOld: dating?.fromOld[position] ?? .infinity, fromNew: dating?.fromNew[position] ?? .infinity)
    }
    self.entries = entries
    noise = dating?.noise ?? 0.3
    let widened = dating.map {
      RegionHistory.widened(
        (clear[$0.bracket.lowerBound], clear[$0.bracket.upperBound]), entries, noise: $0.scatter, limits: limits)
    }
    lastOld = widened?.lastOld
    self.firstNew = widened?.firstNew
    plain =
      widened.map {
        PlainProgress(levels.map(\.values), lastOld: $0.lastOld, firstNew: $0.firstNew, end: limits.upperBound)
      } ?? .none
  }

  /// The same with the new state first seen on a later date.
  func firstSeen(on scene: Int) -> RegionHistory {
    var copy = self
    copy.firstNew = scene
    return copy
  }

  /// At most 400 pixels, evenly taken: a mean of 400 is as good as one of 4 000 against errors that they share.
  private static func thinned(_ pixels: [Int]) -> [Int] {
    let step = max(1, pixels.count / 400)
    return stride(from: 0, to: pixels.count, by: step).map { pixels[$0] }
  }

  private static func levels(
    _ series: StackSeries, means: [(values: [Double]?, seen: Int)], pixels: [Int], around: [Int]
  ) -> [(values: [Double]?, visibility: Visibility)] {
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

  /// The ground close by, pixels from a region's own.
  static let closeBy = (inner: 1.9, outer: 4.5)
  /// Fewer pixels around a region say nothing of its ground.
  static let fewestAround = 15

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
    _ bracket: (lastOld: Int, firstNew: Int), _ entries: [Entry], noise: Double, limits: Range<Int>
  ) -> (lastOld: Int, firstNew: Int) {
    var (lastOld, firstNew) = bracket
    let partial = min(max(leastPartial, 2 * noise), mostPartial)
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

  /// Nearer than two deviations to a level, and within these bounds as a share of the step, a date shows that level.
  static let leastPartial = 0.06
  static let mostPartial = 0.3

  /// Root mean square distance of the dates between `limits` from the level of their side, as a share of the step; no
  /// date counts for more than a whole step.
  package func scatter(limits: Range<Int>) -> Double {
    guard let lastOld, let firstNew else { return .infinity }
    let old = (limits.lowerBound..<max(lastOld + 1, limits.lowerBound)).clamped(to: entries.indices)
    let new = (firstNew..<max(limits.upperBound, firstNew)).clamped(to: entries.indices)
    let distances = old.compactMap { entries[$0].progress } + new.compactMap { entries[$0].progress.map { $0 - 1 } }
    guard !distances.isEmpty else { return .infinity }
    return (distances.reduce(0) { $0 + min($1 * $1, 1) } / Double(distances.count)).squareRoot()
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
