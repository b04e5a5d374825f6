/// Quantiles of a sample, linear between neighbours.
package enum Quantiles {
  /// `nil` for an empty sample. Infinite values sort last, and a quantile next to one is infinite.
  package static func quantile(_ part: Double, of sample: [Double]) -> Double? {
    guard !sample.isEmpty else { return nil }
    let sorted = sample.sorted()
    let place = part * Double(sorted.count - 1)
    let below = Int(place.rounded(.down))
    let rest = place - Double(below)
    // Without this, infinity times zero would give no number.
    guard rest > 0, below + 1 < sorted.count else { return sorted[below] }
    return sorted[below + 1].isInfinite ? .infinity : sorted[below] + rest * (sorted[below + 1] - sorted[below])
  }

  package static func median(of sample: [Double]) -> Double? { quantile(0.5, of: sample) }

  /// `5 % −1.60 · 25 % … `; `none` for an empty sample.
  package static func line(of sample: [Double], digits: Int) -> String {
    guard !sample.isEmpty else { return "none" }
    return [0.05, 0.25, 0.5, 0.75, 0.95].map { part in
      "\(Int(part * 100)) %: \(Text.number(quantile(part, of: sample), digits))"
    }.joined(separator: " · ")
  }
}
