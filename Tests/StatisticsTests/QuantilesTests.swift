import Statistics
import Testing

@Suite struct QuantilesTests {
  /// Seeded values; with `ties` only few distinct ones.
  private func values(_ count: Int, ties: Bool, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in ties ? Double(generator.integer(-2...2)) : generator.normal() }
  }

  private func plainMedian(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  @Test("The median is that of the sorted values, odd and even, with ties and without", arguments: [false, true])
  func median(_ ties: Bool) {
    for count in Array(0...40) + [99, 100, 1_000, 1_001] {
      for seed in 1...8 as ClosedRange<UInt64> {
        let drawn = values(count, ties: ties, seed: seed &* 1_000 + UInt64(count))
        #expect(Quantiles.median(drawn) == plainMedian(drawn), "count \(count), seed \(seed)")
      }
    }
  }

  @Test("Sorted, reversed and constant values have the same medians, and end soon")
  func orderedInput() {
    let rising = (0..<200_001).map(Double.init)
    #expect(Quantiles.median(rising) == 100_000)
    #expect(Quantiles.median(rising.reversed()) == 100_000)
    #expect(Quantiles.median([Double](repeating: 4, count: 200_000)) == 4)
    #expect(Quantiles.median((0..<200_000).map { Double($0 % 2) }) == 0.5)
    #expect(Quantiles.median([.infinity, 1, -.infinity]) == 1)
  }

  @Test("Selection puts nothing larger before the middle and nothing smaller after it", arguments: [false, true])
  func selection(_ ties: Bool) throws {
    for count in 1...60 {
      let drawn = values(count, ties: ties, seed: 60 + UInt64(count))
      var scratch = drawn
      let selected = Quantiles.upperMedian(&scratch)
      let middle = try #require(selected)
      #expect(middle == drawn.sorted()[count / 2])
      #expect(scratch.sorted() == drawn.sorted())
      #expect(scratch[..<(count / 2)].allSatisfy { $0 <= middle })
      #expect(scratch[(count / 2)...].allSatisfy { $0 >= middle })
    }
    var none: [Float] = []
    let nothing = Quantiles.upperMedian(&none)
    #expect(nothing == nil)
  }

  @Test("Every order statistic by selection is that of the sorted values", arguments: [3, 1_000])
  func element(_ distinct: Int) {
    var generator = SeededGenerator(seed: 71)
    let drawn = (0..<101).map { _ in Float(generator.integer(0...distinct)) }
    let sorted = drawn.sorted()
    for index in -1...101 {
      var scratch = drawn
      let found = Quantiles.element(index, of: &scratch)
      #expect(found == (sorted.indices.contains(index) ? sorted[index] : nil))
    }
  }

  @Test("Quantiles lie between order statistics as type 7 has it")
  func quantile() throws {
    // R: quantile(c(1, 2, 4, 8), c(0, .1, .25, .5, .9, 1), type = 7)
    let expected = [(0, 1), (0.1, 1.3), (0.25, 1.75), (0.5, 3), (0.9, 6.8), (1, 8)]
    for (fraction, value) in expected {
      #expect(abs(try #require(Quantiles.quantile(fraction, ofSorted: [1, 2, 4, 8])) - value) < 1e-12)
    }
    #expect(Quantiles.quantile(-3, ofSorted: [1, 2]) == 1)
    #expect(Quantiles.quantile(7, ofSorted: [1, 2]) == 2)
    #expect(Quantiles.quantile(0.3, ofSorted: [5]) == 5)
    #expect(Quantiles.quantile(0.5, ofSorted: []) == nil)
    for count in 1...30 {
      let sorted = values(count, ties: false, seed: 80 + UInt64(count)).sorted()
      #expect(abs(try #require(Quantiles.quantile(0.5, ofSorted: sorted)) - #require(plainMedian(sorted))) < 1e-12)
    }
  }

  @Test("The robust deviation of a normal sample is its standard deviation, though a third be anything")
  func robustDeviation() throws {
    var generator = SeededGenerator(seed: 90)
    let sample = (0..<20_000).map { _ in 5 + 3 * generator.normal() }
    #expect(abs(try #require(Quantiles.robustDeviation(sample)) - 3) < 0.1)
    let spoilt = sample.enumerated().map { $0.offset % 3 == 0 ? 1e9 : $0.element }
    #expect(try #require(Quantiles.robustDeviation(spoilt)) < 8)
    #expect(Quantiles.robustDeviation([4]) == 0)
    #expect(Quantiles.robustDeviation([]) == nil)
  }

  @Test("The middle of a part of the values is that of the part alone, and the rest keeps its order")
  func middleOfPart() {
    var generator = SeededGenerator(seed: 23)
    for length in [0, 1, 2, 3, 4, 31, 500] {
      for distinct in [1, 2, 3, 1_000_000] {
        let values = (0..<length + 20).map { _ in Float(generator.integer(0...distinct)) }
        var scratch = values
        var span = scratch.mutableSpan
        let found = Quantiles.upperMedian(&span, in: 10..<10 + length)
        let sorted = values[10..<10 + length].sorted()
        #expect(found == (length > 0 ? sorted[length / 2] : nil))
        #expect(scratch[..<10] == values[..<10] && scratch[(10 + length)...] == values[(10 + length)...])
        #expect(scratch[10..<10 + length].sorted() == sorted)
      }
    }
  }

  @Test("Quantiles of values in any order are those of the sorted ones", arguments: [false, true])
  func quantilesBySelection(_ ties: Bool) {
    for count in [0, 1, 2, 3, 10, 401] {
      let drawn = values(count, ties: ties, seed: 90 + UInt64(count))
      var scratch = drawn
      for fraction in [0, 0.002, 0.05, 0.5, 0.77, 0.998, 1] {
        #expect(Quantiles.quantile(fraction, of: &scratch) == Quantiles.quantile(fraction, ofSorted: drawn.sorted()))
      }
    }
  }
}
