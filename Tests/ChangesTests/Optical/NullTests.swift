import Foundation
import Statistics
import Testing

@testable import Changes

@Suite("Nulls of a pair") struct NullTests {
  @Test("One cue by chance is as frequent as its share; sums of three as frequent as drawn ones")
  func coincidence() {
    let one = CoincidenceNull(cues: 1)
    for share in [0.9, 0.5, 0.2, 0.11] {
      let score = one.score(steps: CoincidenceNull.steps(share: share))
      #expect(abs(pow(10, -score) - share) < 0.006)
    }
    #expect(abs(one.score(steps: CoincidenceNull.steps) - 1) < 1e-9)
    let three = CoincidenceNull(cues: 3)
    var generator = SeededGenerator(seed: 77)
    let sums = (0..<200_000).map { _ in
      (0..<3).reduce(0) { sum, _ in sum + CoincidenceNull.steps(share: 1 - generator.uniform()) }
    }
    for steps in [400, 700, 1_000, 1_199] {
      let share = Double(sums.count { $0 >= steps }) / Double(sums.count)
      let expected = pow(10, -three.score(steps: steps))
      #expect(abs(share - expected) < 4 * (expected / Double(sums.count)).squareRoot() + 1e-9)
    }
    #expect(abs(three.score(steps: 1_200) - 3) < 1e-9 && abs(three.score(steps: 0)) < 1e-9)
  }

  @Test("A gamma null finds the shape of drawn values, though their strongest twentieth is something else")
  func gamma() throws {
    var generator = SeededGenerator(seed: 78)
    // Of shape 2: the sum of two exponentials.
    var values = (0..<40_000).map { _ in -3 * (log(1 - generator.uniform()) + log(1 - generator.uniform())) }
    let clean = try #require(GammaNull(sorted: values.sorted()))
    #expect(abs(clean.shape - 2) < 0.1 && abs(clean.scale - 3) < 0.15)
    // (1 + x) exp(−x) at x = 8.
    #expect(abs(clean.score(24) - -log10(9 * exp(-8.0))) < 0.15)
    for index in stride(from: 0, to: values.count, by: 20) { values[index] = 200 }
    let mixed = try #require(GammaNull(sorted: values.sorted()))
    #expect(abs(mixed.score(24) - clean.score(24)) < 1)
    #expect(GammaNull(sorted: Array(repeating: 1, count: 500)) == nil)
  }

  @Test(
    "The null is that of unchanged ground, whether little of the ground changed or two fifths",
    arguments: [0.02, 0.2, 0.4])
  func unchanged(_ changed: Double) throws {
    var generator = SeededGenerator(seed: 79)
    func chi(_ count: Int) -> [Float] {
      (0..<count).map { _ in Float((0..<4).reduce(0.0) { sum, _ in sum + pow(generator.normal(), 2) }) }
    }
    let all = chi(40_000).enumerated().map { Double($0) < changed * 40_000 ? 100 * $1 : $1 }
    let null = try #require(EmpiricalNull(unchangedOf: all))
    let share = Double(chi(200_000).count { null.deviations($0) > 2.326_347_9 }) / 2_000
    #expect((0.8...1.25).contains(share))
  }
}
