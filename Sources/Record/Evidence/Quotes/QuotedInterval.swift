/// A number as a retelling says it: the values that it can mean, and how it is said.
struct QuotedInterval: Sendable, Hashable {
  /// The number itself; `nil` of ranges and one-sided bounds.
  var centre: Double?
  /// With the rounding in which it is said.
  var low: Double
  var high: Double
  var isHedged = false
  var isExact = false
  /// What its last non-zero digit is worth: 100 for "1,200".
  var step = 0.0
  /// What its last written digit is worth: 1 for "1,200".
  var unit = 0.0

  /// "Not more than", "can not be larger than": the other side of a bound; `nil` where it is none.
  var denied: QuotedInterval? {
    if centre == nil, high == .infinity { return QuotedInterval(low: 0, high: low) }
    return centre == nil && low == 0 ? QuotedInterval(low: high, high: .infinity) : nil
  }

  /// The same statement of another quantity, by a function that rises or falls all along.
  func mapped(_ change: (Double) -> Double) -> QuotedInterval {
    var result = self
    result.centre = centre.map(change)
    let ends = [change(low), change(high)].map { $0.isNaN ? 0 : $0 }
    result.low = ends.min() ?? low
    result.high = ends.max() ?? high
    if let centre {
      let near = abs(change(centre * 1.001) - change(centre * 0.999)) / max(abs(centre) * 0.002, 1e-12)
      result.step = step * near
      result.unit = unit * near
    } else if high.isFinite, low.isFinite, high > low {
      let stretch = (result.high - result.low) / (high - low)
      result.step = stretch.isFinite ? step * stretch : 0
    }
    return result
  }
}
