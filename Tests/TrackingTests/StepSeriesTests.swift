import Foundation
import Statistics
import Testing

@testable import Tracking

@Suite struct StepSeriesTests {
  private struct Problem {
    let model: StepSeries
    let values: [Double]
    let rows: [[Double]]
  }

  /// Terms that may be as large as they like.
  private static let free = StepSeries.Prior(noise: 1, terms: 1e9)

  /// Two terms, a constant, one other step and the step at 9, with evenly spread noise: nothing is an outlier.
  private func problem(_ seed: UInt64) -> Problem {
    var generator = SeededGenerator(seed: seed)
    let terms = (0..<20).map { _ in [generator.normal(), generator.normal()] }
    let variances = (0..<20).map { _ in generator.uniform(1...1.5) }
    let rows = terms.enumerated().map { $0.element + [1, $0.offset >= 14 ? 1 : 0, $0.offset >= 9 ? 1 : 0] }
    let values = rows.map { row in
      zip(row, [3, -2, 50, 7, 20]).reduce(generator.uniform(-1...1)) { $0 + $1.0 * $1.1 }
    }
    return Problem(
      model: StepSeries(terms: terms, variances: variances, otherSteps: [14]), values: values, rows: rows)
  }

  /// The normal equations by elimination with pivots.
  private func plain(_ rows: [[Double]], _ values: [Double], weights: [Double]) -> [Double] {
    let width = rows[0].count
    var matrix = (0..<width).map { i in
      (0..<width).map { j in rows.indices.reduce(0) { $0 + weights[$1] * rows[$1][i] * rows[$1][j] } }
        + [rows.indices.reduce(0) { $0 + weights[$1] * rows[$1][i] * values[$1] }]
    }
    for i in 0..<width {
      let pivot = (i..<width).max { abs(matrix[$0][i]) < abs(matrix[$1][i]) } ?? i
      matrix.swapAt(i, pivot)
      for k in 0..<width where k != i {
        let factor = matrix[k][i] / matrix[i][i]
        for j in i...width { matrix[k][j] -= factor * matrix[i][j] }
      }
    }
    return (0..<width).map { matrix[$0][width] / matrix[$0][$0] }
  }

  @Test("A fit without outliers equals the plain normal equations", arguments: 801...820 as ClosedRange<UInt64>)
  func fit(_ seed: UInt64) throws {
    let problem = problem(seed)
    let fit = try #require(problem.model.fit(problem.values, stepAt: 9, prior: Self.free, deviation: 1))
    let expected = plain(problem.rows, problem.values, weights: problem.model.variances.map { 1 / $0 })
    for (found, value) in zip(fit.coefficients, expected) { #expect(abs(found - value) < 1e-8) }
    #expect(fit.step == fit.coefficients.last)
    for (index, row) in problem.rows.enumerated() {
      let modelled = zip(row, expected).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(fit.residuals[index] - (problem.values[index] - modelled)) < 1e-8)
    }
  }

  @Test("A term that is held to 0 is fitted as if one more date said so", arguments: 823...830 as ClosedRange<UInt64>)
  func held(_ seed: UInt64) throws {
    let problem = problem(seed)
    let prior = StepSeries.Prior(noise: 1, terms: 2)
    let fit = try #require(problem.model.fit(problem.values, stepAt: 9, prior: prior, deviation: 100))
    let expected = plain(
      problem.rows + [[1, 0, 0, 0, 0], [0, 1, 0, 0, 0]], problem.values + [0, 0],
      weights: problem.model.variances.map { 1 / $0 } + [0.25, 0.25])
    for (found, value) in zip(fit.coefficients, expected) { #expect(abs(found - value) < 1e-8) }
  }

  @Test("A step at the place of another one is that one, counted once")
  func sameStep() throws {
    let problem = problem(821)
    let fit = try #require(problem.model.fit(problem.values, stepAt: 14, prior: Self.free, deviation: 1))
    let rows = problem.rows.map { Array($0.dropLast()) }
    #expect(fit.coefficients.count == 4)
    #expect(rows[13].last == 0 && rows[14].last == 1)
  }

  @Test("One date far off moves the step by less than a fifth of what plain least squares make of it")
  func outlier() throws {
    let problem = problem(822)
    var values = problem.values
    values[11] += 60
    let weights = problem.model.variances.map { 1 / $0 }
    let clean = plain(problem.rows, problem.values, weights: weights)[4]
    let pulled = plain(problem.rows, values, weights: weights)[4] - clean
    let fit = try #require(problem.model.fit(values, stepAt: 9, prior: Self.free, deviation: 0.6))
    #expect(abs(pulled) > 5)
    #expect(abs(fit.step - clean) < 0.2 * abs(pulled), "\(fit.step - clean) beside \(pulled)")
  }

  @Test("The cost is half the sum of squares in deviations, each up to nine")
  func cost() {
    let model = StepSeries(terms: [[], [], []], variances: [1, 4, 1], otherSteps: [])
    let fit = StepSeries.Fit(coefficients: [0, 1], residuals: [2, 4, 100])
    #expect(model.cost(fit, prior: Self.free, deviation: 2) == 5.5)
  }

  @Test("Where dates do not fix the model there is no fit, and no deviation without a date to spare")
  func undetermined() throws {
    let model = StepSeries(terms: [[], [], []], variances: [1, 1, 1], otherSteps: [])
    #expect(model.fit([1, 2, 3], stepAt: 0, prior: Self.free) == nil)
    #expect(model.fit([1, 2, 3], stepAt: 3, prior: Self.free) == nil)
    let two = StepSeries(terms: [[], []], variances: [1, 1], otherSteps: [])
    let fit = try #require(two.fit([1, 3], stepAt: 1, prior: Self.free))
    #expect(abs(fit.step - 2) < 1e-9)
    #expect(two.deviation(fit) == nil)
  }
}
