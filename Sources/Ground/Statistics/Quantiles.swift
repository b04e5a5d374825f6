/// Order statistics. Empty input gives `nil`; NaN is a broken promise by the caller.
package enum Quantiles {
  /// The quantile by linear interpolation between order statistics (Hyndman and Fan's type 7).
  /// - Parameter sorted: values in rising order.
  package static func quantile(_ fraction: Double, ofSorted sorted: [Double]) -> Double? {
    guard let last = sorted.indices.last else { return nil }
    let position = min(max(fraction, 0), 1) * Double(last)
    let lower = Int(position)
    let upper = min(lower + 1, last)
    return sorted[lower] + (sorted[upper] - sorted[lower]) * (position - Double(lower))
  }

  package static func median(_ values: [Double]) -> Double? { quantile(0.5, ofSorted: values.sorted()) }

  /// Median absolute deviation times 1.4826: the standard deviation of a normal sample, whatever a minority does.
  package static func robustDeviation(_ values: [Double]) -> Double? {
    guard let centre = median(values) else { return nil }
    return median(values.map { abs($0 - centre) }).map { $0 * 1.4826 }
  }
}
