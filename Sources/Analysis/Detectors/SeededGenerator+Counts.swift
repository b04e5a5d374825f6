import Foundation
import Statistics

/// Draws that counts are made of; exact in distribution whatever the size, and the same on every platform but for the
/// rounding of its logarithms.
extension SeededGenerator {
  /// Gamma of scale 1.
  /// - Source: [Marsaglia2000]; below shape 1 by the power of a uniform, as they advise.
  mutating func gamma(_ shape: Double) -> Double {
    precondition(shape > 0, "a gamma distribution of shape \(shape)")
    guard shape >= 1 else { return gamma(shape + 1) * pow(1 - uniform(), 1 / shape) }
    let d = shape - 1 / 3.0
    let c = 1 / (9 * d).squareRoot()
    while true {
      let normal = normal()
      let root = 1 + c * normal
      guard root > 0 else { continue }
      let cube = root * root * root
      if log(1 - uniform()) < 0.5 * normal * normal + d - d * cube + d * log(cube) { return d * cube }
    }
  }

  mutating func beta(_ one: Double, _ other: Double) -> Double {
    let (left, right) = (gamma(one), gamma(other))
    return left + right > 0 ? left / (left + right) : 0.5
  }

  /// Successes in `count` trials: of many trials, the middle one of their sorted uniforms is drawn, and the half beyond
  /// it is left.
  /// - Source: [Ahrens1974]
  mutating func binomial(_ count: Int, _ probability: Double) -> Int {
    var (count, probability, successes) = (count, min(max(probability, 0), 1), 0)
    while count > 32 {
      let middle = 1 + count / 2
      let value = beta(Double(middle), Double(count + 1 - middle))
      if value >= probability {
        count = middle - 1
        probability = min(1, probability / value)
      } else {
        successes += middle
        count -= middle
        probability = (probability - value) / (1 - value)
      }
    }
    for _ in 0..<count where uniform() < probability { successes += 1 }
    return successes
  }

  /// Events of a process with that mean: of a large one, the moment of an event well within is drawn first.
  /// - Source: [Ahrens1974]
  mutating func poisson(_ mean: Double) -> Int {
    var (mean, events) = (mean, 0)
    while mean > 16 {
      let event = Int(mean * 7 / 8)
      let moment = gamma(Double(event))
      if moment > mean { return events + binomial(event - 1, mean / moment) }
      events += event
      mean -= moment
    }
    var product = 1 - uniform()
    let limit = exp(-mean)
    while product > limit {
      events += 1
      product *= 1 - uniform()
    }
    return events
  }
}
