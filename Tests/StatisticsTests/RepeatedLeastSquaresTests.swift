import Statistics
import Testing

@Suite struct RepeatedLeastSquaresTests {
  @Test(
    "Each choice of rows gives what solving it alone gives, in any order of choices", arguments: [1, 2, 3] as [UInt64])
  func agreement(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: 130 + seed)
    let rows = (0..<30).map { _ in (0..<3).map { _ in generator.normal() } }
    var repeated = RepeatedLeastSquares(rows: rows)
    for _ in 0..<40 {
      let share = generator.uniform(0.15...1)
      let chosen = rows.indices.filter { _ in generator.uniform() < share }
      let isSolvable = repeated.prepare(chosen)
      for _ in 0..<2 where isSolvable {
        let values = chosen.map { _ in generator.normal() }
        let alone = try #require(LeastSquares.solve(rows: chosen.map { rows[$0] }, values: values))
        #expect(zip(repeated.solve(values), alone).allSatisfy { abs($0 - $1) < 1e-9 })
        let isKept = repeated.prepare(chosen)
        #expect(isKept)
      }
      if chosen.count < 3 { #expect(!isSolvable) }
    }
  }

  @Test("Rows that fix nothing are refused, again and again, and spoil nothing")
  func singular() {
    var repeated = RepeatedLeastSquares(rows: [[1, 0], [1, 1], [1, 1], [1, 2]])
    for refused in [[], [1], [1, 2], [1, 2]] {
      let isSolvable = repeated.prepare(refused)
      #expect(!isSolvable, "rows \(refused)")
    }
    let isSolvable = repeated.prepare([0, 3])
    #expect(isSolvable)
    #expect(zip(repeated.solve([5, 9]), [5, 2]).allSatisfy { abs($0 - $1) < 1e-12 })
    let isStillSolvable = repeated.prepare([])
    #expect(!isStillSolvable)
  }
}
