import Foundation
import Statistics
import Testing

@Suite struct SeededGeneratorTests {
  @Test("The first numbers of two seeds are those that SplitMix64 is published with")
  func published() {
    var zero = SeededGenerator(seed: 0)
    let first = (0..<5).map { _ in zero.next() }
    #expect(
      first == [
        0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F, 0xF88B_B8A8_724C_81EC,
        0x1B39_896A_51A8_749B,
      ])
    var other = SeededGenerator(seed: 1_234_567)
    let second = (0..<5).map { _ in other.next() }
    #expect(
      second == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
      ])
  }

  @Test("Streams, uniforms, whole numbers and normals of a seed are what they were")
  func golden() {
    var stream = SeededGenerator(seed: 7, stream: 3)
    let drawn = (stream.next(), stream.uniform(), stream.integer(-5...5), stream.normal())
    #expect(drawn.0 == 15_279_880_449_357_748_040)
    #expect(drawn.1 == 0.12501159886916424)
    #expect(drawn.2 == 3)
    // Logarithm and cosine may differ in the last bit between platforms.
    #expect(abs(drawn.3 - 0.5655652785504506) < 1e-14)
  }

  @Test("A uniform is the upper 53 bits of the number drawn")
  func uniformFromBits() {
    var (raw, drawn) = (SeededGenerator(seed: 9), SeededGenerator(seed: 9))
    for _ in 0..<100 {
      let expected = Double(raw.next() >> 11) / 9_007_199_254_740_992
      let value = drawn.uniform()
      #expect(value == expected)
    }
  }

  @Test("A part's stream is its own: other parts draw other numbers, and adding one moves none")
  func streams() {
    var firsts: Set<UInt64> = []
    for seed in 0..<30 as Range<UInt64> {
      for part in 0..<30 as Range<UInt64> {
        var generator = SeededGenerator(seed: seed, stream: part)
        firsts.insert(generator.next())
      }
    }
    #expect(firsts.count == 900)
    var (again, same) = (SeededGenerator(seed: 3, stream: 4), SeededGenerator(seed: 3, stream: 4))
    let drawn = (0..<10).map { _ in (again.next(), same.next()) }
    #expect(drawn.allSatisfy { $0.0 == $0.1 })
  }

  @Test("Uniforms have the moments of the uniform distribution", arguments: [1, 2, 3] as [UInt64])
  func uniformMoments(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let values = (0..<50_000).map { _ in generator.uniform() }
    let mean = values.reduce(0, +) / 50_000
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 50_000
    // Four standard errors of each.
    #expect(abs(mean - 0.5) < 0.0052)
    #expect(abs(variance - 1.0 / 12) < 0.0014)
    #expect(values.allSatisfy { (0..<1).contains($0) })
  }

  @Test(
    "Normals have mean 0, variance 1, no skew, kurtosis 3, and neighbours that know nothing of each other",
    arguments: [1, 2, 3] as [UInt64])
  func normalMoments(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = 50_000.0
    let values = (0..<50_000).map { _ in generator.normal() }
    let moments = (1...4).map { power in values.reduce(0) { $0 + pow($1, Double(power)) } / count }
    // Four standard errors each: 1, √2, √15, √96 over √count.
    #expect(abs(moments[0]) < 0.018)
    #expect(abs(moments[1] - 1) < 0.026)
    #expect(abs(moments[2]) < 0.070)
    #expect(abs(moments[3] - 3) < 0.176)
    let product = zip(values, values.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / count
    #expect(abs(product) < 0.018)
    #expect(values.allSatisfy { $0.isFinite })
  }

  @Test("Whole numbers reach both ends of their range, evenly")
  func integers() {
    var generator = SeededGenerator(seed: 5)
    var counts = [Int: Int]()
    for _ in 0..<60_000 { counts[generator.integer(-2...3), default: 0] += 1 }
    #expect(counts.keys.sorted() == [-2, -1, 0, 1, 2, 3])
    #expect(counts.values.allSatisfy { abs($0 - 10_000) < 400 })
    let lone = (0..<50).map { _ in generator.integer(4...4) }
    #expect(lone.allSatisfy { $0 == 4 })
    let wide = (0..<1_000).map { _ in generator.uniform(-3...5) }
    #expect(wide.allSatisfy { (-3..<5).contains($0) })
  }
}
