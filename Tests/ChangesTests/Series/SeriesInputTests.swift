import Foundation
import Testing

@testable import Changes

@Suite("Series that can tell nothing, and input that is wrong")
struct SeriesInputTests {
  private func refusals(_ series: SyntheticSeries) throws -> [SeriesBreaks] { [try series.fast(), try series.plain()] }

  @Test("All masked") func masked() throws {
    var series = SyntheticSeries(years: 5, seed: 1)
    series.clear = series.clear.map { _ in false }
    for found in try refusals(series) {
      #expect(found == SeriesBreaks(segments: [], refusal: .neverClear))
      #expect(found.refusal?.description == "No date is clear.")
    }
  }

  @Test("Shorter than a year") func short() throws {
    let series = SyntheticSeries(years: 0.9, every: 5, seed: 2)
    for found in try refusals(series) {
      guard case .tooShort(let days) = found.refusal else { throw Unexpected() }
      #expect(days < 365)
      #expect(found.refusal?.description == "The clear dates span \(Int(days)) days; a year is needed.")
    }
  }

  @Test("Few dates") func few() throws {
    let series = SyntheticSeries(years: 1.2, every: 30, seed: 3)
    for found in try refusals(series) {
      let count = series.clear.count { $0 }
      #expect(found.refusal == .tooFewDates(count, needed: 24))
      #expect(found.refusal?.description == "\(count) clear dates; 24 are needed.")
    }
  }

  @Test("Three clear dates a year cannot tell") func sparse() throws {
    var series = SyntheticSeries(years: 15, breaks: [2500], size: 6, every: 121, seed: 4)
    series.clear = series.clear.map { _ in true }
    for found in try refusals(series) {
      #expect(found.segments.isEmpty)
      #expect(found.refusal?.description == "3.1 clear dates a year; 3.5 are needed.")
    }
  }

  @Test("Never stable") func unstable() throws {
    var series = SyntheticSeries(years: 6, seed: 5)
    series.days = series.days.indices.map { 700_000 + 400 * Double($0) }
    var options = SyntheticSeries.options
    options.fewestDatesPerYear = 0
    // Gaps of more than a year: what is left is one model over all that claims nothing.
    #expect(try series.fast(options).breakDays.isEmpty)
    #expect(try series.fast(options).segments.map(\.kind) == [.afterLast])
    #expect(SeriesBreaks.Refusal.neverStable.description == "No stretch of a year is stable enough to start a model.")
  }

  @Test("A constant series has one model and no break") func constant() throws {
    var series = SyntheticSeries(years: 6, seed: 6)
    series.values = series.values.map { _ in [300, 400, 500, 600, 700, 800] }
    for found in try refusals(series) {
      #expect(found.segments.count == 1 && found.breakDays.isEmpty)
      let segment = try #require(found.segments.first)
      #expect((segment.rmse.max() ?? 1) < 0.01)
      #expect(segment.model.value(band: 2, day: 731_000) == 500)
    }
  }

  @Test("NaN and values outside the range are absent") func notANumber() throws {
    let series = SyntheticSeries(years: 8, breaks: [1500], size: 8, seed: 7)
    var damaged = series
    var without = series
    for index in series.days.indices where index % 11 == 3 {
      damaged.values[index][4] = index % 2 == 0 ? .nan : -9999
      without.clear[index] = false
    }
    #expect(try damaged.fast() == (try without.fast()))
    #expect(try damaged.plain() == (try without.plain()))
  }

  @Test("The first of several values on a day counts") func duplicates() throws {
    let series = SyntheticSeries(years: 8, breaks: [1500], size: 8, seed: 8)
    var doubled = series
    for index in series.days.indices.reversed() where index % 3 == 0 && series.clear[index] {
      doubled.days.insert(series.days[index], at: index + 1)
      doubled.values.insert([1, 1, 1, 1, 1, 1], at: index + 1)
      doubled.clear.insert(true, at: index + 1)
    }
    #expect(try doubled.fast() == (try series.fast()))
    #expect(try doubled.plain() == (try series.plain()))
    #expect(try doubled.sequential().segments == (try series.sequential().segments))
  }

  @Test("Dates out of order") func outOfOrder() throws {
    let error = try #require(throws: ChangesError.self) { try SeriesDates(days: [10, 26, 20]) }
    #expect(error.description == "date 2: Day 20.0 follows day 26.0. Sort the dates, values with them.")
    let first = try #require(throws: ChangesError.self) { try SeriesDates(days: [.nan]) }
    #expect(first.description == "date 0: The first day is nan. Sort the dates, values with them.")
    var state = try SequentialBreaks(options: SyntheticSeries.options)
    _ = try state.add(day: 40, values: [1, 1, 1, 1, 1, 1], isClear: true)
    let late = try #require(throws: ChangesError.self) { try state.add(day: 30, values: [1], isClear: true) }
    #expect(late.description == "day 30.0: Day 40.0 was added before. Add scenes in order of time.")
  }

  @Test("Counts that do not fit") func counts() throws {
    let error = try #require(throws: ChangesError.self) {
      try ReferenceBreaks.breaks(days: [1, 2], values: [[1]], clear: [true], options: SyntheticSeries.options)
    }
    #expect(
      error.description
        == "series: 1 dates of values and 1 marks for 2 days. Give 6 values and one mark for each day.")
    var state = try SequentialBreaks(options: SyntheticSeries.options)
    let narrow = try #require(throws: ChangesError.self) { try state.add(day: 1, values: [1], isClear: true) }
    #expect(narrow.description == "day 1.0: 1 values for 6 bands. Give one value for each band.")
  }

  @Test("Options outside their range") func badOptions() throws {
    var options = SyntheticSeries.options
    options.detectionBands = [1, 6]
    #expect(
      try message(options)
        == "break options: Bands [1, 6] detect and [1, 4] screen, of 6 in the data. "
        + "Name bands from 0 to 5, at least one of which detects.")
    options.detectionBands = [2, 2]
    #expect(try message(options) == "break options: A band is named twice in [2, 2]. Name each detecting band once.")
    options = SyntheticSeries.options
    options.changeProbability = 1
    #expect(
      try message(options)
        == "break options: The probabilities are 1.0 for a break and 0.99999 for an outlier. "
        + "Give each a number above 0 and below 1.")
    options = SyntheticSeries.options
    options.penalty = -1
    #expect(
      try message(options)
        == "break options: 6 dates in a row, penalty -1.0, values from 0.0 to 10000.0. "
        + "Ask for at least one date, a penalty of 0 or more, and a range that is not empty.")
  }

  private func message(_ options: BreakOptions) throws -> String {
    try #require(throws: ChangesError.self) { try options.checked() }.description
  }

  private struct Unexpected: Error {}
}
