import Places
import Quantities

extension AreaRatio {
  /// "38 % of the area of hall A (34 to 42 %), that is 62 % smaller": never without its denominator.
  ///
  /// From twice the denominator on it counts in times, since "240 % larger" is read as "2.4 times as large".
  package var words: String {
    let value = estimate.value.magnitude
    let low = estimate.low.magnitude
    let high = estimate.high.magnitude
    // The usual 90 % goes without saying beside an area that has just said it.
    let level = estimate.level == 0.9 ? "" : "\(estimate.levelText) interval "
    if value >= 2 {
      let exponent = max(NumberText.exponent(value: value, low: low, high: high), high - low >= 0.2 ? -1 : -2)
      let text = IntervalText(value, low: low, high: high, exponent: exponent)
      return "\(text.value) times the area of \(name) (\(level)\(text.low) to \(text.high) times)"
    }
    let exponent = max(NumberText.exponent(value: value * 100, low: low * 100, high: high * 100), percentExponent)
    let text = IntervalText(value * 100, low: low * 100, high: high * 100, exponent: exponent)
    return "\(text.value) % of the area of \(name) (\(level)\(text.low) to \(text.high) %), \(comparison(exponent))"
  }

  /// Percents are whole unless the interval is under one percent to either side.
  private var percentExponent: Int { estimate.high.magnitude - estimate.low.magnitude >= 0.02 ? 0 : -1 }

  private func comparison(_ exponent: Int) -> String {
    guard estimate.high.magnitude < 1 || estimate.low.magnitude > 1 else {
      return "which does not rule out the same size"
    }
    // Taken from the rounded share, so that the two printed numbers add up to a hundred.
    let unit = exponent < 0 ? 0.1 : (0..<exponent).reduce(1.0) { power, _ in power * 10 }
    let rounded = (estimate.value.magnitude * 100 / unit).rounded() * unit
    let difference = NumberText.rounded(abs(100 - rounded), toPowerOfTen: exponent)
    return "that is \(difference) % \(estimate.value.magnitude < 1 ? "smaller" : "larger")"
  }
}
