import Foundation

/// What rate a count of rare events still allows.
package enum PoissonBound {
  /// The greatest expected count under which as few as `count` events come up in 10 of 100 series: a one-sided upper
  /// bound of 90 %.
  package static func upper(of count: Int) -> Double {
    var low = 0.0
    var high = Double(count) * 2 + 10
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if probability(ofAtMost: count, expected: middle) > 0.1 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private static func probability(ofAtMost count: Int, expected: Double) -> Double {
    guard expected > 0 else { return 1 }
    // In logarithms: exp(-expected) alone is zero from 746 on.
    var sum = 0.0
    var logTerm = -expected
    for number in 0...count {
      if number > 0 { logTerm += log(expected / Double(number)) }
      sum += exp(logTerm)
    }
    return sum
  }
}
