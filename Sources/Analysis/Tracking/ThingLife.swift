import Foundation
import Places
import Stacks
import Statistics

/// The life of one thing, from how far each date lies between the old state of its ground and the new one.
///
/// What is built passes two states between: ground that was prepared for it lies still at a level of its own, and what
/// is being built on it does not. The level is not known; every one is tried and counts by how well it explains the dates.
struct ThingLife {
  let days: [Double]

  /// Mean days that ground lies prepared, and that a thing is half there.
  static let durations = (preparing: 90.0, underConstruction: 60.0)
  /// Probability of a date that lies at no level of its state: a vehicle, thin cloud that no mask found.
  static let stray = 0.03
  /// So much does a date count of what it would, were dates independent: what makes one lie off its level (light, wet
  /// ground, an outline that holds a neighbour's edge) makes the next ones too. Counted whole, brackets held too seldom.
  static let independent = 0.5
  /// Where `progress` of such a date, or of a thing that is half there, may lie.
  static let range = -0.5...1.5
  /// Levels of prepared ground nearer than this to the old state or the new one are that state.
  static let apart = 0.12
  private static let levelStep = 0.08

  /// - Returns: `Life.none` for ground that was cleared, whose steps are no states of a thing.
  func life(of thing: TrackedThing) -> Life {
    if thing.change == .removed || thing.change == .altered { return ended(thing) }
    guard let decoded = decoded(thing) else { return .none }
    let reached = decoded.states.indices.dropFirst().map { state in
      ProgressiveChain.reached(decoded.posterior, state: state)
    }
    return Life(decoded.states, reached: reached, seen: decoded.seen)
  }

  /// Of what is gone, or was altered: it has stood since the last step before, and turned within its own bracket.
  private func ended(_ thing: TrackedThing) -> Life {
    let shown = thing.history.plain.values.indices.filter { thing.history.plain.values[$0] != nil }
    guard let first = shown.first(where: { thing.limits.contains($0) }), let firstNew = thing.history.firstNew,
      first < firstNew
    else { return .none }
    let before = shown.last { $0 < first }
    return Life(stages: [
      Life.Stage(state: .complete, lastBefore: before, firstAfter: first, since: before == nil ? nil : first),
      Life.Stage(
        state: thing.change == .removed ? .removed : .altered, lastBefore: thing.history.lastOld, firstAfter: firstNew,
        since: firstNew),
    ])
  }

  /// Of each scene the probability that the building of what was built had begun by then; dates that did not see it have
  /// that of the date before.
  func begun(_ thing: TrackedThing) -> [Double] {
    guard let decoded = decoded(thing), let state = decoded.states.firstIndex(of: .underConstruction) else { return [] }
    let reached = ProgressiveChain.reached(decoded.posterior, state: state)
    return days.indices.map { scene in
      decoded.seen.lastIndex { $0 <= scene }.map { reached[$0] } ?? 0
    }
  }

  private typealias Decoded = (states: [LifeState], posterior: [[Double]], seen: [Int])

  private func decoded(_ thing: TrackedThing) -> Decoded? {
    let plain = thing.history.plain
    // What was altered, or is gone, no longer shows what was built.
    let end = thing.turns.compactMap(\.firstAfter).min() ?? .max
    let seen = plain.values.indices.filter { plain.values[$0] != nil && $0 < end }
    guard thing.change == .built, let first = seen.first, let last = seen.last, last > first else { return nil }
    let rate = 1 / max(days[last] - days[first], 1)
    let dates = seen.map { days[$0] }
    let progress = seen.compactMap { plain.values[$0] }
    let noise = plain.noise
    func at(_ level: Double, _ value: Double) -> Double {
      let z = (value - level) / noise
      let normal = exp(-z * z / 2) / (noise * (2 * Double.pi).squareRoot())
      return log((1 - Self.stray) * normal + Self.stray * exp(between))
    }
    let between = -log(Self.range.upperBound - Self.range.lowerBound)
    let chain = ProgressiveChain(
      rates: [rate, 1 / Self.durations.preparing, 1 / Self.durations.underConstruction],
      initial: [0.85, 0.05, 0.05, 0.05])
    let levels = stride(from: Self.range.lowerBound, through: Self.range.upperBound, by: Self.levelStep)
      .filter { abs($0) > Self.apart && abs($0 - 1) > Self.apart }
    let results = levels.map { level in
      chain.decoded(
        days: dates,
        logLikelihoods: progress.map { value in
          [at(0, value), at(level, value), between, at(1, value)].map { Self.independent * $0 }
        })
    }
    return ([.absent, .preparing, .underConstruction, .complete], Self.mean(results), seen)
  }

  /// Each result by its evidence.
  private static func mean(_ results: [ProgressiveChain.Result]) -> [[Double]] {
    let most = results.map(\.logEvidence).max() ?? 0
    let weights = results.map { exp($0.logEvidence - most) }
    let total = weights.reduce(0, +)
    return (results.first?.posterior ?? []).indices.map { date in
      (results[0].posterior[date]).indices.map { state in
        zip(results, weights).reduce(0) { $0 + $1.0.posterior[date][state] * $1.1 } / total
      }
    }
  }
}
