import Changes
import Foundation
import Places
import Stacks
import Statistics

/// The life of works, from what every date shows of their ground: how much of it stepped since the date before, how much
/// has stepped so far, and how much of what was built on it stands.
///
/// They begin within the bracket of their first thing, which is dated by its whole region: what single pixels did before
/// that may be a season. Building begins with the first of the buildings, as far as their own lives tell.
///
/// Ground on which nothing is going on still steps here and there: how often is taken from ground outside all works.
struct WorksLife {
  let series: StackSeries
  let detection: ChangeDetection
  let local: ChangeDetection?
  /// Share of pixels that step from one date to the next where nothing is going on.
  let restless: Double

  /// Mean days that works go on; what is long or short changes little.
  static let duration = 360.0
  /// Share of the ground that steps between two dates while works go on, where anything does; and how often nothing does.
  static let busy = (share: 0.03, idle: 0.5)
  /// Share of the ground that has stepped before the works begin: what the outline holds of other ground.
  static let strayed = 0.02
  /// Deviation of how much stands from all, once all does.
  static let standing = 0.08
  /// Steps of single pixels are dated to a date either way.
  static let scatter: [LifeState: Int] = [.complete: 1]
  /// Steps where nothing is going on come in patches: their number scatters by so many times more than single ones would.
  static let patches = 3.0

  init(_ series: StackSeries, _ detection: ChangeDetection, _ local: ChangeDetection?, works: [TrackedThing]) {
    self.series = series
    self.detection = detection
    self.local = local
    var isBusy = [Bool](repeating: false, count: series.grid.pixelCount)
    for thing in works { for pixel in thing.pixels { isBusy[pixel] = true } }
    let quiet = detection.tested - isBusy.count { $0 }
    let steps = detection.events.count { !isBusy[$0.pixel] }
    restless = Double(steps) / Double(max(quiet, 1) * max(series.count - 1, 1))
  }

  /// - Parameter things: what belongs to the works.
  func life(of works: TrackedThing, things: [TrackedThing]) -> Life {
    let total = Double(works.pixels.count)
    let means = series.means(over: works.pixels)
    let seen = means.indices.filter { Double(means[$0].seen) >= RegionHistory.seenShare * total }
    guard seen.count > 1 else { return .none }
    let days = series.dates.map(\.daysSince1970)
    let buildings = things.filter { $0.kind.isRoofed && $0.change == .built }
    let posterior = ProgressiveChain(
      rates: [1 / max(days[seen[seen.count - 1]] - days[seen[0]], 1), 1 / Self.duration], initial: [0.9, 0.05, 0.05]
    ).decoded(
      days: seen.map { days[$0] },
      logLikelihoods: likelihoods(
        works, activity(of: works, seen: seen), buildings, seen: seen)
    ).posterior
    let (going, complete) = (
      ProgressiveChain.reached(posterior, state: 1), ProgressiveChain.reached(posterior, state: 2)
    )
    guard !buildings.isEmpty else {
      return Life(
        [.absent, .preparing, .complete], reached: [going, complete], seen: seen, scatter: Self.scatter)
    }
    let begun = begun(buildings, on: seen, days)
    // What is built is being worked on, and what is complete was built.
    let built = seen.indices.map { min(max(begun[$0], complete[$0]), going[$0]) }
    return Life(
      [.absent, .preparing, .underConstruction, .complete], reached: [going, built, complete], seen: seen,
      scatter: Self.scatter)
  }

  /// Per date of nothing yet, of works going on, of all done.
  private func likelihoods(
    _ works: TrackedThing, _ activity: [(now: Double, sofar: Double)], _ buildings: [TrackedThing], seen: [Int]
  ) -> [[Double]] {
    let quiet = max(Self.patches * restless, 1 / Double(works.pixels.count))
    let (lastOld, firstNew) = (works.history.lastOld ?? -1, works.history.firstNew ?? .max)
    return seen.indices.map { date -> [Double] in
      let idle = Self.exponential(activity[date].now, quiet)
      let busy = Self.exponential(activity[date].now, Self.busy.share)
      let stands = Self.standing(buildings, on: seen[date]).map { Self.exponential(1 - $0, Self.standing) } ?? 0
      if seen[date] <= lastOld { return [0, -.infinity, -.infinity] }
      // While works go on anything from nothing to all of it may stand.
      return [
        seen[date] >= firstNew ? -.infinity : idle + Self.exponential(activity[date].sofar, Self.strayed),
        log(Self.busy.idle * exp(idle) + (1 - Self.busy.idle) * exp(busy)) + log(0.5 + 0.5 * exp(stands)),
        idle + stands,
      ]
    }
  }

  /// Of each date the probability that the first of the buildings was begun.
  private func begun(_ buildings: [TrackedThing], on seen: [Int], _ days: [Double]) -> [Double] {
    let lives = ThingLife(days: days)
    let each = buildings.map(lives.begun).filter { !$0.isEmpty }
    return seen.map { scene in 1 - each.reduce(1) { $0 * (1 - $1[scene]) } }
  }

  /// Of each date that sees the works: the share of their ground that stepped since the last such date, and the share that
  /// has stepped by then.
  private func activity(of works: TrackedThing, seen: [Int]) -> [(now: Double, sofar: Double)] {
    let own = Set(works.pixels)
    var now = [Set<Int>](repeating: [], count: seen.count)
    for event in detection.events + (local?.events ?? []) where own.contains(event.pixel) {
      guard event.step.firstNew > works.history.lastOld ?? -1 else { continue }
      // First seen whole on the next date that sees the works.
      now[seen.firstIndex { $0 >= event.step.firstNew } ?? seen.count - 1].insert(event.pixel)
    }
    var stepped: Set<Int> = []
    return now.map { pixels in
      stepped.formUnion(pixels)
      return (Double(pixels.count) / Double(own.count), Double(stepped.count) / Double(own.count))
    }
  }

  /// Share of the buildings' area that stands on a scene; `nil` where none of them was seen.
  private static func standing(_ buildings: [TrackedThing], on scene: Int) -> Double? {
    var (sum, area) = (0.0, 0.0)
    for building in buildings {
      guard let progress = progress(building, on: scene) else { continue }
      sum += Double(building.pixels.count) * progress
      area += Double(building.pixels.count)
    }
    return area > 0 ? sum / area : nil
  }

  private static func progress(_ building: TrackedThing, on scene: Int) -> Double? {
    guard let firstNew = building.history.firstNew else { return nil }
    // Beyond the steps that bound its state the ground shows something else; it stood, or did not stand yet.
    guard building.limits.contains(scene) else { return scene < firstNew ? 0 : 1 }
    return building.history.entries[scene].progress.map { min(max($0, 0), 1) }
  }

  /// ln of an exponential density.
  private static func exponential(_ value: Double, _ mean: Double) -> Double { -max(value, 0) / mean - log(mean) }
}
