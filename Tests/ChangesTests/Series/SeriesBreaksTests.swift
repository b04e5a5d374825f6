import Foundation
import Statistics
import Testing

@testable import Changes

@Suite("Breaks of dense series")
struct SeriesBreaksTests {
  @Test("A large break is dated to the first clear date after it", arguments: 1...20 as ClosedRange<UInt64>)
  func knownBreak(_ seed: UInt64) throws {
    let series = SyntheticSeries(years: 9, breaks: [1800], size: 9, seed: seed)
    let found = try series.fast()
    let first = try #require(
      series.days.indices.first { series.days[$0] >= 731_800 && series.clear[$0] && series.values[$0][0] < 2000 })
    #expect(found.breakDays.count == 1, "seed \(seed): \(found.breakDays)")
    let day = try #require(found.breakDays.first)
    #expect(abs(day - series.days[first]) <= 64, "seed \(seed): \(day) for \(series.days[first])")
    let magnitude = try #require(found.segments.first).magnitude
    #expect(abs(magnitude[4] - 9 * 90) < 250, "seed \(seed): \(magnitude)")
    #expect(magnitude[3] < 0)
  }

  @Test("A quiet series breaks in at most 2 of 40 draws")
  func quiet() throws {
    let breaks = try (1...40).map { try SyntheticSeries(years: 9, seed: 100 + UInt64($0)).fast().breakDays.count }
    #expect(breaks.reduce(0, +) <= 2, "\(breaks)")
  }

  @Test("The fast form equals the plain one", arguments: 1...30 as ClosedRange<UInt64>)
  func fastEqualsPlain(_ seed: UInt64) throws {
    let size = [2.5, 4, 8][Int(seed % 3)]
    let series = SyntheticSeries(years: 12, breaks: [1500, 2900], size: size, missedCloud: 0.08, seed: seed)
    let (fast, plain) = (try series.fast(), try series.plain())
    #expect(fast.breakDays == plain.breakDays, "seed \(seed)")
    #expect(fast.segments.map(\.kind) == plain.segments.map(\.kind))
    for (own, other) in zip(fast.segments, plain.segments) {
      #expect(own.firstDay == other.firstDay && own.lastDay == other.lastDay)
      #expect(own.dateCount == other.dateCount && own.termCount == other.termCount)
      #expect(own.changeProbability == other.changeProbability)
      for band in 0..<6 {
        #expect(abs(own.rmse[band] - other.rmse[band]) < 0.005 * other.rmse[band] + 0.05)
        #expect(abs(own.magnitude[band] - other.magnitude[band]) < 0.5)
        let day = other.lastDay
        #expect(abs(own.model.value(band: band, day: day) - other.model.value(band: band, day: day)) < 0.5)
      }
    }
  }

  @Test("More bands than one vector holds: the copies of a band change nothing")
  func manyBands() throws {
    let series = SyntheticSeries(years: 8, breaks: [1500], size: 8, seed: 7)
    var doubled = series
    doubled.values = series.values.map { $0 + $0 }
    let options = BreakOptions(bandCount: 12, detectionBands: [7, 8, 9, 10, 11], screeningBands: [7, 10])
    let (once, twice) = (try series.fast(), try doubled.fast(options))
    #expect(once.breakDays == twice.breakDays)
    #expect(try doubled.plain(options).breakDays == twice.breakDays)
    #expect(Array(twice.segments[0].rmse[6...]) == once.segments[0].rmse)
  }

  @Test("A detector gives the same for a pixel whatever it saw before")
  func detectorIsClean() throws {
    let first = SyntheticSeries(years: 9, breaks: [1800], seed: 3)
    let second = SyntheticSeries(years: 9, breaks: [1200], seed: 4)
    var detector = try BreakDetector(dates: SeriesDates(days: first.days), options: SyntheticSeries.options)
    let (a, b) = (first.flat, second.flat)
    _ = detector.breaks(values: a.span, clear: first.clear.span)
    #expect(second.days == first.days)
    let clear = second.clear
    let again = detector.breaks(values: b.span, clear: clear.span)
    #expect(try again == second.fast())
  }

  @Test("The end of a series tells how many of the last six dates deviate")
  func lastSegment() throws {
    var probabilities: Set<Double> = []
    for late in [0.0, 40, 70, 100] {
      let series = SyntheticSeries(years: 6, breaks: [6 * 365.25 - late], size: 10, missedCloud: 0, seed: 21)
      let found = try series.fast()
      #expect(found.breakDays.isEmpty)
      let last = try #require(found.segments.last)
      #expect(last.changeProbability < 1)
      #expect((last.breakDay != nil) == (last.changeProbability > 0))
      probabilities.insert(last.changeProbability)
    }
    #expect(probabilities.contains(0) && probabilities.count > 2, "\(probabilities)")
  }

  @Test("χ² quantiles of the papers", arguments: [(0.99, 5, 15.0863), (0.99999, 5, 30.8562), (0.95, 2, 5.9915)])
  func quantiles(_ probability: Double, _ degrees: Int, _ expected: Double) {
    #expect(abs(ChiSquare.quantile(probability, degreesOfFreedom: degrees) - expected) < 1e-4)
  }

  @Test("Screening finds the clouds and keeps the rest")
  func screening() {
    let series = SyntheticSeries(years: 2, every: 10, missedCloud: 0.08, seed: 12)
    let kept = series.days.indices.filter { series.clear[$0] }
    let bands = [1, 4].map { band in kept.map { series.values[$0][band] } }
    let flagged = ReferenceScreen.flagged(days: kept.map { series.days[$0] }, bands: bands, limits: [250, 500])
    for (index, date) in kept.enumerated() {
      #expect(flagged[index] == (series.values[date][0] > 2000), "day \(series.days[date])")
    }
  }
}
