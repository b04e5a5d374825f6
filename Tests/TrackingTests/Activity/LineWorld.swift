import Places
import Statistics

@testable import Tracking

/// Profiles of a line of 5 m steps on which rakes stand where it is said, with seeded noise.
struct LineWorld {
  static let step = 5.0
  static let bandCount = 3

  let stations: Int
  /// Of each date the metres on which something stands.
  let rakes: [[ClosedRange<Double>]]
  let seed: UInt64
  var noise = 4.0
  /// Value of the ground and of what stands there, before noise.
  var ground: (_ station: Int, _ band: Int) -> Double = { _, band in 200 + 20 * Double(band) }
  var rake: (_ date: Int, _ band: Int) -> Double = { date, band in
    (date % 2 == 0 ? 90 : 330) + 8 * Double(band) + Double(date % 5) * 6
  }
  var light: (_ date: Int) -> Double = { _ in 1 }
  var reason: (_ date: Int, _ station: Int) -> Visibility = { _, _ in .seen }

  func profiles() -> LineProfiles {
    let values = rakes.indices.map { date -> [Double] in
      var generator = SeededGenerator(seed: seed, stream: UInt64(date))
      return (0..<stations).flatMap { station -> [Double] in
        // Optics spread a station's light over its neighbours.
        let weights = [(-1, 0.2), (0, 0.6), (1, 0.2)]
        return (0..<Self.bandCount).map { band in
          let value = weights.reduce(0) { sum, part in
            let share = occupied(station + part.0, rakes[date])
            return sum + part.1 * ((1 - share) * ground(station, band) + share * rake(date, band))
          }
          return value * light(date) + noise * generator.normal()
        }
      }
    }
    return LineProfiles(
      steps: Array(repeating: Self.step, count: stations),
      starts: (0..<stations).map { $0 == 0 }, bandCount: Self.bandCount, values: values,
      reasons: rakes.indices.map { date in (0..<stations).map { reason(date, $0) } })
  }

  /// Covered part of a station.
  private func occupied(_ station: Int, _ rakes: [ClosedRange<Double>]) -> Double {
    let (from, to) = (Double(station) * Self.step, Double(station + 1) * Self.step)
    return rakes.reduce(0) { $0 + max(0, min(to, $1.upperBound) - max(from, $1.lowerBound)) } / Self.step
  }

  /// True length on a date.
  func length(_ date: Int) -> Double { rakes[date].reduce(0) { $0 + $1.upperBound - $1.lowerBound } }

  /// Dates on which one rake stands at a seeded place, or none.
  static func traffic(dates: Int, stations: Int, seed: UInt64) -> [[ClosedRange<Double>]] {
    var generator = SeededGenerator(seed: seed, stream: 99)
    let length = Double(stations) * step
    return (0..<dates).map { _ in
      guard generator.uniform() > 0.4 else { return [] }
      let own = generator.uniform(40...0.5 * length)
      let start = generator.uniform(10...(length - own - 10))
      return [start...start + own]
    }
  }
}
