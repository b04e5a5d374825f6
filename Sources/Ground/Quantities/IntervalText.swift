/// A value and its interval as texts, all three rounded alike.
package struct IntervalText: Sendable, Hashable {
  package let value: String
  package let low: String
  package let high: String

  /// Rounded to a multiple of ten to the power `exponent`.
  package init(_ value: Double, low: Double, high: Double, exponent: Int) {
    self.value = NumberText.rounded(value, toPowerOfTen: exponent)
    self.low = NumberText.rounded(low, toPowerOfTen: exponent)
    self.high = NumberText.rounded(high, toPowerOfTen: exponent)
  }

  package init(_ estimate: Estimate<SquareMetres>) {
    self.init(value: estimate.value.magnitude, low: estimate.low.magnitude, high: estimate.high.magnitude)
  }

  package init(value: Double, low: Double, high: Double) {
    let exponent = NumberText.exponent(value: value, low: low, high: high)
    // Areas are told in whole square metres unless the interval is narrower than that.
    self.init(value, low: low, high: high, exponent: high - low >= 2 ? max(exponent, 0) : exponent)
  }
}

extension Estimate<SquareMetres> {
  /// "1,240 m² (90 % interval 1,130 to 1,350 m²)"; `of` names what is measured: " of ground".
  package func words(of what: String = "") -> String {
    let text = IntervalText(self)
    return "\(text.value) m²\(what) (\(levelText) interval \(text.low) to \(text.high) m²)"
  }
}

extension Estimate {
  /// "90 %"
  package var levelText: String { NumberText.fixed(level * 100, decimals: level * 1000 == 995 ? 1 : 0) + " %" }
}
