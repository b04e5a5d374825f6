import Foundation
import Statistics
import Testing

@testable import Changes

@Suite("The empirical null of a radar series")
struct RadarNullTests {
  private let side = 64
  private var pixels: Int { side * side }

  private func omnibus(_ covariance: RadarCovariance, looks: Double, rate: Double) throws -> SequentialOmnibus {
    try SequentialOmnibus(
      test: OmnibusTest(covariance: covariance, looks: Looks(looks, of: covariance)), falseAlarmRate: rate)
  }

  /// Ground of three classes, each of which has a level of its own on each date, and changes by `factor` in `changed`
  /// pixels from a date on.
  private func series(
    _ covariance: RadarCovariance, dates: Int, looks: Int = 6, weather: Double = 0.15, seed: UInt64,
    from date: Int = .max, factor: Double = 1, changed: Int = 0
  ) throws -> RadarSeries {
    var draws = RadarDraws(seed: seed)
    let levels = (0..<dates * 3).map { _ in exp(weather * draws.normal()) }
    return try draws.series(covariance, looks: looks, dates: dates, pixels: pixels) { here, pixel in
      levels[here * 3 + pixel / 8 % 3] * (here >= date && pixel < changed ? factor : 1)
    }
  }

  private func half(_ colour: Int) -> [Int] {
    (0..<pixels).filter { ($0 / side / 32 + $0 % side / 32) % 2 == colour }
  }

  private func share(_ result: OmnibusResult) -> Double {
    let tested = result.outcomes.count { $0 >= IntervalOutcome.unchanged.rawValue }
    return Double(result.outcomes.count { $0 >= IntervalOutcome.appeared.rawValue }) / Double(tested)
  }

  @Test(
    "Weather by class and looks taken twice too many: fitted on half of the blocks, the rate holds on the others",
    arguments: RadarCovariance.allCases)
  func holds(_ covariance: RadarCovariance) throws {
    let series = try series(covariance, dates: 9, seed: 80)
    let (fitted, measured) = (series.selecting(half(0)), series.selecting(half(1)))
    for rate in [1e-2, 2e-3] {
      let nominal = try omnibus(covariance, looks: 12, rate: rate)
      #expect(share(nominal.run(measured)) > 3 * rate)
      let found = try share(nominal.calibrated(on: fitted).run(measured)) / rate
      #expect(found > 0.6 && found < 1.6, "\(covariance), \(rate): \(found)")
    }
  }

  @Test("On speckle of known looks every date's width is 1, and P stays what it was")
  func ideal() throws {
    let series = try series(.dualDiagonal, dates: 6, looks: 12, weather: 0, seed: 81)
    let null = try #require(try omnibus(.dualDiagonal, looks: 12, rate: 1e-3).calibrated(on: series).null)
    #expect(null.widths[0] == nil)
    for width in null.widths.dropFirst() { #expect(abs(try #require(width) - 1) < 0.06) }
    // Of 20,000 tests 20 are beyond the last, by chance 12 to 28.
    for (nominal, most) in [(0.5, 0.05), (0.1, 0.1), (1e-2, 0.3), (1e-3, 0.8)] {
      let found = exp(null.logTail(nominal: log(nominal), date: 3))
      #expect(abs(log(found / nominal)) < most, "\(found) for \(nominal)")
    }
  }

  @Test("A change of 1 % of the ground is found nearly as often as by the true null, and one of 15 % by half as often")
  func power() throws {
    for (changed, least) in [(pixels / 100, 0.9), (pixels * 15 / 100, 0.5)] {
      let quiet = try series(.dualDiagonal, dates: 12, weather: 0.05, seed: 82)
      let series = try series(
        .dualDiagonal, dates: 12, weather: 0.05, seed: 82, from: 6, factor: 4, changed: changed)
      let nominal = try omnibus(.dualDiagonal, looks: 6, rate: 1e-3)
      func found(_ calibrated: SequentialOmnibus) -> Double {
        let result = calibrated.run(series)
        return Double((0..<changed).count { result.outcome(date: 6, pixel: $0) == .appeared }) / Double(changed)
      }
      let (ours, best) = (try found(nominal.calibrated(on: series)), try found(nominal.calibrated(on: quiet)))
      #expect(ours > least * best, "\(changed) pixels: \(ours), and \(best) by the true null")
    }
  }

  @Test("Its probabilities fall with the nominal ones, and a date is a change where they are below the rate")
  func consistent() throws {
    let series = try series(.dualDiagonal, dates: 7, seed: 83, from: 4, factor: 5, changed: 400)
    let calibrated = try omnibus(.dualDiagonal, looks: 12, rate: 1e-3).calibrated(on: series)
    let null = try #require(calibrated.null)
    for date in 1..<7 {
      let tails = (0..<400).map { null.logTail(nominal: -0.05 * pow(1.05, Double($0)), date: date) }
      #expect(zip(tails, tails.dropFirst()).allSatisfy { $0 >= $1 } && tails.allSatisfy { $0 <= 0 && $0.isFinite })
      for logRate in [-1.0, -4.6, -9.2, -30] {
        let nominal = null.nominalLogTail(at: logRate, date: date)
        #expect(abs(null.logTail(nominal: nominal, date: date) - logRate) < 1e-9 * abs(logRate))
      }
    }
    let result = calibrated.run(series)
    for index in result.outcomes.indices {
      #expect((result.outcomes[index] >= IntervalOutcome.appeared.rawValue) == (result.logTails[index] < log(1e-3)))
    }
  }

  @Test("With it the fast form equals the plain one, on any number of threads")
  func agrees() throws {
    let series = try series(.dualFull, dates: 5, seed: 84, from: 2, factor: 6, changed: 300)
    let calibrated = try omnibus(.dualFull, looks: 6, rate: 1e-2).calibrated(on: series)
    let (found, plain) = (
      calibrated.run(series),
      ReferenceOmnibus.run(series, test: calibrated.test, falseAlarmRate: 1e-2, null: calibrated.null)
    )
    #expect(found.outcomes == plain.outcomes && found.lastChanges == plain.lastChanges)
    #expect(zip(found.logTails, plain.logTails).allSatisfy { abs($0 - $1) <= 1e-10 * max(1, abs($1)) })
    #expect(calibrated.run(series, threads: 3).logTails == found.logTails)
  }

  @Test("A date given twice has no width of its own, alarms nowhere, and leaves the others' null as it is")
  func twice() throws {
    let once = try series(.dualDiagonal, dates: 6, seed: 85)
    let length = 2 * pixels
    let values = once.values[..<length] + once.values[..<length] + once.values[length...]
    let twice = try RadarSeries(
      covariance: .dualDiagonal, days: (0..<7).map(Double.init), pixelCount: pixels, values: Array(values))
    let calibrated = try omnibus(.dualDiagonal, looks: 6, rate: 1e-3).calibrated(on: twice)
    let (null, result) = (try #require(calibrated.null), calibrated.run(twice))
    #expect(null.widths[1] == nil && null.widths.dropFirst(2).allSatisfy { $0 != nil })
    #expect((0..<pixels).allSatisfy { result.outcome(date: 1, pixel: $0) == .unchanged })
    #expect(share(result) > 0.5e-3 && share(result) < 1.6e-3)
  }

  @Test("Of a large area some of the pixels serve")
  func large() throws {
    var draws = RadarDraws(seed: 86)
    let series = try draws.series(.single, looks: 5, dates: 3, pixels: 2 * RadarNull.mostPixels + 7)
    let result = try omnibus(.single, looks: 9, rate: 1e-3).calibrated(on: series).run(series)
    #expect(abs(share(result) / 1e-3 - 1) < 0.3)
  }

  @Test("Too little ground is said in so many words")
  func tooLittle() throws {
    var draws = RadarDraws(seed: 87)
    let series = try draws.series(.single, looks: 5, dates: 3, pixels: 400)
    let error = #expect(throws: ChangesError.self) {
      try omnibus(.single, looks: 5, rate: 1e-3).calibrated(on: series)
    }
    #expect(error?.code == .tooLittleGround)
    #expect(
      error?.description
        == "null of the radar series: 800 tests of pixels and dates were made, and 1000 are needed, 100 of one date. "
        + "Take a larger area or more dates, or use nominal probabilities.")
  }

  @Test("The tail of exponential numbers goes on past the last of them, and one wild date is held")
  func tail() {
    var generator = SeededGenerator(seed: 88)
    let usual = (0..<20).map { _ in (0..<2_000).map { _ in -log2(1 - generator.uniform()) } }
    func tail(_ dates: [[Double]]) -> PooledTail {
      PooledTail(
        counts: dates.map { date in PooledTail.multiples.map { level in date.count { $0 > level } } },
        totals: dates.map(\.count))
    }
    let wild = usual.dropLast() + [usual[19].enumerated().map { $0 % 7 == 0 ? 30 : $1 }]
    // 40,000 numbers: one exceeds 15. A seventh of one date's would be 0.7 % of all, a thousand times as many as there.
    for (pooled, most) in [(tail(usual), 0.3), (tail(Array(wild)), 2.2)] {
      for (level, share) in zip(PooledTail.multiples, pooled.logShares) where level < 17 {
        let excess = share + level * log(2)
        #expect(excess < most && excess > (level < 10 ? -0.35 : -1), "\(level): \(share)")
      }
    }
  }
}
