import Foundation
import Places
import Statistics

/// The states of one thing through time, in scenes of a stack: decoded from what every date shows of it, dates that could
/// not see it saying nothing.
package struct Life: Sendable, Hashable {
  /// When a state began.
  package struct Stage: Sendable, Hashable {
    package let state: LifeState
    /// Of the dates that saw the thing the last before and the first after which the beginning lies with 5 % each; `nil`
    /// where no date does.
    package let lastBefore: Int?
    package let firstAfter: Int?
    /// The first date with more than one half; `nil` where the first date already shows it.
    package let since: Int?
  }

  /// In their order; one that was never reached, or passed between two dates, is not among them.
  package let stages: [Stage]

  package static let none = Life(stages: [])

  /// Probability that a beginning lies before its bracket, and that it lies after it.
  static let outside = 0.05

  init(stages: [Stage]) { self.stages = stages }

  /// With what came later: turns that do not come after the last beginning are left out.
  func followed(by turns: [Stage]) -> Life {
    turns.sorted { ($0.since ?? 0) < ($1.since ?? 0) }.reduce(self) { life, turn in
      guard let last = life.stages.last, let since = turn.since, since > last.since ?? -1, turn.state != last.state
      else {
        return life
      }
      return Life(stages: life.stages + [turn])
    }
  }

  /// - Parameters:
  ///   - states: in their order.
  ///   - reached: of each state but the first, the probability of it or a later one on each of the scenes `seen`, rising.
  ///   - scatter: of a state, dates by which what its probabilities rest on may be dated wrong; its bracket is wider by as
  ///     many.
  init(_ states: [LifeState], reached: [[Double]], seen: [Int], scatter: [LifeState: Int] = [:]) {
    precondition(reached.count == states.count - 1, "\(states.count) states, \(reached.count) beginnings")
    let all = [seen.map { _ in 1.0 }] + reached
    stages = states.indices.compactMap { place -> Stage? in
      let (own, next) = (all[place], place + 1 < all.count ? all[place + 1] : seen.map { _ in 0.0 })
      // Never the likeliest thing: passed between two dates, or not come to.
      guard zip(own, next).contains(where: { $0 - $1 > 0.5 }), let since = own.firstIndex(where: { $0 > 0.5 }) else {
        return nil
      }
      let scatter = scatter[states[place]] ?? 0
      let before = own.lastIndex { $0 <= Self.outside }.map { $0 - scatter }
      let after = own.firstIndex { $0 >= 1 - Self.outside }.map { $0 + scatter }
      return Stage(
        state: states[place], lastBefore: before.flatMap { seen.indices.contains($0) ? seen[$0] : nil },
        firstAfter: after.flatMap { seen.indices.contains($0) ? seen[$0] : nil }, since: since == 0 ? nil : seen[since])
    }
  }
}
