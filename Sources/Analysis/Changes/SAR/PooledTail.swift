import Foundation

/// How often a statistic exceeds each level where nothing changed, from all dates of a series together, each in units of
/// its own date.
///
/// The share beyond a level is the mean of the dates' shares, with what one date may add held: no more than
/// `mostTimes` what the quieter half of the dates leads one to expect, and three standard deviations of a count. So a date
/// on which much of the ground really changed moves the tail a little, and one of restless weather counts in full up to
/// there. From the level on that about `tailCount` numbers exceed, a generalised Pareto distribution takes over, by
/// probability-weighted moments; its shape is drawn to `usualShape` as if `shapeWeight` numbers more had shown that one.
/// - Source: [Hosking1987] for the distribution and its moments.
struct PooledTail: Sendable, Hashable {
  /// Levels as multiples of the median of χ²: 0, then in steps of 3 %.
  static let multiples: [Double] = [0] + (0..<460).map { 0.02 * exp(0.03 * Double($0)) }

  private static let mostTimes = 2.0
  private static let usualShape = 0.05
  private static let shapeWeight = 100.0
  private static let shapes = 0.0...0.4

  /// Of each of `multiples`: the natural logarithm of the share that exceeds it. Does not rise, and begins with 0.
  let logShares: [Double]

  /// - Parameters:
  ///   - counts: date by date, how many numbers exceed each of `multiples`.
  ///   - totals: numbers of each date, each above 0.
  init(counts: [[Int]], totals: [Int]) {
    precondition(!counts.isEmpty && counts.count == totals.count, "\(counts.count) dates, \(totals.count) totals")
    let total = totals.reduce(0, +)
    var held = Self.multiples.indices.map { level in
      Self.held(zip(counts, totals).map { (Double($0[level]), Double($1)) })
    }
    for level in 1..<held.count { held[level] = min(held[level], held[level - 1]) }
    held[0] = Double(total)
    let start = held.lastIndex { $0 >= Self.tailCount(of: total) } ?? 0
    let beyond = Self.pareto(held, from: start)
    logShares = held.indices.map { level in
      let share = log(held[min(level, start)] / Double(total))
      return level <= start ? share : share + beyond(Self.multiples[level] - Self.multiples[start])
    }
  }

  /// A hundredth of the numbers, within bounds that keep the moments steady and the body out of the tail.
  private static func tailCount(of total: Int) -> Double { min(200, max(50, 0.01 * Double(total))) }

  /// Numbers of all dates beyond a level, what each may add held.
  private static func held(_ dates: [(beyond: Double, of: Double)]) -> Double {
    let shares = dates.map { $0.beyond / $0.of }.sorted()
    let quiet = shares.prefix((shares.count + 1) / 2)
    let usual = quiet.reduce(0, +) / Double(quiet.count)
    return dates.reduce(0) { sum, date in
      let expected = usual * date.of
      return sum + min(date.beyond, mostTimes * expected + 3 * expected.squareRoot() + 3)
    }
  }

  /// ln of the share of the numbers beyond a level that exceed it by so much.
  private static func pareto(_ held: [Double], from start: Int) -> (Double) -> Double {
    var (mean, weighted) = (0.0, 0.0)
    for level in start + 1..<max(held.count, start + 1) {
      let step = multiples[level] - multiples[level - 1]
      let (before, here) = (held[level - 1] / held[start], held[level] / held[start])
      mean += step * (before + here) / 2
      weighted += step * (before * before + here * here) / 4
    }
    let count = held[start]
    let moments = mean > 2 * weighted * (1 + 1e-9) ? 2 - mean / (mean - 2 * weighted) : shapes.upperBound
    let drawn = (moments * count + usualShape * shapeWeight) / (count + shapeWeight)
    let shape = min(max(drawn, shapes.lowerBound), shapes.upperBound)
    let scale = mean * (1 - shape)
    return { excess in shape > 1e-9 ? -log1p(shape * excess / scale) / shape : -excess / scale }
  }
}
