import Foundation
import Statistics
import Testing

@Suite struct SeasonalBasisTests {
  private func product(_ a: [Float], _ b: [Float]) -> Double {
    zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  /// Irregular days from 2019 on.
  private func days(_ count: Int, span: Double, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    let inner = (0..<count - 2).map { _ in generator.uniform(0...span) }
    return ([0, span] + inner).sorted().map { 17_897 + $0 }
  }

  @Test("The vectors have length 1 and stand at right angles", arguments: 1...10 as ClosedRange<UInt64>)
  func orthonormal(_ seed: UInt64) {
    let basis = SeasonalBasis.orthonormal(days(10 + Int(seed) * 7, span: 480 + 150 * Double(seed), seed: seed))
    #expect(basis.count == 3)
    for i in basis.indices {
      for j in basis.indices { #expect(abs(product(basis[i], basis[j]) - (i == j ? 1 : 0)) < 1e-5, "\(i), \(j)") }
    }
  }

  @Test("Any constant with an annual wave of any phase lies wholly in the basis")
  func span() {
    let days = days(40, span: 1_500, seed: 140)
    let basis = SeasonalBasis.orthonormal(days)
    for phase in stride(from: 0.0, to: 6.2, by: 0.7) {
      let series = days.map { Float(3 + 2 * cos(2 * .pi * $0 / SeasonalBasis.daysInYear + phase)) }
      var rest = series
      for vector in basis {
        let share = Float(product(series, vector))
        for index in rest.indices { rest[index] -= share * vector[index] }
      }
      #expect(rest.allSatisfy { abs($0) < 1e-4 })
    }
  }

  @Test("A wave of the year is 1, cosine and sine of the day's angle; without season the constant alone")
  func terms() {
    #expect(SeasonalBasis.terms(day: 17_000, withSeason: false) == [1])
    let there = SeasonalBasis.terms(day: 100, withSeason: true)
    let yearLater = SeasonalBasis.terms(day: 100 + SeasonalBasis.daysInYear, withSeason: true)
    #expect(zip(there, yearLater).allSatisfy { abs($0 - $1) < 1e-9 })
    let quarter = SeasonalBasis.terms(day: SeasonalBasis.daysInYear / 4, withSeason: true)
    #expect(zip(quarter, [1, 0, 1]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test("Short or sparse series carry no season: their basis is the constant")
  func refusal() {
    let longest = SeasonalBasis.shortestSpan
    #expect(!SeasonalBasis.carriesSeason([]))
    #expect(!SeasonalBasis.carriesSeason([17_000]))
    #expect(!SeasonalBasis.carriesSeason(days(50, span: longest - 1, seed: 141)))
    #expect(SeasonalBasis.carriesSeason(days(50, span: longest + 1, seed: 141)))
    #expect(!SeasonalBasis.carriesSeason(days(9, span: 3_000, seed: 142)))
    #expect(SeasonalBasis.carriesSeason(days(10, span: 3_000, seed: 142)))
    for series in [days(50, span: 400, seed: 143), days(9, span: 3_000, seed: 144), [17_000]] {
      let basis = SeasonalBasis.orthonormal(series)
      #expect(basis.count == 1)
      #expect(basis[0].allSatisfy { abs(Double($0) - 1 / Double(series.count).squareRoot()) < 1e-6 })
    }
  }

  @Test("Dates on one day of the year leave no wave to tell; the basis stays orthonormal")
  func onePhase() {
    let series = (0..<12).map { 17_000 + SeasonalBasis.daysInYear * Double($0) }
    #expect(SeasonalBasis.orthonormal(series).count == 1)
    #expect(SeasonalBasis.orthonormal([Double](repeating: 17_000, count: 12)).count == 1)
  }
}
