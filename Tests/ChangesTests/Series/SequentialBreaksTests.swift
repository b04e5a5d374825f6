import Foundation
import Testing

@testable import Changes

@Suite("Breaks scene by scene")
struct SequentialBreaksTests {
  @Test("Large breaks are those of the batch form", arguments: 1...20 as ClosedRange<UInt64>)
  func equalsBatch(_ seed: UInt64) throws {
    let series = SyntheticSeries(years: 10, breaks: [1300, 2600], size: 10, seed: 300 + seed)
    let (batch, scenes) = (try series.fast().breakDays, try series.sequential().breakDays)
    #expect(batch.count == scenes.count, "seed \(seed): \(batch) and \(scenes)")
    for (one, other) in zip(batch, scenes) { #expect(abs(one - other) <= 32, "seed \(seed): \(batch) and \(scenes)") }
  }

  @Test("A quiet series breaks in at most 2 of 40 draws")
  func quiet() throws {
    let breaks = try (1...40).map { try SyntheticSeries(years: 9, seed: 500 + UInt64($0)).sequential().breakDays.count }
    #expect(breaks.reduce(0, +) <= 2, "\(breaks)")
  }

  @Test("A break is told on the sixth clear date, once")
  func events() throws {
    let series = SyntheticSeries(years: 8, breaks: [1800], size: 10, missedCloud: 0, seed: 31)
    var state = try SequentialBreaks(options: SyntheticSeries.options)
    var told: [(broke: Double, on: Double)] = []
    for index in series.days.indices {
      let event = try state.add(
        day: series.days[index], values: series.values[index].map(Float.init), isClear: series.clear[index])
      if case .broke(let day) = event { told.append((day, series.days[index])) }
    }
    let clear = series.days.indices.filter { series.clear[$0] && series.days[$0] >= 731_800 }
    #expect(told.map(\.broke) == [series.days[clear[0]]])
    #expect(told.map(\.on) == [series.days[clear[5]]])
    #expect(state.open?.kind == .stable)
  }

  @Test("Memory does not grow with the series")
  func memory() throws {
    let state = try SyntheticSeries(years: 40, seed: 32).sequential()
    #expect(state.keptCount < 6)
    let masked = SyntheticSeries(years: 40, size: 1, noiseScale: 12, seed: 33)
    #expect(try masked.sequential().keptCount <= 200)
  }

  @Test("The filter recovers a season that it has only seen in part at its start")
  func recovers() throws {
    let series = SyntheticSeries(years: 12, missedCloud: 0, seed: 34)
    let open = try #require(try series.sequential().open)
    let day = try #require(series.days.last)
    let truth = 2800 + 600 * cos(2 * .pi * (day - 730_000) / 365.25 - 1)
    #expect(abs(open.model.value(band: 3, day: day) - truth) < 120)
    #expect(abs(open.rmse[3] - 130) < 25)
  }
}
