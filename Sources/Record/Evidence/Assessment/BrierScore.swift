import Foundation
import Provenance
import Quantities

/// How good resolved forecasts were: the mean square of probability minus outcome. 0 is perfect; who always says one
/// half has 0.25.
/// - Source: [Brier1950]; [Murphy1973], the decomposition
package struct BrierScore: Sendable, Hashable {
  /// One line of the calibration table.
  package struct Bin: Sendable, Hashable {
    /// Probabilities from `low` on, up to `high`; only the last bin holds its upper bound.
    package let low: Double
    package let high: Double
    package let count: Int
    package let meanProbability: Double
    /// Share that happened, and its 90 % interval.
    package let share: Double
    package let shareLow: Double
    package let shareHigh: Double
  }

  /// Resolved as happened or not.
  package let count: Int
  /// Resolved as undecidable: not scored.
  package let undecidable: Int
  /// Not resolved.
  package let open: Int
  package let mean: Double
  /// 90 % interval of the mean that the forecaster would reach over many such forecasts.
  package let low: Double
  package let high: Double
  /// `mean` = `reliability` − `resolution` + `uncertainty`. Forecasts of one and the same probability stand together,
  /// so that this holds exactly; few forecasts of many probabilities look less reliable than they are.
  package let reliability: Double
  package let resolution: Double
  package let uncertainty: Double
  /// Of tenths of probability; those without forecasts are left out.
  package let bins: [Bin]

  /// `nil` where none is resolved as happened or not.
  package init?(of forecasts: [Forecast]) {
    let cases = forecasts.compactMap { forecast -> Case? in
      switch forecast.resolution?.outcome {
      case .happened: Case(probability: forecast.probability, outcome: 1)
      case .didNotHappen: Case(probability: forecast.probability, outcome: 0)
      case .undecidable, nil: nil
      }
    }
    guard !cases.isEmpty else { return nil }
    count = cases.count
    undecidable = forecasts.count { $0.resolution?.outcome == .undecidable }
    open = forecasts.count { $0.resolution == nil }
    let scores = cases.map { ($0.probability - $0.outcome) * ($0.probability - $0.outcome) }
    mean = Self.mean(scores)
    (low, high) = Self.interval(scores)
    let base = Self.mean(cases.map(\.outcome))
    let groups = Dictionary(grouping: cases, by: \.probability).sorted { $0.key < $1.key }
    var (reliability, resolution) = (0.0, 0.0)
    for (probability, group) in groups {
      let share = Self.mean(group.map(\.outcome))
      let weight = Double(group.count) / Double(cases.count)
      reliability += weight * (probability - share) * (probability - share)
      resolution += weight * (share - base) * (share - base)
    }
    self.reliability = reliability
    self.resolution = resolution
    uncertainty = base * (1 - base)
    bins = Self.bins(cases)
  }

  private struct Case {
    let probability: Double
    let outcome: Double
  }

  private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  /// Student's interval with one best and one worst score added, within 0 … 1. Without them five lucky forecasts would
  /// have an interval without width.
  private static func interval(_ scores: [Double]) -> (Double, Double) {
    let padded = scores + [0, 1]
    let middle = mean(padded)
    let variance = padded.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(padded.count - 1)
    let reach = StudentDistribution.reach(level: 0.9, freedom: padded.count - 1)
    let half = reach * (variance / Double(padded.count)).squareRoot()
    let plain = mean(scores)
    return (max(0, min(plain, middle - half)), min(1, max(plain, middle + half)))
  }

  private static func bins(_ cases: [Case]) -> [Bin] {
    let groups = Dictionary(grouping: cases) { min(9, Int($0.probability * 10)) }
    return groups.sorted { $0.key < $1.key }.map { tenth, group in
      let share = mean(group.map(\.outcome))
      let interval = ShareInterval(share: share, of: group.count)
      return Bin(
        low: Double(tenth) / 10, high: Double(tenth + 1) / 10, count: group.count,
        meanProbability: mean(group.map(\.probability)), share: share, shareLow: interval.low,
        shareHigh: interval.high)
    }
  }

  /// "Brier score 0.12 over 40 forecasts (90 % interval 0.08 to 0.17); 2 could not be decided and are not scored."
  package var sentence: String {
    let figures = [mean, low, high].map { NumberText.fixed($0, decimals: 2) }
    let start =
      "Brier score \(figures[0]) over \(NumberText.count(count)) \(count == 1 ? "forecast" : "forecasts") "
      + "(90 % interval \(figures[1]) to \(figures[2]))"
    guard undecidable > 0 else { return start + "." }
    let are = undecidable == 1 ? "is" : "are"
    return "\(start); \(NumberText.count(undecidable)) could not be decided and \(are) not scored."
  }
}

extension BrierScore {
  package var json: JSONValue {
    [
      "count": .integer(count), "undecidable": .integer(undecidable), "open": .integer(open), "mean": .number(mean),
      "low": .number(low), "high": .number(high), "level": 0.9, "reliability": .number(reliability),
      "resolution": .number(resolution), "uncertainty": .number(uncertainty),
      "bins": .array(
        bins.map {
          [
            "low": .number($0.low), "high": .number($0.high), "count": .integer($0.count),
            "meanProbability": .number($0.meanProbability), "share": .number($0.share),
            "shareLow": .number($0.shareLow), "shareHigh": .number($0.shareHigh),
          ]
        }),
    ]
  }
}
