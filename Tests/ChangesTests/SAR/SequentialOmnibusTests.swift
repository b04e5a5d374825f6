import Changes
import Foundation
import Statistics
import Testing

@Suite("The fast sequential omnibus test")
struct SequentialOmnibusTests {
  private func omnibus(_ covariance: RadarCovariance, _ looks: Double, rate: Double = 1e-2, minimumDates: Int = 2)
    throws -> SequentialOmnibus
  {
    try SequentialOmnibus(
      test: OmnibusTest(covariance: covariance, looks: Looks(looks, of: covariance)), falseAlarmRate: rate,
      minimumDates: minimumDates)
  }

  /// Changes in a third of the pixels, a tenth of the dates not seen.
  private func series(_ covariance: RadarCovariance, dates: Int, pixels: Int, seed: UInt64) throws -> RadarSeries {
    var draws = RadarDraws(seed: seed)
    var other = SeededGenerator(seed: seed, stream: 1)
    let plan = (0..<pixels).map { _ in (other.integer(0...2) == 0, other.integer(1...dates), exp(other.normal())) }
    let unseen = (0..<dates * pixels).map { _ in other.uniform() < 0.1 }
    return try draws.series(covariance, looks: 6, dates: dates, pixels: pixels) { date, pixel in
      if unseen[date * pixels + pixel] { return nil }
      return plan[pixel].0 && date >= plan[pixel].1 ? 0.05 * plan[pixel].2 : 0.05
    }
  }

  @Test(
    "It equals the plain one, at every number of pixels beside that of the lanes", arguments: RadarCovariance.allCases)
  func agrees(_ covariance: RadarCovariance) throws {
    for (index, pixels) in [0, 1, 7, 8, 9, 255, 257, 1_000].enumerated() {
      let series = try series(covariance, dates: 9, pixels: pixels, seed: 40 + UInt64(index))
      let fast = try omnibus(covariance, 6, minimumDates: 4)
      let found = fast.run(series)
      let plain = ReferenceOmnibus.run(series, test: fast.test, falseAlarmRate: 1e-2, minimumDates: 4)
      #expect(found.outcomes == plain.outcomes && found.pixelCount == pixels)
      #expect(found.changeCounts == plain.changeCounts)
      #expect(found.firstChanges == plain.firstChanges && found.lastChanges == plain.lastChanges)
      let worst = zip(found.logTails, plain.logTails).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? 0
      #expect(worst < 1e-11, "\(covariance), \(pixels) pixels: \(worst)")
      #expect(pixels < 255 || plain.changeCounts.contains { $0 > 0 })
    }
  }

  @Test(
    "The loop in C gives the bits of the lanes in Swift, at every number of pixels beside its own",
    arguments: RadarCovariance.allCases)
  func sameBits(_ covariance: RadarCovariance) throws {
    for (index, pixels) in [0, 1, 7, 8, 9, 255, 256, 257, 1_000].enumerated() {
      let series = try series(covariance, dates: 8, pixels: pixels, seed: 50 + UInt64(index))
      let omnibus = try omnibus(covariance, 6, minimumDates: 3)
      let (found, lanes) = (omnibus.run(series), omnibus.runInLanes(series))
      #expect(found.logTails.map(\.bitPattern) == lanes.logTails.map(\.bitPattern))
      #expect(found.outcomes == lanes.outcomes && found.changeCounts == lanes.changeCounts)
      #expect(found.firstChanges == lanes.firstChanges && found.lastChanges == lanes.lastChanges)
    }
  }

  @Test("Far out, where P is no number any more, its logarithm is the plain one's", arguments: [1.0, 4.4, 200])
  func farOut(_ looks: Double) throws {
    // A ratio of up to 1e30, at one look too, where the correction would outweigh what it corrects.
    let powers: [Float] = [1e-12, 1e-3, 1, 1.5, 10, 1e4, 1e18]
    let series = try RadarSeries(
      covariance: .dualDiagonal, days: [0, 1], pixelCount: powers.count,
      values: [Float](repeating: 1e-3, count: 2 * powers.count) + powers + powers)
    let fast = try omnibus(.dualDiagonal, looks)
    let (found, plain) = (
      fast.run(series), ReferenceOmnibus.run(series, test: fast.test, falseAlarmRate: 1e-2)
    )
    for (value, other) in zip(found.logTails, plain.logTails) {
      #expect(value.isFinite && abs(value - other) <= 1e-11 * max(1, abs(other)))
    }
    // The larger the ratio, the smaller P: from the mean outwards.
    let tails = powers.indices.map { found.logTail(date: 1, pixel: $0) }
    #expect(tails[0] < tails[1] && zip(tails[1...], tails[2...]).allSatisfy { $0 > $1 })
    #expect(tails[1] == 0)
  }

  @Test("Any number of threads gives the same")
  func threads() throws {
    let series = try series(.dualDiagonal, dates: 6, pixels: 9_001, seed: 61)
    let fast = try omnibus(.dualDiagonal, 6)
    let (one, three) = (fast.run(series), fast.run(series, threads: 3))
    #expect(one.logTails == three.logTails && one.outcomes == three.outcomes)
    #expect(one.firstChanges == three.firstChanges && one.lastChanges == three.lastChanges)
    #expect(one.changeCounts == three.changeCounts)
  }

  @Test("Dates that did not see a pixel are as if they were not there", arguments: RadarCovariance.allCases)
  func skipsUnseen(_ covariance: RadarCovariance) throws {
    var draws = RadarDraws(seed: 62)
    let whole = try draws.series(covariance, looks: 6, dates: 8, pixels: 50) { date, _ in date < 4 ? 1 : 4 }
    let length = covariance.bandCount * 50
    let gap = [Float](repeating: .nan, count: length)
    let values = whole.values[..<(3 * length)] + gap + whole.values[(3 * length)...] + gap
    let gappy = try RadarSeries(
      covariance: covariance, days: (0..<10).map(Double.init), pixelCount: 50, values: Array(values))
    let fast = try omnibus(covariance, 6)
    let (found, other) = (fast.run(whole), fast.run(gappy))
    for pixel in 0..<50 {
      for date in 0..<8 {
        let shifted = date < 3 ? date : date + 1
        #expect(found.logTail(date: date, pixel: pixel) == other.logTail(date: shifted, pixel: pixel))
        #expect(found.outcome(date: date, pixel: pixel) == other.outcome(date: shifted, pixel: pixel))
      }
      #expect(other.outcome(date: 3, pixel: pixel) == .notSeen && other.outcome(date: 9, pixel: pixel) == .notSeen)
      #expect(found.changeCounts[pixel] == other.changeCounts[pixel])
    }
  }

  @Test("What is no power or no matrix is not seen; nothing seen, nothing said")
  func hostile() throws {
    let least = Float.leastNonzeroMagnitude
    let bad: [[Float]] = [[.nan, 1], [1, .nan], [0, 1], [1, -1], [.infinity, 1], [-.infinity, .nan], [-0.0, 1]]
    let good: [[Float]] = [[least, least], [.greatestFiniteMagnitude, .greatestFiniteMagnitude]]
    let pixels = bad + good
    let date = pixels.map { $0[0] } + pixels.map { $0[1] }
    let series = try RadarSeries(
      covariance: .dualDiagonal, days: [1, 2, 3], pixelCount: pixels.count, values: date + date + date)
    let found = try omnibus(.dualDiagonal, 4.4).run(series)
    for pixel in pixels.indices {
      let isGood = pixel >= bad.count
      let outcomes = (0..<3).map { found.outcome(date: $0, pixel: pixel) }
      #expect(outcomes == (isGood ? [.opening, .unchanged, .unchanged] : [.notSeen, .notSeen, .notSeen]))
      #expect(found.firstChange(pixel: pixel) == nil && found.lastChange(pixel: pixel) == nil)
    }
    #expect(found.logTails.allSatisfy { $0.isFinite && $0 > -1e-9 })
    // Singular, and not positive definite.
    let matrices: [[Float]] = [[1, 1, 0, 1], [1, 2, 0, 1], [1, 0, .nan, 1], [1, 0.5, 0.5, 1]]
    let bands = (0..<4).flatMap { band in matrices.map { $0[band] } }
    let full = try RadarSeries(covariance: .dualFull, days: [1, 2], pixelCount: 4, values: bands + bands)
    let told = try omnibus(.dualFull, 4).run(full)
    #expect((0..<4).map { told.outcome(date: 0, pixel: $0) } == [.notSeen, .notSeen, .notSeen, .opening])
  }

  @Test("A pixel seen on fewer dates than are asked for is not tested")
  func minimumDates() throws {
    var draws = RadarDraws(seed: 63)
    let series = try draws.series(.single, looks: 5, dates: 6, pixels: 7) { date, pixel in
      date < pixel ? (date < 2 ? 1 : 900) : nil
    }
    let found = try omnibus(.single, 5, minimumDates: 4).run(series)
    for pixel in 0..<7 {
      #expect(found.outcome(date: 0, pixel: pixel) == (pixel < 4 ? .notSeen : .opening))
      #expect(found.changeCounts[pixel] == (pixel < 4 ? 0 : 1))
      #expect(found.firstChange(pixel: pixel) == (pixel < 4 ? nil : 2))
    }
  }
}
