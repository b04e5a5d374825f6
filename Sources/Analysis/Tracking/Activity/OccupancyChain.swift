import Foundation
import Statistics

/// Empty or occupied, station by station along a line: stretches have a least length each, and beyond it a mean one.
///
/// A state counts its stations up to the least length and may be left from there on, so that one car whose load looks like
/// ballast does not part a rake. A part of the line may begin within a stretch.
/// - Source: [Rabiner1989] for the forward and backward sums; states are drawn backwards from the forward sums.
struct OccupancyChain: Sendable {
  /// Mean length of an occupied stretch and of the way between two, in metres.
  static let meanOccupied = 80.0
  static let meanEmpty = 160.0

  /// Least lengths of stretches, in metres.
  struct Least: Sendable, Hashable {
    let occupied: Double
    let empty: Double

    /// A car and a half of a rake, and a gap that no car of one would fill.
    static let rail = Least(occupied: 20, empty: 18)
    static let other = Least(occupied: 6, empty: 6)
  }

  let steps: [Double]
  let starts: [Bool]
  /// Of each station ln of the odds of what it shows, occupied to empty; 0 where it shows nothing.
  let logOdds: [Double]
  /// States of being empty, then of being occupied: the last of each may be left.
  private let emptyStates: Int
  private let occupiedStates: Int
  private let leave: Double
  private let enter: Double

  init(steps: [Double], starts: [Bool], logOdds: [Double], least: Least) {
    self.steps = steps
    self.starts = starts
    self.logOdds = logOdds
    let step = max(steps.reduce(0, +) / Double(max(1, steps.count)), 1e-9)
    emptyStates = max(1, Int((least.empty / step).rounded()))
    occupiedStates = max(1, Int((least.occupied / step).rounded()))
    leave = 1 - exp(-step / max(step, Self.meanOccupied - least.occupied))
    enter = 1 - exp(-step / max(step, Self.meanEmpty - least.empty))
  }

  private var count: Int { emptyStates + occupiedStates }
  private func isOccupied(_ state: Int) -> Bool { state >= emptyStates }

  /// States that a part of the line begins with: any count, as it may begin within a stretch.
  private var initial: [Double] {
    let share = Self.meanOccupied / (Self.meanOccupied + Self.meanEmpty)
    return (0..<count).map { state in
      state == emptyStates - 1 ? 1 - share : state == count - 1 ? share : 0
    }
  }

  /// Where a state may go, with which probability.
  private func successors(_ state: Int) -> [(state: Int, chance: Double)] {
    if state == emptyStates - 1 { return [(state, 1 - enter), (emptyStates, enter)] }
    if state == count - 1 { return [(state, 1 - leave), (0, leave)] }
    return [(state + 1, 1)]
  }

  private func forward() -> [[Double]] {
    var result: [[Double]] = []
    let (ways, initial) = ((0..<count).map(successors), initial)
    for station in steps.indices {
      var next = [Double](repeating: 0, count: count)
      if let last = result.last, !starts[station] {
        for state in 0..<count { for way in ways[state] { next[way.state] += last[state] * way.chance } }
      } else {
        next = initial
      }
      result.append(weighed(next, logOdds[station]))
    }
    return result
  }

  private func weighed(_ chances: [Double], _ logOdds: Double) -> [Double] {
    // The likelier of the two keeps its weight, so that nothing overflows.
    let (empty, occupied) = (exp(min(0, -logOdds)), exp(min(0, logOdds)))
    let weights = chances.indices.map { chances[$0] * max(isOccupied($0) ? occupied : empty, 1e-200) }
    let sum = weights.reduce(0, +)
    return sum > 0 ? weights.map { $0 / sum } : chances
  }

  /// Probability of each station to be occupied, given all.
  func posterior() -> [Double] {
    let forward = forward()
    let ways = (0..<count).map(successors)
    var backward = [Double](repeating: 1, count: count)
    var result = [Double](repeating: 0, count: steps.count)
    for station in steps.indices.reversed() {
      if station + 1 < steps.count {
        if starts[station + 1] {
          backward = Array(repeating: 1, count: count)
        } else {
          let ahead = weighed(backward, logOdds[station + 1])
          let back = ways.map { ways in ways.reduce(0) { $0 + $1.chance * ahead[$1.state] } }
          let sum = back.reduce(0, +)
          backward = sum > 0 ? back.map { $0 / sum } : back
        }
      }
      let joint = zip(forward[station], backward).map { $0 * $1 }
      let sum = joint.reduce(0, +)
      result[station] = sum > 0 ? joint[emptyStates...].reduce(0, +) / sum : 0
    }
    return result
  }

  /// `count` draws of all states together.
  func draws(_ draws: Int, _ generator: inout SeededGenerator) -> [[Bool]] {
    let forward = forward()
    var sources = [[(state: Int, chance: Double)]](repeating: [], count: count)
    for state in 0..<count {
      for way in successors(state) { sources[way.state].append((state, way.chance)) }
    }
    return (0..<draws).map { _ in
      var states = [Bool](repeating: false, count: steps.count)
      var last: Int?
      for station in steps.indices.reversed() {
        let isEnd = station + 1 == steps.count || starts[station + 1]
        let choices =
          isEnd
          ? (0..<count).map { ($0, forward[station][$0]) }
          : sources[last ?? 0].map { ($0.state, forward[station][$0.state] * $0.chance) }
        var rest = generator.uniform() * choices.reduce(0) { $0 + $1.1 }
        var chosen = choices.last?.0 ?? 0
        for (state, weight) in choices {
          rest -= weight
          if rest < 0 {
            chosen = state
            break
          }
        }
        states[station] = isOccupied(chosen)
        last = chosen
      }
      return states
    }
  }

  /// Runs of `true`, cut where a part of the line begins.
  static func runs(_ states: [Bool], starts: [Bool]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for (station, isOccupied) in states.enumerated() where isOccupied {
      if let last = runs.last, last.upperBound == station, !starts[station] {
        runs[runs.count - 1] = last.lowerBound..<station + 1
      } else {
        runs.append(station..<station + 1)
      }
    }
    return runs
  }
}
