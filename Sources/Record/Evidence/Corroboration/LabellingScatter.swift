import Foundation
import Provenance
import Quantities

/// How far the same measure moves when another person draws the outline.
///
/// From things that two analysts measured: the variance of one person's work is half the mean square of their
/// differences. A steady bias between the two counts as scatter, since nobody knows which of them is right.
package struct LabellingScatter: Sendable, Hashable {
  /// Whether people differ by a share of the thing's size, as in areas and lengths, or by an amount, as in angles.
  package enum Scale: String, Sendable, CaseIterable { case share, amount }

  package let scale: Scale
  /// Count of things that both measured.
  package let count: Int
  /// Of `share`: of the logarithm; of `amount`: in the measure's unit.
  package let standardDeviation: Double

  /// - Parameter pairs: the two analysts' values of each thing.
  /// - Throws: `incomplete` without a pair; `outOfRange` for a value that is no number or, of `share`, not above 0.
  package init(of pairs: [(Double, Double)], as scale: Scale) throws(EvidenceError) {
    guard !pairs.isEmpty else {
      throw EvidenceError(
        .incomplete, at: "labelling scatter", "Nothing was measured by both analysts.",
        mend: "Let both outline some of the same things.")
    }
    let least = scale == .share ? Double.leastNonzeroMagnitude : -1e100
    if let stray = pairs.first(where: { !($0.0 >= least && $0.1 >= least && $0.0 <= 1e100 && $0.1 <= 1e100) }) {
      throw EvidenceError(
        .outOfRange, at: "labelling scatter", "Two values of one thing are \(stray.0) and \(stray.1).",
        mend: scale == .share ? "Give sizes above 0." : "Give numbers.")
    }
    let squares = pairs.map { pair in
      let difference = scale == .share ? log(pair.0) - log(pair.1) : pair.0 - pair.1
      return difference * difference
    }
    self.scale = scale
    count = pairs.count
    standardDeviation = (squares.reduce(0, +) / Double(2 * pairs.count)).squareRoot()
  }

  /// The estimate with the scatter between people added to its interval in quadrature, for a thing whose outline one of
  /// them drew. Never narrower. The scatter is taken at the interval's own level by Student's distribution, with as
  /// many degrees of freedom as things were measured twice: from one thing alone little is known of it.
  package func widened(_ estimate: ClaimedEstimate) -> ClaimedEstimate {
    let reach = StudentDistribution.reach(level: estimate.level, freedom: count) * standardDeviation
    var (low, high): (Double, Double)
    if scale == .share, estimate.low > 0 {
      let down = log(estimate.value / estimate.low)
      let up = log(estimate.high / estimate.value)
      low = estimate.value * exp(-(down * down + reach * reach).squareRoot())
      high = estimate.value * exp((up * up + reach * reach).squareRoot())
    } else {
      let amount = scale == .share ? reach * abs(estimate.value) : reach
      let down = estimate.value - estimate.low
      let up = estimate.high - estimate.value
      low = estimate.value - (down * down + amount * amount).squareRoot()
      high = estimate.value + (up * up + amount * amount).squareRoot()
      // A size is not below nothing.
      if scale == .share, estimate.low >= 0 { low = max(0, low) }
    }
    if reach == 0 { (low, high) = (estimate.low, estimate.high) }
    // `nil` cannot come of ends that only moved outward; the estimate itself is then the honest answer.
    return ClaimedEstimate(
      value: estimate.value, low: min(low, estimate.low), high: max(high, estimate.high), level: estimate.level,
      unit: estimate.unit, method: estimate.method + ", labelling scatter") ?? estimate
  }

  /// "Before: 1,240 m² (90 % interval 1,130 to 1,350 m²); with the scatter between analysts, from 12 things: 1,240 m²
  /// …"
  package func sentence(for estimate: ClaimedEstimate) -> String {
    "Before: \(estimate.words); with the scatter between analysts, from \(NumberText.count(count)) "
      + "\(count == 1 ? "thing" : "things") that both measured: \(widened(estimate).words)."
  }

  package var json: JSONValue {
    ["scale": .string(scale.rawValue), "count": .integer(count), "standardDeviation": .number(standardDeviation)]
  }
}
