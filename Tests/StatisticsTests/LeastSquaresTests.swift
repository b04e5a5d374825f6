import Statistics
import Testing

@Suite struct LeastSquaresTests {
  @Test("Values without error give their coefficients back", arguments: 1...6)
  func exact(_ width: Int) throws {
    var generator = SeededGenerator(seed: 110 + UInt64(width))
    let truth = (0..<width).map { _ in generator.uniform(-5...5) }
    let rows = (0..<width + 7).map { _ in (0..<width).map { _ in generator.normal() } }
    let values = rows.map { row in zip(row, truth).reduce(0) { $0 + $1.0 * $1.1 } }
    let solution = try #require(LeastSquares.solve(rows: rows, values: values))
    #expect(zip(solution, truth).allSatisfy { abs($0 - $1) < 1e-9 })
    // As many rows as columns fix them too.
    let square = try #require(
      LeastSquares.solve(rows: Array(rows.prefix(width)), values: Array(values.prefix(width))))
    #expect(zip(square, truth).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test("A worked line: the points (1, 6), (2, 5), (3, 7), (4, 10) give 3.5 + 1.4 x")
  func worked() throws {
    let solution = try #require(
      LeastSquares.solve(rows: [[1, 1], [1, 2], [1, 3], [1, 4]], values: [6, 5, 7, 10]))
    #expect(abs(solution[0] - 3.5) < 1e-12 && abs(solution[1] - 1.4) < 1e-12)
  }

  @Test("The residuals of a fit are at right angles to every column, weighted as the rows are")
  func normalEquations() throws {
    var generator = SeededGenerator(seed: 120)
    let rows = (0..<40).map { _ in (0..<4).map { _ in generator.normal() } }
    let values = rows.map { _ in generator.normal() }
    let weights = rows.map { _ in generator.uniform(0...3) }
    let solution = try #require(LeastSquares.solve(rows: rows, values: values, weights: weights))
    for column in 0..<4 {
      var product = 0.0
      for index in rows.indices {
        let residual = values[index] - zip(rows[index], solution).reduce(0) { $0 + $1.0 * $1.1 }
        product += weights[index] * rows[index][column] * residual
      }
      #expect(abs(product) < 1e-9)
    }
  }

  @Test("A weight of 0 leaves a row out, a weight of 2 counts it twice")
  func weights() throws {
    let rows = [[1.0, 0], [1, 1], [1, 2], [1, 3]]
    let weighted = try #require(LeastSquares.solve(rows: rows, values: [1, 2, 9, 4], weights: [1, 2, 0, 1]))
    let plain = try #require(
      LeastSquares.solve(rows: [rows[0], rows[1], rows[1], rows[3]], values: [1, 2, 2, 4]))
    #expect(zip(weighted, plain).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("Columns of very unlike size do not pass for dependent ones")
  func scaling() throws {
    let days = (0..<20).map { 17_000 + 30 * Double($0) }
    let solution = try #require(
      LeastSquares.solve(rows: days.map { [1e-4, ($0 - 17_300) * 1e4] }, values: days.map { 5 + 0.1 * ($0 - 17_300) }))
    #expect(abs(solution[0] / 5e4 - 1) < 1e-6 && abs(solution[1] / 1e-5 - 1) < 1e-6)
  }

  @Test("What the columns do not fix is not answered")
  func singular() {
    #expect(LeastSquares.solve(rows: [], values: []) == nil)
    #expect(LeastSquares.solve(rows: [[1, 2]], values: [1]) == nil)
    #expect(LeastSquares.solve(rows: [[1, 2], [2, 4], [3, 6]], values: [1, 2, 3]) == nil)
    #expect(LeastSquares.solve(rows: [[0], [0]], values: [1, 2]) == nil)
    #expect(LeastSquares.solve(rows: [[1, 0], [1, 0], [1, 0]], values: [1, 2, 3]) == nil)
    #expect(LeastSquares.solve(rows: [[1], [1]], values: [1]) == nil)
    #expect(LeastSquares.solve(rows: [[1, 1], [1, 2], [1, 3]], values: [1, 2, 3], weights: [1, 0, 0]) == nil)
  }
}
