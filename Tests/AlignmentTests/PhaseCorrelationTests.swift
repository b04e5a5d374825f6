import Alignment
import Statistics
import Testing

@Suite struct PhaseCorrelationTests {
  private static let amounts = [0, 0.25, -0.5, 3.4, -7.8]
  /// Every two different amounts: a swapped axis or a wrong sign cannot pass.
  static let shifts = amounts.flatMap { rows in amounts.filter { $0 != rows }.map { (rows, $0) } } + [(0, 0)]

  @Test("A known shift is found within 0.05 px, each axis its own", arguments: shifts, [64, 128])
  func findsShift(_ amount: (rows: Double, columns: Double), _ size: Int) throws {
    let shift = PictureShift(rows: amount.rows, columns: amount.columns)
    let field = SinusoidField(seed: 201)
    let correlation = PhaseCorrelation(size: size)
    let peak = try #require(
      correlation.peak(
        reference: correlation.spectrum(of: field.samples(columns: size, rows: size)),
        moving: correlation.spectrum(of: field.samples(columns: size, rows: size, shift: shift))))
    #expect(abs(peak.shift.rows - shift.rows) < 0.05, "\(peak.shift)")
    #expect(abs(peak.shift.columns - shift.columns) < 0.05, "\(peak.shift)")
  }

  @Test("Small tiles find small shifts within a tenth of a pixel", arguments: [16, 32], 1...6 as ClosedRange<UInt64>)
  func smallTiles(_ size: Int, _ seed: UInt64) throws {
    let shift = PictureShift(rows: 0.7, columns: -1.2)
    let field = SinusoidField(seed: 210 + seed)
    let correlation = PhaseCorrelation(size: size)
    let peak = try #require(
      correlation.peak(
        reference: correlation.spectrum(of: field.samples(columns: size, rows: size)),
        moving: correlation.spectrum(of: field.samples(columns: size, rows: size, shift: shift))))
    #expect(distance(peak.shift, shift) < 0.1, "\(peak.shift)")
  }

  @Test("Shifts are found up to nearly a quarter of the tile", arguments: [(15.0, -14.0), (-15.3, 2.0), (0.4, 15.2)])
  func largeShifts(_ amount: (rows: Double, columns: Double)) throws {
    let shift = PictureShift(rows: amount.rows, columns: amount.columns)
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

  @Test("Quality is 1 for equal tiles, falls with noise, and is low for tiles that share nothing")
  func quality() throws {
    let correlation = PhaseCorrelation(size: 64)
    let samples = SinusoidField(seed: 240).samples(columns: 64, rows: 64)
    let reference = correlation.spectrum(of: samples)
    func quality(_ tile: [Float]) throws -> Double {
      try #require(correlation.peak(reference: reference, moving: correlation.spectrum(of: tile))).quality
    }
    #expect(abs(try quality(samples) - 1) < 1e-3)
    let levels = try [0.1, 0.5, 2].map { try quality(noisy(samples, deviation: $0, seed: 241)) }
    #expect(levels[0] > levels[1] && levels[1] > levels[2])
    let strangers = try (0..<30).map { try quality(SinusoidField(seed: 250 + $0).samples(columns: 64, rows: 64)) }
    let share = Double(strangers.filter { $0 >= TranslationFit.minimumQuality }.count) / 30
    print("share of unrelated tiles over the least quality: \(share), highest \(strangers.max() ?? 0)")
    #expect(share <= 0.1)
  }

  @Test("Tiles without structure have no peak")
  func constantTiles() {
    let correlation = PhaseCorrelation(size: 32)
    let nothing = correlation.spectrum(of: [Float](repeating: 0, count: 1_024))
    #expect(correlation.peak(reference: nothing, moving: nothing) == nil)
  }
}

extension PhaseCorrelation.Peak: @retroactive Equatable {
  public static func == (left: Self, right: Self) -> Bool { left.shift == right.shift && left.quality == right.quality }
}
