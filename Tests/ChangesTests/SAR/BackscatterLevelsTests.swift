import Changes
import Foundation
import Testing

@Suite("The levels of a radar series' dates")
struct BackscatterLevelsTests {
  private let columns = 120

  /// Ground of varied brightness; of each date a gain for both bands; a fifth of the ground grows ten times as bright
  /// from date 4 on.
  private func series(
    _ gains: [Double], looks: Int = 20, covariance: RadarCovariance = .dualDiagonal, seed: UInt64 = 91
  )
    throws -> RadarSeries
  {
    var ground = RadarDraws(seed: 90)
    let levels = (0..<columns * columns).map { _ in exp(0.5 * ground.normal()) }
    var draws = RadarDraws(seed: seed)
    return try draws.series(covariance, looks: looks, dates: gains.count, pixels: levels.count) { date, pixel in
      let grown = pixel / columns < 24 && date >= 4 ? 10.0 : 1
      return gains[date] * levels[pixel] * grown
    }
  }

  @Test("Known gains of the dates are found within 3 %, though a fifth of the ground changed")
  func gains() throws {
    let wanted = [1, 1.05, 0.9, 2.2, 1, 0.95, 0.5, 1.1]
    let levels = try BackscatterLevels.of(series(wanted), columns: columns, passes: [String](repeating: "A", count: 8))
    let found = try levels.gains.map { try #require($0) }
    for channel in 0..<2 {
      let ratios = zip(found, wanted).map { $0[channel] / $1 }
      for ratio in ratios { #expect(abs(ratio / ratios[0] - 1) < 0.03) }
    }
  }

  @Test("Two satellites that differ by 1 dB are brought to one level")
  func passes() throws {
    let step = 1.259
    let gains = (0..<8).map { $0 % 3 == 1 ? step : 1 }
    let levels = try BackscatterLevels.of(
      series(gains), columns: columns, passes: (0..<8).map { $0 % 3 == 1 ? "S1B" : "S1A" })
    let found = try levels.gains.map { try #require($0) }
    for date in 0..<8 { #expect(abs(found[date][0] / gains[date] - 1) < 0.03) }
  }

  @Test(
    "A wet date alarms nearly everywhere, and after levelling as rarely as the others",
    arguments: [
      RadarCovariance.single, .dualDiagonal, .dualFull, .quadFull,
    ])
  func levelled(_ covariance: RadarCovariance) throws {
    let series = try series([1, 1, 1, 3, 1, 1], looks: 12, covariance: covariance)
    let levels = try BackscatterLevels.of(series, columns: columns, passes: [String](repeating: "A", count: 6))
    let omnibus = try SequentialOmnibus(
      test: OmnibusTest(covariance: covariance, looks: Looks(12, of: covariance)), falseAlarmRate: 1e-2)
    let (before, after) = (omnibus.run(series), omnibus.run(levels.applied(to: series)))
    func share(_ result: OmnibusResult) -> Double {
      Double((0..<series.pixelCount).count { result.outcome(date: 3, pixel: $0).isChange }) / Double(series.pixelCount)
    }
    #expect(share(before) > 0.3 && share(after) < 0.02)
    // The fifth that did change is still found.
    #expect((0..<2_880).count { after.firstChange(pixel: $0) == 4 } > 2_400)
  }

  @Test("A date that saw next to nothing has no gain and then sees nothing; of one left nothing can be said")
  func tooLittle() throws {
    let whole = try series([1, 1, 1])
    var values = whole.values
    let length = 2 * columns * columns
    for index in length..<2 * length { values[index] = .nan }
    let gappy = try RadarSeries(
      covariance: .dualDiagonal, days: [0, 1, 2], pixelCount: columns * columns, values: values)
    let levels = try BackscatterLevels.of(gappy, columns: columns, passes: ["A", "A", "B"])
    #expect(levels.gains[0] != nil && levels.gains[1] == nil && levels.gains[2] != nil)
    #expect(levels.applied(to: gappy).values[length..<2 * length].allSatisfy { $0.isNaN })
    let short = try RadarSeries(
      covariance: .single, days: [0, 1], pixelCount: 100, values: [Float](repeating: 1, count: 200))
    let error = #expect(throws: ChangesError.self) {
      try BackscatterLevels.of(short, columns: 10, passes: ["A", "A"])
    }
    #expect(
      error.map { "\($0)" }
        == "levels of backscatter: Of 2 dates 0 show 50 cells of 5 × 5 pixels, and 2 are needed. "
        + "Take a larger area, or leave the levels as they are.")
  }
}
