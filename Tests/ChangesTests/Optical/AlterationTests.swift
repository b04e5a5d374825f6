import Foundation
import Statistics
import Testing

@testable import Changes

@Suite("What differs between two pictures") struct AlterationTests {
  private func change(_ pair: PicturePair, _ kind: PairChange.Kind = .any, threads: Int = 2) throws -> PairChange {
    try PairChange(pair, kind: kind, pixel: 10, factor: 1, isRedGreenBlue: false, threads: threads)
  }

  @Test("A band that comes twice and one that is constant are left out by name, and change nothing else")
  func singular() throws {
    let pair = PairWorld.pair(bands: 3, seed: 11)
    let count = pair.count
    let doubled = pair.with(
      before: pair.before + Array(pair.before[0..<count]), after: pair.after + Array(repeating: 7, count: count))
    let plain = try Alteration(pair, threads: 1)
    let found = try Alteration(doubled, threads: 1)
    #expect(
      found.leftOut == [Alteration.LeftOut(isAfter: false, band: 4), Alteration.LeftOut(isAfter: true, band: 4)])
    for (one, other) in zip(plain.correlations, found.correlations) { #expect(abs(one - other) < 1e-9) }
  }

  @Test("A picture of one value, and one of which nothing is shown, are refused")
  func constant() {
    let pair = PairWorld.pair(bands: 2, seed: 12)
    let flat = Array(repeating: Float(3), count: pair.after.count)
    #expect(throws: Alteration.Failure.constant(isAfter: true)) { try Alteration(pair.with(after: flat), threads: 1) }
    #expect(throws: Alteration.Failure.constant(isAfter: false)) {
      try Alteration(pair.with(before: flat), threads: 1)
    }
    let unseen = pair.with(valid: Array(repeating: false, count: pair.count))
    #expect(throws: Alteration.Failure.tooFewPixels(0)) { try Alteration(unseen, threads: 1) }
  }

  @Test("Unchanged ground alarms as often as the rate says, with a fifth of the ground changed")
  func calibrated() throws {
    var flagged = [0, 0]
    var ground = 0
    var found = 0.0
    for seed in 1...6 {
      // Forty squares: a fifth of the picture.
      var generator = SeededGenerator(seed: UInt64(seed))
      var changed: Set<Int> = []
      for _ in 0..<40 {
        changed.formUnion(
          PairWorld.rectangle(
            column: 160 * generator.uniform(), row: 160 * generator.uniform(), width: 12, height: 12, angle: 0))
      }
      let result = try change(PairWorld.pair(change: changed, seed: 100 + UInt64(seed)))
      let unchanged = (0..<160 * 160).filter { !changed.contains($0) }
      for (index, score) in [2.0, 3.0].enumerated() {
        flagged[index] += unchanged.count { Double(result.scores[$0]) >= score }
      }
      ground += unchanged.count
      found += Double(changed.count { result.scores[$0] >= 3 }) / Double(changed.count) / 6
    }
    let shares = [Double(flagged[0]) / Double(ground) / 1e-2, Double(flagged[1]) / Double(ground) / 1e-3]
    print("IR-MAD, seeds 101-106: false alarms \(shares) of 1e-2 and 1e-3; changed found \(found)")
    #expect(shares.allSatisfy { (0.5...2).contains($0) })
    #expect(found > 0.9)
  }

  @Test("Equal pictures differ nowhere; but for a patch, there alone")
  func equal() throws {
    let pair = PairWorld.pair(seed: 13)
    let same = try change(pair.with(after: pair.before))
    #expect(!same.hasNoise && same.scores.allSatisfy { $0 < 0.5 })
    var after = pair.before
    let patch = PairWorld.rectangle(column: 60, row: 60, width: 10, height: 8, angle: 0)
    for pixel in patch { after[pixel] += 200 }
    for kind in PairChange.Kind.allCases {
      let patched = try change(pair.with(after: after), kind)
      #expect(patched.built == nil)
      #expect(Set(patched.scores.indices.filter { patched.scores[$0] >= 3 }) == patch)
    }
  }

  @Test("Pixels that one picture does not show are not tested, whatever they hold")
  func masked() throws {
    let pair = PairWorld.pair(seed: 14)
    var (valid, after) = (pair.valid, pair.after)
    for pixel in 0..<2_000 {
      valid[pixel] = false
      after[pixel] = .nan
    }
    for kind in PairChange.Kind.allCases {
      let result = try change(pair.with(after: after, valid: valid), kind)
      #expect(result.scores[0..<2_000].allSatisfy { $0 == -1 })
      #expect(result.scores[2_000...].allSatisfy { $0 >= 0 && $0.isFinite })
    }
  }

  @Test("Any number of threads gives the same scores", arguments: PairChange.Kind.allCases)
  func threads(_ kind: PairChange.Kind) throws {
    let pair = PairWorld.pair(seed: 15)
    #expect(try change(pair, kind, threads: 1).scores == change(pair, kind, threads: 5).scores)
  }
}
