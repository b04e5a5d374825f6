import Foundation

/// Logarithms of one finding's weights, or of a group's, in the order of the hypotheses; −∞ where it is impossible.
struct WeightRow: Sendable {
  var value: [Double]
  var low: [Double]
  var high: [Double]

  /// The weights of one finding relative to its largest: only their quotients count.
  init(_ weights: [Weighing]) {
    let largest = log(weights.map(\.weight).max() ?? 1)
    value = weights.map { log($0.weight) - largest }
    low = weights.map { log($0.low) - largest }
    high = weights.map { log($0.high) - largest }
  }

  /// What a group of no finding weighs: nothing is spoken against.
  init(neutral count: Int) {
    value = [Double](repeating: .infinity, count: count)
    low = value
    high = value
  }

  /// The row of the two as one group: against each hypothesis the stronger of the two.
  func joined(_ other: WeightRow) -> WeightRow {
    var row = self
    for index in value.indices {
      row.value[index] = min(value[index], other.value[index])
      row.low[index] = min(low[index], other.low[index])
      row.high[index] = min(high[index], other.high[index])
    }
    return row
  }
}
