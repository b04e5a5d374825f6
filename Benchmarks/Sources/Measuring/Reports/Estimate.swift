import Foundation

/// A value with its interval, as a report gives it.
package struct Estimate: Sendable, Decodable {
  package let value: Double
  package let low: Double
  package let high: Double
  package let level: Double

  package init(value: Double, low: Double, high: Double, level: Double = 0.9) {
    self.value = value
    self.low = low
    self.high = high
    self.level = level
  }

  package func holds(_ truth: Double) -> Bool { low <= truth && truth <= high }

  /// Width over value.
  package var relativeWidth: Double { (high - low) / value }

  /// log(value/truth) in standard deviations, if the interval is that of a normal logarithm: a well-set interval gives
  /// scores with a standard deviation of 1.
  package func logScore(against truth: Double) -> Double {
    log(value / truth) / (log(high / low) / (2 * 1.644_853_627))
  }
}
