import Foundation

/// By which factor one weight of a finding must be wrong for another hypothesis to lead.
struct TurningFactor {
  let lead: Int
  let row: WeightRow
  /// What its group weighs without it; `nil` of a finding alone.
  let others: WeightRow?
  /// Log of prior times weight without the group.
  let rest: [Double]

  /// Past this nothing is told apart from never: e to the power 700 is near the largest number there is.
  private static let most = 700.0

  var value: Double? {
    let exponents = row.value.indices.compactMap { exponent(changing: $0) }
    return exponents.min().map { exp($0) }
  }

  /// Log of the factor for the weight on one hypothesis: downward on the leading one, upward on a rival. The odds of
  /// leader to rival fall steadily with either, so halving finds it.
  private func exponent(changing index: Int) -> Double? {
    guard row.value[index] > -.infinity, isTurned(index, by: Self.most) else { return nil }
    if isTurned(index, by: 0) { return 0 }
    var (low, high) = (0.0, Self.most)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if isTurned(index, by: middle) { high = middle } else { low = middle }
    }
    return high
  }

  private func isTurned(_ index: Int, by exponent: Double) -> Bool {
    var weights = row.value
    weights[index] += index == lead ? -exponent : exponent
    if let others {
      let largest = weights.max() ?? 0
      for position in weights.indices { weights[position] = min(weights[position] - largest, others.value[position]) }
    }
    let leader = weights[lead] + rest[lead]
    for rival in weights.indices where rival != lead {
      // −∞ of an impossible rival never leads; the tolerance is that of the sums.
      let score = weights[rival] + rest[rival]
      if score > -.infinity, score >= leader - 1e-12 { return true }
    }
    return false
  }
}
