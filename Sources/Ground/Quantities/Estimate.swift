/// A measured value with the interval that should hold the truth in `level` of all cases, and how it was made.
package struct Estimate<Value: Quantity>: Sendable, Hashable {
  package let value: Value
  package let low: Value
  package let high: Value
  /// Nominal coverage of `low … high`; 0.9 everywhere unless a caller says otherwise.
  package let level: Double
  /// Short name of the method, stable across runs: it is printed and compared.
  package let method: String

  package init(_ value: Value, low: Value, high: Value, level: Double = 0.9, method: String) {
    precondition(low <= value && value <= high, "interval \(low) … \(high) does not hold its value \(value)")
    self.value = value
    self.low = low
    self.high = high
    self.level = level
    self.method = method
  }
}

/// A measure that was made, or the reason why the picture cannot support it.
package enum Measured<Value: Quantity>: Sendable, Hashable {
  case estimate(Estimate<Value>)
  case refused(String)

  package var estimate: Estimate<Value>? {
    if case .estimate(let estimate) = self { estimate } else { nil }
  }
}
