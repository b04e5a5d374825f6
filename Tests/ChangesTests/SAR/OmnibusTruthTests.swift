import Changes
import Foundation
import Statistics
import Testing

@Suite("The sequential omnibus test on grounds that are known")
struct OmnibusTruthTests {
  private func test(_ covariance: RadarCovariance, _ looks: Double) throws -> OmnibusTest {
    OmnibusTest(covariance: covariance, looks: try Looks(looks, of: covariance))
  }

  @Test("The product of all R is Q, and of two dates they are one test", arguments: RadarCovariance.allCases)
  func factors(_ covariance: RadarCovariance) throws {
    var draws = RadarDraws(seed: 70)
    let test = try test(covariance, 5)
    for dates in [2, 3, 8] {
      let series = try draws.series(covariance, looks: 5, dates: dates, pixels: 1)
      let blocks = try (0..<dates).map { try #require(series.matrices(date: $0, pixel: 0)) }
      let logarithms = blocks.map { RadarSeries.logDeterminant($0) }
      var sums = [blocks[0]]
      for date in 1..<dates { sums.append(zip(sums[date - 1], blocks[date]).map { $0.adding($1) }) }
      let ratios = (1..<dates).map { date in
        test.logRatio(
          date: date + 1, before: RadarSeries.logDeterminant(sums[date - 1]), itself: logarithms[date],
          with: RadarSeries.logDeterminant(sums[date]))
      }
      let whole = test.omnibus(dates: logarithms, sum: RadarSeries.logDeterminant(sums[dates - 1]))
      #expect(abs(ratios.reduce(0, +) - whole.logRatio) < 1e-12 * max(1, abs(whole.logRatio)) * Double(dates))
      guard dates == 2 else { continue }
      #expect(abs(test.logTail(logRatio: ratios[0], date: 2) - whole.logTail) < 1e-12)
    }
  }

  @Test("Of two dates of one power P is near that of the ratio's F distribution, whose tails are known")
  func twoDates() throws {
    // At n looks X₁/(X₁ + X₂) is Beta(n, n); at n = 2 the share below s is 3s² − 2s³.
    let test = try test(.single, 2)
    for share in [0.05, 0.1, 0.2, 0.35] {
      let exact = 2 * (3 * share * share - 2 * share * share * share)
      let found = exp(test.logTail(logRatio: test.logRatio(date: 2, power: share, with: 1), date: 2))
      #expect(abs(found / exact - 1) < 0.06, "\(found) for \(exact)")
    }
  }

  @Test("One power's form without cancellation is the paper's", arguments: [2, 3, 20])
  func onePower(_ date: Int) throws {
    let test = try test(.single, 4.4)
    for power in [0.01, 0.5, 1, 7] {
      let before = Double(date - 1)
      let plain = test.logRatio(date: date, before: log(before), itself: log(power), with: log(before + power))
      #expect(abs(test.logRatio(date: date, power: power, with: before + power) - plain) < 1e-12)
    }
  }

  @Test("Where nothing changed P is uniform, on every date", arguments: RadarCovariance.allCases)
  func uniform(_ covariance: RadarCovariance) throws {
    var draws = RadarDraws(seed: 71)
    let (dates, pixels, looks) = (5, 4_000, 12)
    let series = try draws.series(covariance, looks: looks, dates: dates, pixels: pixels)
    // No change is called, so that the dates of a segment are never chosen by their values.
    let omnibus = try SequentialOmnibus(test: test(covariance, Double(looks)), falseAlarmRate: 1e-12)
    let found = omnibus.run(series)
    for date in 1..<dates {
      for level in [0.9, 0.5, 0.1, 0.01] {
        let share = (0..<pixels).count { found.logTail(date: date, pixel: $0) < log(level) }
        let expected = level * Double(pixels)
        // 4 σ, and 4 % of it for the approximation, which is one of many looks.
        #expect(abs(Double(share) - expected) < 4 * (expected * (1 - level)).squareRoot() + 0.04 * expected)
      }
    }
  }

  @Test("The more a ground changes, and the more looks there are, the more often it is found")
  func power() throws {
    var shares: [[Double]] = []
    for looks in [4, 12] {
      shares.append(
        try [1.0, 1.5, 2.5, 5].map { factor in
          var draws = RadarDraws(seed: 72)
          let series = try draws.series(.dualDiagonal, looks: looks, dates: 6, pixels: 1_000) { date, _ in
            date < 3 ? 1 : factor
          }
          let omnibus = try SequentialOmnibus(test: test(.dualDiagonal, Double(looks)), falseAlarmRate: 1e-3)
          let found = omnibus.run(series)
          return Double((0..<1_000).count { found.firstChange(pixel: $0) == 3 }) / 1_000
        })
    }
    for row in shares { #expect(zip(row, row.dropFirst()).allSatisfy { $0 < $1 }) }
    #expect(zip(shares[0], shares[1]).dropFirst().allSatisfy { $0 < $1 })
    #expect(shares[1][0] < 0.01 && shares[1][3] > 0.99)
  }

  @Test("Two changes are dated, counted and told apart by their signs", arguments: RadarCovariance.allCases)
  func signs(_ covariance: RadarCovariance) throws {
    var draws = RadarDraws(seed: 73)
    let series = try draws.series(covariance, looks: 40, dates: 9, pixels: 200) { date, _ in
      date < 3 || date >= 6 ? 1 : 10
    }
    let found = try SequentialOmnibus(test: test(covariance, 40), falseAlarmRate: 1e-6).run(series)
    for pixel in 0..<200 {
      #expect(found.firstChange(pixel: pixel) == 3 && found.lastChange(pixel: pixel) == 6)
      #expect(found.changeCounts[pixel] == 2)
      #expect(found.outcome(date: 3, pixel: pixel) == .appeared)
      #expect(found.outcome(date: 6, pixel: pixel) == .disappeared)
      #expect(found.outcome(date: 8, pixel: pixel) == .unchanged)
    }
  }

  @Test("Brighter in one band and darker in the other is indefinite")
  func indefinite() throws {
    let series = try RadarSeries(
      covariance: .dualDiagonal, days: [0, 1, 2], pixelCount: 3,
      values: [1, 1, 1, 1, 1, 1] + [1, 1, 1, 1, 1, 1] + [9, 9, 0.1, 0.1, 9, 0.1])
    let found = try SequentialOmnibus(test: test(.dualDiagonal, 20), falseAlarmRate: 1e-3).run(series)
    #expect((0..<3).map { found.outcome(date: 2, pixel: $0) } == [.indefinite, .appeared, .disappeared])
    // C₁₁ and C₂₂ both rise, and so does what they have in common: by Loewner's order neither is the larger.
    let matrices: [Float] = [1, 0, 0, 1] + [1, 0, 0, 1] + [2, 1.9, 0, 2]
    let full = try RadarSeries(covariance: .dualFull, days: [0, 1, 2], pixelCount: 1, values: matrices)
    let told = try SequentialOmnibus(test: test(.dualFull, 40), falseAlarmRate: 1e-3).run(full)
    #expect(told.outcome(date: 2, pixel: 0) == .indefinite)
  }
}
