import Foundation
import Statistics
import Testing

@testable import Changes

@Suite("Iteratively re-weighted multivariate alteration detection") struct IRMADTests {
  /// Pixels of two pictures of `bands` bands each: common ground, another gain and offset, noise of its own in each,
  /// and a share of pixels whose second picture is something else.
  private func pixels(_ count: Int, bands: Int, changed: Double, seed: UInt64) -> (
    pixels: [[Double]], isChanged: [Bool]
  ) {
    var generator = SeededGenerator(seed: seed)
    var result: (pixels: [[Double]], isChanged: [Bool]) = ([], [])
    for _ in 0..<count {
      let ground = (0..<bands).map { _ in 100 * generator.normal() }
      let isChanged = generator.uniform() < changed
      let later = isChanged ? (0..<bands).map { _ in 60 + 100 * generator.normal() } : ground
      func picture(_ ground: [Double]) -> [Double] {
        (0..<bands).map { 1_000 + ground[$0] + 0.3 * ground[($0 + 1) % bands] + 10 * generator.normal() }
      }
      result.pixels.append(
        (picture(ground) + picture(later).map { 1.3 * $0 - 40 }).map { Double(Float($0)) })
      result.isChanged.append(isChanged)
    }
    return result
  }

  private func blocks(_ pixels: [[Double]], of size: Int) -> [[Float]] {
    stride(from: 0, to: pixels.count, by: size).map { start in
      let part = pixels[start..<min(start + size, pixels.count)]
      return pixels[0].indices.flatMap { band in part.map { Float($0[band]) } }
    }
  }

  private func fit(
    _ pixels: [[Double]], size: Int = 1_024, firstBands: Int? = nil, threads: Int = 1,
    _ settings: IRMAD.Settings = .init()
  ) throws -> IRMAD {
    let blocks = blocks(pixels, of: size)
    return try IRMAD.fit(
      firstBands: firstBands ?? pixels[0].count / 2, bands: pixels[0].count, blocks: blocks.count, settings: settings,
      threads: threads
    ) { blocks[$0] }
  }

  private var tight: IRMAD.Settings {
    var settings = IRMAD.Settings()
    (settings.tolerance, settings.mostRounds, settings.isConsistent) = (1e-11, 500, false)
    return settings
  }

  /// As published, rounds over one or two bands narrow to nothing: compared are as many rounds as both can go.
  @Test(
    "As the plain form, round by round: correlations and Z", arguments: [(1, 3), (2, 6), (3, 10), (4, 15), (5, 15)])
  func plain(_ bands: Int, _ rounds: Int) throws {
    let (pixels, _) = pixels(2_500, bands: bands, changed: 0.1, seed: UInt64(bands))
    var settings = tight
    (settings.startingStride, settings.mostRounds) = (1, rounds)
    let found = try fit(pixels, settings)
    let plain = try ReferenceIRMAD.fit(pixels, firstBands: bands, tolerance: 1e-11, mostRounds: rounds)
    #expect(found.rounds == rounds)
    for (a, b) in zip(found.canonical.correlations, plain.correlations) { #expect(abs(a - b) < 1e-8) }
    let z = found.sumsOfSquares(blocks(pixels, of: pixels.count)[0])
    for (a, b) in zip(z, plain.sumsOfSquares) { #expect(abs(Double(a) - b) < 1e-5 * max(1, b)) }
  }

  @Test("The size of blocks and the number of threads change nothing that is printed; the start changes the way alone")
  func blocking() throws {
    let (pixels, _) = pixels(20_000, bands: 3, changed: 0.1, seed: 8)
    var all = tight
    all.startingStride = 1
    let one = try fit(pixels, size: 1_000, tight)
    #expect(try fit(pixels, size: 1_000, threads: 2, tight) == one)
    for other in [try fit(pixels, size: 333, tight), try fit(pixels, size: 1_000, all)] {
      for (a, b) in zip(one.canonical.correlations, other.canonical.correlations) { #expect(abs(a - b) < 1e-9) }
    }
  }

  @Test("What changed stands out, and the rest is unmoved by its share", arguments: 1...6 as ClosedRange<UInt64>)
  func detects(_ seed: UInt64) throws {
    let share = [0, 0.02, 0.05, 0.1, 0.2, 0.3][Int(seed) - 1]
    let (pixels, isChanged) = pixels(20_000, bands: 4, changed: share, seed: seed)
    let found = try fit(pixels)
    let z = found.sumsOfSquares(blocks(pixels, of: pixels.count)[0])
    let still = zip(z, isChanged).filter { !$0.1 }.map { Double($0.0) }.sorted()
    // χ² of four degrees has its median at 3.357.
    let median = still[still.count / 2]
    #expect((3.2...3.8).contains(median), "seed \(seed): \(median)")
    let threshold = Float(still[still.count * 99 / 100])
    let changed = zip(z, isChanged).filter { $0.1 }
    #expect(Double(changed.filter { $0.0 > threshold }.count) >= 0.9 * Double(changed.count), "seed \(seed)")
  }

  @Test("On ground that did not change Z is χ², whatever the number of bands", arguments: 1...6)
  func consistent(_ bands: Int) throws {
    let (pixels, _) = pixels(40_000, bands: bands, changed: 0, seed: 60 + UInt64(bands))
    let z = try fit(pixels).sumsOfSquares(blocks(pixels, of: pixels.count)[0])
    let mean = z.reduce(0.0) { $0 + Double($1) } / Double(z.count)
    #expect(abs(mean / Double(bands) - 1) < 0.05, "\(mean)")
    #expect(abs(IRMAD.consistency(degrees: 2) - 0.5) < 1e-9)
  }

  @Test("As published, weights draw the deviations in: Z of four bands is over twice χ² where nothing changed")
  func published() throws {
    let (pixels, _) = pixels(20_000, bands: 4, changed: 0, seed: 1)
    let z = try fit(pixels, tight).sumsOfSquares(blocks(pixels, of: pixels.count)[0]).sorted()
    let ratio = Double(z[z.count / 2]) / 3.357
    #expect(ratio > 2, "\(ratio)")
  }

  @Test("No gain, offset or mixture of bands matters")
  func invariance() throws {
    let (pixels, _) = pixels(8_000, bands: 3, changed: 0.1, seed: 5)
    let mixed = pixels.map { p in
      [2 * p[0] + p[1], p[1] - 0.5 * p[2], 4 * p[2] + 7, -p[3], p[4] + p[3], 0.1 * p[5]].map { Double(Float($0)) }
    }
    let (one, other) = (try fit(pixels, tight), try fit(mixed, tight))
    for (a, b) in zip(one.canonical.correlations, other.canonical.correlations) { #expect(abs(a - b) < 1e-6) }
  }

  @Test("Pictures of unlike bands are compared by as many variates as the smaller has")
  func unlike() throws {
    let (pixels, _) = pixels(8_000, bands: 3, changed: 0.05, seed: 6)
    let fewer = pixels.map { Array($0.dropLast()) }
    let found = try fit(fewer, firstBands: 3)
    #expect(found.canonical.correlations.count == 2 && found.variates(of: fewer[0]).count == 2)
  }

  @Test("Equal pictures but for a patch: only the patch differs")
  func equal() throws {
    var (pixels, _) = pixels(6_000, bands: 2, changed: 0, seed: 4)
    for index in pixels.indices {
      pixels[index] = [pixels[index][0], pixels[index][1], pixels[index][0], pixels[index][1]]
      if index % 100 == 0 { pixels[index][2] += 500 }
    }
    let z = try fit(pixels).sumsOfSquares(blocks(pixels, of: pixels.count)[0])
    for (index, value) in z.enumerated() { #expect(index % 100 == 0 ? value > 1e3 : value < 1e-2) }
  }

  @Test("A band twice, a constant band and too few pixels are told apart")
  func failures() throws {
    var (pixels, _) = pixels(2_000, bands: 2, changed: 0, seed: 3)
    #expect(throws: IRMAD.Failure.tooFewPixels(20)) { try fit(Array(pixels.prefix(20))) }
    #expect(throws: IRMAD.Failure.tooFewPixels(0)) {
      try IRMAD.fit(firstBands: 2, bands: 4, blocks: 0, threads: 1) { _ in [] }
    }
    for index in pixels.indices { pixels[index][3] = 7 }
    #expect(throws: IRMAD.Failure.singular(band: 3)) { try fit(pixels) }
    for index in pixels.indices { pixels[index][3] = pixels[index][2] * 3 }
    #expect(throws: IRMAD.Failure.singular(band: 3)) { try fit(pixels) }
  }
}
