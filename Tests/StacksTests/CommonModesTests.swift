import Foundation
import Statistics
import Testing

@testable import Stacks

@Suite struct CommonModesTests {
  private static let pixels = 4_000

  /// Sums over pixels whose residuals are the factors times random loadings, and noise of deviation 1.
  private func sums(
    _ factors: [[Double]], loading: Double, seed: UInt64, scenes: Int = 24, noise: (Int) -> Double = { _ in 1 }
  ) -> CommonModes.Sums {
    var generator = SeededGenerator(seed: seed)
    var sums = CommonModes.Sums(count: scenes)
    for _ in 0..<Self.pixels {
      let loadings = factors.map { _ in loading * generator.normal() }
      let residuals = (0..<scenes).map { scene in
        zip(factors, loadings).reduce(noise(scene) * generator.normal()) { $0 + $1.0[scene] * $1.1 }
      }
      // Each pixel misses some dates, as clouds have it.
      let seen = (0..<scenes).filter { _ in generator.uniform() < 0.9 }
      sums.add(seen.map { Float(residuals[$0]) }, scenes: seen)
    }
    return sums
  }

  private func factor(_ seed: UInt64, scenes: Int = 24) -> [Double] {
    var generator = SeededGenerator(seed: seed, stream: 1)
    return (0..<scenes).map { _ in generator.normal() }
  }

  private func correlation(_ first: [Double], _ second: [Double]) -> Double {
    func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    return product(first, second) / (product(first, first) * product(second, second)).squareRoot()
  }

  @Test(
    "A factor of the scenes that pixels follow more or less comes back", arguments: 751...760 as ClosedRange<UInt64>)
  func planted(_ seed: UInt64) throws {
    let factor = factor(seed)
    let modes = CommonModes.modes(sums([factor], loading: 0.6, seed: seed))
    #expect(modes.count == 1)
    let found = try #require(modes.first)
    #expect(abs(correlation(found, factor)) > 0.95, "\(correlation(found, factor))")
    #expect(abs(found.reduce(0) { $0 + $1 * $1 } / 24 - 1) < 1e-9)
  }

  @Test("Two factors span the two modes that are found", arguments: 761...765 as ClosedRange<UInt64>)
  func two(_ seed: UInt64) throws {
    let factors = [factor(seed), factor(seed + 100)]
    let modes = CommonModes.modes(sums(factors, loading: 0.8, seed: seed))
    try #require(modes.count == 2)
    for factor in factors {
      // Modes are orthogonal: what both explain of a factor adds up.
      let explained = modes.reduce(0) { $0 + pow(correlation($1, factor), 2) }
      #expect(explained > 0.9, "\(explained)")
    }
  }

  @Test("Noise has no mode, not even where single dates are much noisier", arguments: 771...780 as ClosedRange<UInt64>)
  func noise(_ seed: UInt64) {
    #expect(CommonModes.modes(sums([], loading: 0, seed: seed)).isEmpty)
    #expect(CommonModes.modes(sums([], loading: 0, seed: seed, noise: { $0 == 7 ? 4 : 1 })).isEmpty)
  }

  @Test("Fewer than fourteen dates carry no mode, twenty-one two")
  func dates() {
    for (scenes, most) in [(1, 0), (13, 0), (14, 1), (21, 2)] {
      let factors = [factor(781, scenes: scenes), factor(881, scenes: scenes)]
      #expect(CommonModes.modes(sums(factors, loading: 1, seed: 781, scenes: scenes)).count == most, "\(scenes) scenes")
    }
  }

  @Test("Sums of parts are the sums of all")
  func merged() {
    var (whole, part, other) = (CommonModes.Sums(count: 3), CommonModes.Sums(count: 3), CommonModes.Sums(count: 3))
    whole.add([1, 2], scenes: [0, 2])
    whole.add([3, 4, 5], scenes: [0, 1, 2])
    part.add([1, 2], scenes: [0, 2])
    other.add([3, 4, 5], scenes: [0, 1, 2])
    part.merge(other)
    #expect(part.products == whole.products && part.pairs == whole.pairs)
    #expect(whole.products[6] == 17 && whole.pairs[6] == 2)
  }
}
