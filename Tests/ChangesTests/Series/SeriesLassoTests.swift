import Foundation
import Statistics
import Testing

@testable import Changes

@Suite("Lasso of the harmonic model")
struct SeriesLassoTests {
  private func design(seed: UInt64, dates: Int, terms: Int) -> (days: [Double], rows: [[Double]]) {
    var generator = SeededGenerator(seed: seed)
    let days = (0..<dates).map { 730_000 + 20 * Double($0) + generator.uniform(0...9) }
    return (days, days.map { Array(HarmonicModel.terms(day: $0, originDay: 730_000)[1..<terms]) })
  }

  /// Proximal gradient on standardised terms, many small steps: slow, and by another way.
  private func slow(rows: [[Double]], values: [Double], penalty: Double) -> [Double] {
    let count = Double(rows.count)
    let width = rows[0].count
    let mean = values.reduce(0, +) / count
    let means = (0..<width).map { term in rows.reduce(0) { $0 + $1[term] } / count }
    let scales = (0..<width).map { term in
      (rows.reduce(0) { $0 + pow($1[term] - means[term], 2) } / count).squareRoot()
    }
    let standard = rows.map { row in (0..<width).map { (row[$0] - means[$0]) / scales[$0] } }
    var weights = [Double](repeating: 0, count: width)
    let step = 1 / Double(width)
    for _ in 0..<20_000 {
      var gradient = [Double](repeating: 0, count: width)
      for (row, value) in zip(standard, values) {
        let error = value - mean - zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 }
        for term in 0..<width { gradient[term] += error * row[term] / count }
      }
      for term in 0..<width {
        let moved = weights[term] + step * gradient[term]
        let size = max(abs(moved) - step * penalty, 0)
        weights[term] = moved < 0 ? -size : size
      }
    }
    let slopes = (0..<width).map { weights[$0] / scales[$0] }
    return [mean - zip(slopes, means).reduce(0) { $0 + $1.0 * $1.1 }] + slopes
  }

  @Test(
    "Coordinate descent finds what proximal gradients find", arguments: [(4, 13), (6, 20), (8, 40)], [0.0, 20, 200])
  func agreesWithSlow(_ shape: (terms: Int, dates: Int), _ penalty: Double) {
    let (_, rows) = design(seed: 3, dates: shape.dates, terms: shape.terms)
    var generator = SeededGenerator(seed: 4)
    let values = rows.map { 1000 + 30 * $0[0] + 250 * $0[1] + 90 * generator.normal() }
    let quick = ReferenceLasso.fit(rows: rows, values: values, penalty: penalty, tolerance: 1e-10)
    let slow = slow(rows: rows, values: values, penalty: penalty)
    for (row, value) in zip(rows, values) {
      func expected(_ fit: [Double]) -> Double { fit[0] + zip(fit.dropFirst(), row).reduce(0) { $0 + $1.0 * $1.1 } }
      #expect(abs(expected(quick) - expected(slow)) < 1e-3, "value \(value)")
    }
  }

  @Test("Eight bands at once give the plain coefficients", arguments: [4, 6, 8])
  func fastEqualsPlain(_ terms: Int) throws {
    let (days, rows) = design(seed: 8, dates: 60, terms: terms)
    let dates = try SeriesDates(days: days)
    var generator = SeededGenerator(seed: 9)
    let bands = (0..<8).map { band in
      rows.map { 500 * Double(band + 1) + 40 * Double(band) * ($0[0] + $0[1]) + 60 * generator.normal() }
    }
    var sums = HarmonicSums(groups: 1)
    for index in days.indices {
      sums.add(row: dates.exactTerms[index])
      var lanes = BandLanes.zero
      for band in 0..<8 { lanes[band] = Float(bands[band][index]) }
      sums.add(lanes, row: dates.exactTerms[index], group: 0)
    }
    var lasso = HarmonicLasso(penalty: 20)
    var model = [BandLanes](repeating: .zero, count: BreakOptions.mostTerms)
    lasso.fit(sums, terms: terms, groups: 1, into: &model)
    let own = days.map { Array(HarmonicModel.terms(day: $0, originDay: days[0])[1..<terms]) }
    for band in 0..<8 {
      let plain = ReferenceLasso.fit(rows: own, values: bands[band], penalty: 20)
      for (term, value) in plain.enumerated() { #expect(abs(Double(model[term][band]) - value) < 0.3, "term \(term)") }
    }
  }

  @Test("A constant series has no slope")
  func constant() {
    let (_, rows) = design(seed: 5, dates: 30, terms: 8)
    let fit = ReferenceLasso.fit(rows: rows, values: rows.map { _ in 731 }, penalty: 20)
    #expect(fit == [731, 0, 0, 0, 0, 0, 0, 0])
  }
}
