/// The days from one moment to another, each uniform in its own span: the exact distribution, whose density is a
/// trapezoid.
struct MomentDifference: Sendable {
  /// Least and greatest difference.
  let least: Double
  let most: Double
  /// Widths of the two spans, the narrower first.
  private let narrow: Double
  private let wide: Double

  /// - Parameters: spans in days, from low to high.
  init(from first: ClosedRange<Double>, to second: ClosedRange<Double>) {
    least = second.lowerBound - first.upperBound
    most = second.upperBound - first.lowerBound
    let widths = (first.upperBound - first.lowerBound, second.upperBound - second.lowerBound)
    narrow = min(widths.0, widths.1)
    wide = max(widths.0, widths.1)
  }

  /// The difference that is exceeded with probability 1 − `probability`. The density rises over the narrower width, is
  /// level at 1 / wide, and falls over the narrower width again.
  func quantile(_ probability: Double) -> Double {
    precondition(probability >= 0 && probability <= 1, "probability \(probability)")
    if probability > 0.5 { return most - offset(1 - probability) }
    return least + offset(probability)
  }

  /// Of the lower half: how far above the least the quantile lies.
  private func offset(_ probability: Double) -> Double {
    guard wide > 0 else { return 0 }
    // The rising part holds narrow / (2 wide) of all; there the share is x² / (2 narrow wide).
    if probability * 2 * wide <= narrow { return (2 * narrow * wide * probability).squareRoot() }
    return narrow / 2 + probability * wide
  }

  /// Probability that the difference is under `value`; of a difference without width a half at its own value.
  func below(_ value: Double) -> Double {
    if value <= least { return value == least && wide == 0 ? 0.5 : 0 }
    if value >= most { return 1 }
    let (up, down) = (value - least, most - value)
    return up <= down ? share(up) : 1 - share(down)
  }

  private func share(_ offset: Double) -> Double {
    if offset < narrow { return offset * offset / (2 * narrow * wide) }
    return (offset - narrow / 2) / wide
  }
}
