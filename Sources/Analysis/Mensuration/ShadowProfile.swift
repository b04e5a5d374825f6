import Foundation
import Statistics

/// Mean brightness along the direction of a shadow, or of a wall seen aslant, from one edge of a thing, as a share of lit
/// ground's.
struct ShadowProfile: Sendable {
  /// Distance of the first sample from the outline, pixels.
  static let start = -3.0
  /// Between samples, pixels.
  let step: Double
  let values: [Double]
  let deviations: [Double]
  /// Blur along the profile, pixels: more where the edge lies askew.
  let blur: Double

  /// Deviation by which the roof's edge may lie off the start, pixels.
  let edgeDeviation: Double
  /// What is believed of the levels before the profile is seen: of a shadow or of a wall.
  let levels: ShadowLevels

  /// Places of the roof's edge that are tried, in deviations.
  private static let edges = [-2.0, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2]
  /// Least and most scatter of the ground beyond, where anything may stand.
  private static let scatters = 0.05...0.5
  /// Length along a profile over which errors are alike, pixels.
  private static let correlation = 1.5
  /// Ground beyond the tip that must be lit, in blurs.
  private static let tail = 4.0

  /// Logarithm of the probability of the profile for shadows that are so many pixels long.
  func evidence(lengths: [Double]) -> [Double] {
    let beyond = beyond
    return lengths.map { length in
      let logs = Self.edges.map { edge in
        -edge * edge / 2 + evidence(edge: edge * edgeDeviation, length: length, beyond: beyond)
      }
      let top = logs.max() ?? 0
      return top + log(logs.reduce(0) { $0 + exp($1 - top) })
    }
  }

  private func evidence(edge: Double, length: Double, beyond: (level: Double, scatter: Double)) -> Double {
    var fit = levels
    let share = min(1, step / Self.correlation)
    let tip = edge + length
    var log = 0.0
    for sample in values.indices {
      let distance = Self.start + Double(sample) * step
      guard distance <= tip + Self.tail * blur else {
        let deviation = hypot(deviations[sample], beyond.scatter)
        let far = (values[sample] - beyond.level) / deviation
        log -= 0.5 * share * (far * far + Foundation.log(2 * .pi * deviation * deviation))
        continue
      }
      let beyondEdge = Self.cumulative((distance - edge) / blur)
      let beyondTip = Self.cumulative((distance - tip) / blur)
      fit.add(
        roof: 1 - beyondEdge, shade: beyondEdge - beyondTip, lit: beyondTip, value: values[sample],
        deviation: hypot(deviations[sample], beyondTip * beyond.scatter), share: share)
    }
    return log + fit.evidence
  }

  /// What the ground is like: the middle of the profile's brighter half, and how far that scatters. Lit ground scatters
  /// by as much near the tip as far from it, or a longer shadow would seem likelier for leaving less unexplained.
  private var beyond: (level: Double, scatter: Double) {
    let sorted = values.dropFirst(min(values.count - 1, Int((2 - Self.start) / step))).sorted()
    guard let level = Quantiles.quantile(0.6, ofSorted: sorted), let high = Quantiles.quantile(0.9, ofSorted: sorted),
      let low = Quantiles.quantile(0.4, ofSorted: sorted)
    else { return (1, Self.scatters.upperBound) }
    // 0.4 to 0.9 of a normal scatter: 1.53 deviations.
    let scatter = (high - low) / 1.53
    return (level, min(max(scatter, Self.scatters.lowerBound), Self.scatters.upperBound))
  }

  private static func cumulative(_ value: Double) -> Double { 0.5 * erfc(-value * 0.5.squareRoot()) }
}
