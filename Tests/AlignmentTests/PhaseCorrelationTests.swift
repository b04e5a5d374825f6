import Statistics
import Testing

@testable import Alignment

@Suite struct PhaseCorrelationTests {
  private static let amounts: [Double] = [0, 0.25, -0.5, 3.4, -7.8]
  /// Every two different amounts: a swapped axis or a wrong sign cannot pass.
  static let shifts: [PictureShift] =
    amounts.flatMap { rows in
      amounts.filter { $0 != rows || $0 == 0 }.map { PictureShift(rows: rows, columns: $0) }
    }

  @Test("A known shift is found within 0.05 px, each axis its own", arguments: shifts, [64, 128])
  func findsShift(_ shift: PictureShift, _ size: Int) throws {
    let field = SinusoidField(seed: 201)
    let correlation = PhaseCorrelation(size: size)
    let peak = try #require(
      correlation.peak(
        reference: correlation.spectrum(of: field.samples(columns: size, rows: size)),
        moving: correlation.spectrum(of: field.samples(columns: size, rows: size, shift: shift))))
    #expect(abs(peak.shift.rows - shift.rows) < 0.05, "\(peak.shift)")
    #expect(abs(peak.shift.columns - shift.columns) < 0.05, "\(peak.shift)")
  }

  @Test(
    "Small tiles find small shifts within a seventh of a pixel",
    arguments: [16, 32], 1...6 as ClosedRange<UInt64>)
  func smallTiles(_ size: Int, _ seed: UInt64) throws {
    let shift = PictureShift(rows: 0.7, columns: -1.2)
    let field = SinusoidField(seed: 210 + seed)
    let correlation = PhaseCorrelation(size: size)
    let peak = try #require(
      correlation.peak(
        reference: correlation.spectrum(of: field.samples(columns: size, rows: size)),
        moving: correlation.spectrum(of: field.samples(columns: size, rows: size, shift: shift))))
    #expect(distance(peak.shift, shift) < 0.15, "\(peak.shift)")
  }

  @Test(
    "Shifts are found up to nearly a quarter of the tile",
    arguments: [
      PictureShift(rows: 15, columns: -14), PictureShift(rows: -15.3, columns: 2),
      PictureShift(rows: 0.4, columns: 15.2),
    ])
  func largeShifts(_ shift: PictureShift) throws {
    let field = SinusoidField(seed: 220)
    let correlation = PhaseCorrelation(size: 64)
    let peak = try #require(
      correlation.peak(
        reference: correlation.spectrum(of: field.samples(columns: 64, rows: 64)),
        moving: correlation.spectrum(of: field.samples(columns: 64, rows: 64, shift: shift))))
    #expect(distance(peak.shift, shift) < 0.15, "\(peak.shift)")
  }

  @Test("Exchanging the two pictures turns the shift around", arguments: 1...5 as ClosedRange<UInt64>)
  func antisymmetry(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed, stream: 230)
    let shift = PictureShift(rows: generator.uniform(-5...5), columns: generator.uniform(-5...5))
    let field = SinusoidField(seed: 230 + seed)
    let correlation = PhaseCorrelation(size: 64)
    let first = correlation.spectrum(of: field.samples(columns: 64, rows: 64))
    let second = correlation.spectrum(of: field.samples(columns: 64, rows: 64, shift: shift))
    let there = try #require(correlation.peak(reference: first, moving: second)).shift
    let back = try #require(correlation.peak(reference: second, moving: first)).shift
    #expect(distance(there, PictureShift(rows: -back.rows, columns: -back.columns)) < 0.01)
  }

  @Test("Quality is about 1 for equal tiles and falls with noise", arguments: [32, 64, 128])
  func quality(_ size: Int) throws {
    let correlation = PhaseCorrelation(size: size)
    let samples = SinusoidField(seed: 240).samples(columns: size, rows: size)
    let reference = correlation.spectrum(of: samples)
    let levels = try [0, 0.3, 1, 3].map { deviation in
      let tile = noisy(samples, deviation: deviation, seed: 241)
      return try #require(correlation.peak(reference: reference, moving: correlation.spectrum(of: tile))).quality
    }
    // Frequencies of very little weight are left out of the peak, not of what it is measured by.
    #expect((0.95...1.001).contains(levels[0]), "\(levels)")
    #expect(levels[0] > levels[1] && levels[1] > levels[2] && levels[2] > levels[3], "\(levels)")
  }

  @Test("Where all tiles have their top, tiles that share nothing rarely count", arguments: [16, 32, 64, 128])
  func unrelatedTiles(_ size: Int) throws {
    let correlation = PhaseCorrelation(size: size)
    var deviations: [Double] = []
    for seed in 0..<40 as Range<UInt64> {
      let pair = [250 + seed, 350 + seed].map {
        correlation.spectrum(of: SinusoidField(seed: $0).samples(columns: size, rows: size))
      }
      let cross = try #require(correlation.cross(reference: pair[0], moving: pair[1]))
      deviations.append(cross.look(at: .none, correlation.band).deviations)
    }
    let share = Double(deviations.filter { $0 >= 3 }.count) / 40
    #expect(share <= 0.05, "highest \(deviations.max() ?? 0)")
    let spread = (deviations.reduce(0) { $0 + $1 * $1 } / 40).squareRoot()
    #expect((0.6...1.5).contains(spread), "deviations of chance have a deviation of \(spread)")
  }

  @Test("Tiles without structure have no peak")
  func constantTiles() {
    let correlation = PhaseCorrelation(size: 32)
    let nothing = correlation.spectrum(of: [Float](repeating: 0, count: 1_024))
    #expect(correlation.peak(reference: nothing, moving: nothing) == nil)
  }
}
