import Foundation
import Statistics

/// Area that changes in a month, lately and before, and whether chance would put so much of it into the last months.
package struct PaceTest: Sendable {
  /// Ground that changed between two days.
  package struct Event: Sendable {
    package let from: Double
    package let to: Double
    /// Square metres.
    package let area: Double
    /// Ends of its interval of 90 %.
    package let low: Double
    package let high: Double

    package init(from: Double, to: Double, area: Double, low: Double, high: Double) {
      self.from = from
      self.to = to
      self.area = area
      self.low = low
      self.high = high
    }
  }

  package static let daysInMonth = 30.4375
  /// Months that count as lately.
  package static let lately = 3
  /// Fewer months than this give chance too few ways.
  package static let fewestMonths = 9
  static let draws = 2_000
  /// Choices of months that are counted one by one; beyond them as many are drawn.
  static let mostChoices = 300_000

  package struct Result: Sendable {
    package let lately: (value: Double, low: Double, high: Double)
    package let before: (value: Double, low: Double, high: Double)
    /// Share of all choices of three months that hold as much of the change as the last three, or more.
    package let probability: Double
    package let months: Int
  }

  private let events: [Event]
  private let first: Double
  private let last: Double

  /// - Parameters:
  ///   - first, last: days between which changes can be found.
  package init(_ events: [Event], first: Double, last: Double) {
    self.events = events
    self.first = first
    self.last = last
  }

  /// Whole months before `last`.
  package var months: Int { max(0, Int(((last - first) / Self.daysInMonth).rounded(.down))) }

  /// `nil` under `fewestMonths`.
  package func result(seed: UInt64) -> Result? {
    let months = months
    guard months >= Self.fewestMonths else { return nil }
    var generator = SeededGenerator(seed: seed)
    var (lately, before): ([Double], [Double]) = ([], [])
    for _ in 0..<Self.draws {
      var sums = [Double](repeating: 0, count: months)
      for event in events {
        let deviation = max(0, event.high - event.low) / 2 / 1.6449
        let area = max(0, event.area + deviation * generator.normal())
        let day = event.from + (event.to - event.from) * generator.uniform()
        if let month = month(of: day, months) { sums[month] += area }
      }
      lately.append(sums.suffix(Self.lately).reduce(0, +) / Double(Self.lately))
      before.append(sums.dropLast(Self.lately).reduce(0, +) / Double(months - Self.lately))
    }
    return Result(
      lately: Self.interval(&lately), before: Self.interval(&before),
      probability: probability(expected(months), &generator), months: months)
  }

  /// 0 is the earliest month; `nil` outside all of them.
  private func month(of day: Double, _ months: Int) -> Int? {
    let back = Int(((last - day) / Self.daysInMonth).rounded(.down))
    return (0..<months).contains(back) && day <= last ? months - 1 - back : nil
  }

  private static func interval(_ draws: inout [Double]) -> (value: Double, low: Double, high: Double) {
    draws.sort()
    let value = draws.reduce(0, +) / Double(draws.count)
    let low = Quantiles.quantile(0.05, ofSorted: draws) ?? value
    let high = Quantiles.quantile(0.95, ofSorted: draws) ?? value
    return (value, min(low, value), max(high, value))
  }

  /// Of each month the area that is expected of it: an event is as likely on each day between its dates.
  private func expected(_ months: Int) -> [Double] {
    (0..<months).map { month in
      let end = last - Double(months - 1 - month) * Self.daysInMonth
      let start = end - Self.daysInMonth
      return events.reduce(0) { sum, event in
        let span = event.to - event.from
        guard span > 0 else { return sum + (event.to > start && event.to <= end ? event.area : 0) }
        return sum + event.area * max(0, min(end, event.to) - max(start, event.from)) / span
      }
    }
  }

  /// By all choices of months where they are few enough, else by draws.
  private func probability(_ areas: [Double], _ generator: inout SeededGenerator) -> Double {
    let observed = areas.suffix(Self.lately).reduce(0, +)
    // Sums in another order may differ in their last digits.
    let least = observed - 1e-9 * max(1, observed)
    let count = areas.count
    let choices = count * (count - 1) * (count - 2) / 6
    var (reached, total) = (0, 0)
    if choices <= Self.mostChoices {
      for one in 0..<count {
        for two in (one + 1)..<max(one + 1, count) {
          for three in (two + 1)..<max(two + 1, count) {
            total += 1
            if areas[one] + areas[two] + areas[three] >= least { reached += 1 }
          }
        }
      }
    } else {
      // The observed choice is one of them.
      (reached, total) = (1, 1)
      for _ in 0..<Self.mostChoices {
        let one = generator.integer(0...count - 1)
        let two = generator.integer(0...count - 1)
        let three = generator.integer(0...count - 1)
        guard one != two, two != three, one != three else { continue }
        total += 1
        if areas[one] + areas[two] + areas[three] >= least { reached += 1 }
      }
    }
    return Double(reached) / Double(total)
  }
}
