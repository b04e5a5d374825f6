import Testing

@testable import Scoring

@Suite("One-to-one matching")
struct PairMatchingTests {
  private typealias Pair = PairMatching.Pair

  @Test("The one with most pairs wins, though another has the greater overlap")
  func mostPairs() {
    // Taking the best overlap first would leave the second without a partner.
    let pairs = [
      Pair(first: 0, second: 0, overlap: 0.9), Pair(first: 0, second: 1, overlap: 0.6),
      Pair(first: 1, second: 0, overlap: 0.55),
    ]
    let best = PairMatching.best(2, 2, pairs)
    #expect(best.map(\.second) == [1, 0])
  }

  @Test("Of those with as many pairs the greatest sum wins")
  func greatestSum() {
    let pairs = [(0, 0, 0.7), (0, 1, 0.6), (1, 0, 0.8), (1, 1, 0.5)].map {
      Pair(first: $0.0, second: $0.1, overlap: $0.2)
    }
    #expect(PairMatching.best(2, 2, pairs).map(\.second) == [1, 0])
  }

  @Test("Nothing is matched with nothing")
  func empty() {
    #expect(PairMatching.best(0, 0, []).isEmpty)
    #expect(PairMatching.best(3, 0, []).isEmpty)
    #expect(PairMatching.best(2, 2, []).isEmpty)
  }

  @Test("Seeded small cases agree with trying all matchings", arguments: 0..<200)
  func agreement(_ seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 11
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    let (firstCount, secondCount) = (1 + Int(random() * 6), 1 + Int(random() * 6))
    var pairs: [Pair] = []
    for first in 0..<firstCount {
      for second in 0..<secondCount where random() < 0.5 {
        pairs.append(Pair(first: first, second: second, overlap: (random() * 8).rounded(.up) / 8))
      }
    }
    let best = PairMatching.best(firstCount, secondCount, pairs)
    #expect(Set(best.map(\.first)).count == best.count && Set(best.map(\.second)).count == best.count, "seed \(seed)")
    let all = Self.greatest(pairs, firstCount, 0, [])
    #expect(best.count == all.count, "seed \(seed)")
    #expect(abs(best.reduce(0) { $0 + $1.overlap } - all.sum) < 1e-9, "seed \(seed)")
  }

  /// The most pairs, and of these the greatest sum, by trying all.
  private static func greatest(
    _ pairs: [Pair], _ firstCount: Int, _ first: Int, _ taken: Set<Int>
  ) -> (count: Int, sum: Double) {
    guard first < firstCount else { return (0, 0) }
    var best = greatest(pairs, firstCount, first + 1, taken)
    for pair in pairs where pair.first == first && !taken.contains(pair.second) {
      let rest = greatest(pairs, firstCount, first + 1, taken.union([pair.second]))
      let own = (count: rest.count + 1, sum: rest.sum + pair.overlap)
      if (own.count, own.sum) > (best.count, best.sum) { best = own }
    }
    return best
  }
}
