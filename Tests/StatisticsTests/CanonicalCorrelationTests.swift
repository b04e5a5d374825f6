import Testing

@testable import Statistics

@Suite struct CanonicalCorrelationTests {
  /// Covariance of two sets whose pairs of canonical variables are correlated as given and then mixed at random.
  private func mixed(_ correlations: [Double], more: Int, seed: UInt64) -> (covariance: [Double], first: Int) {
    var generator = SeededGenerator(seed: seed)
    let (p, q) = (correlations.count, correlations.count + more)
    var plain = (0..<p + q).map { row in (0..<p + q).map { row == $0 ? 1.0 : 0 } }
    for (index, correlation) in correlations.enumerated() {
      plain[index][p + index] = correlation
      plain[p + index][index] = correlation
    }
    func mixing(_ count: Int) -> [[Double]] {
      (0..<count).map { row in (0..<count).map { (row == $0 ? 3 : 0) + generator.normal() } }
    }
    let (one, other) = (mixing(p), mixing(q))
    let whole = (0..<p + q).map { row in
      (0..<p + q).map { column in
        if row < p, column < p { return one[row][column] }
        return row >= p && column >= p ? other[row - p][column - p] : 0
      }
    }
    var covariance = [Double](repeating: 0, count: (p + q) * (p + q))
    for row in 0..<p + q {
      for column in 0..<p + q {
        for i in 0..<p + q {
          for j in 0..<p + q { covariance[row * (p + q) + column] += whole[row][i] * plain[i][j] * whole[column][j] }
        }
      }
    }
    return (covariance, p)
  }

  private func product(_ a: [Double], _ covariance: [Double], _ b: [Double], at: (Int, Int), width: Int) -> Double {
    var sum = 0.0
    for (i, x) in a.enumerated() {
      for (j, y) in b.enumerated() { sum += x * y * covariance[(at.0 + i) * width + at.1 + j] }
    }
    return sum
  }

  @Test("Known correlations are found whatever mixes the variables", arguments: 1...20 as ClosedRange<UInt64>)
  func known(_ seed: UInt64) throws {
    let truth = [0.999_9, 0.9, 0.5, 0.5, 0]
    let (covariance, p) = mixed(truth, more: Int(seed % 3), seed: seed)
    let width = 2 * p + Int(seed % 3)
    let found = try CanonicalCorrelation(covariance: covariance, first: p)
    for (value, expected) in zip(found.correlations, truth) { #expect(abs(value - expected) < 1e-9, "seed \(seed)") }
    for i in 0..<p {
      for j in 0..<p {
        let unit = i == j ? 1.0 : 0
        #expect(abs(product(found.first[i], covariance, found.first[j], at: (0, 0), width: width) - unit) < 1e-9)
        #expect(abs(product(found.second[i], covariance, found.second[j], at: (p, p), width: width) - unit) < 1e-9)
        let cross = product(found.first[i], covariance, found.second[j], at: (0, p), width: width)
        #expect(abs(cross - (i == j ? found.correlations[i] : 0)) < 1e-9)
      }
      let deviations = (0..<p).map { 1 / covariance[$0 * width + $0].squareRoot() }
      #expect(product(found.first[i], covariance, deviations, at: (0, 0), width: width) >= 0)
    }
  }

  @Test("The larger set may come first")
  func largerFirst() throws {
    let (covariance, p) = mixed([0.8, 0.3], more: 2, seed: 7)
    let width = 6
    let order = [2, 3, 4, 5, 0, 1]
    let turned = order.flatMap { row in order.map { covariance[row * width + $0] } }
    let one = try CanonicalCorrelation(covariance: covariance, first: p)
    let other = try CanonicalCorrelation(covariance: turned, first: 4)
    for (a, b) in zip(one.correlations, other.correlations) { #expect(abs(a - b) < 1e-12) }
    #expect(other.correlations.count == 2 && other.first[0].count == 4 && other.second[0].count == 2)
  }

  @Test("A variable that others give, or that is constant, is named")
  func singular() {
    // The second is the first, twice as large.
    let twice = [1.0, 2, 0.5, 2, 4, 1, 0.5, 1, 1]
    #expect(throws: CanonicalCorrelation.Singular(variable: 1)) {
      try CanonicalCorrelation(covariance: twice, first: 2)
    }
    let constant = [1.0, 0, 0.5, 0, 0, 0, 0.5, 0, 1]
    #expect(throws: CanonicalCorrelation.Singular(variable: 1)) {
      try CanonicalCorrelation(covariance: constant, first: 2)
    }
    let notANumber = [1.0, 0, 0, .nan]
    #expect(throws: CanonicalCorrelation.Singular(variable: 1)) {
      try CanonicalCorrelation(covariance: notANumber, first: 1)
    }
  }

  @Test("Regularisation makes a band that is there twice bearable, and lowers correlations")
  func regularised() throws {
    let twice = [1.0, 1, 0.5, 1, 1, 0.5, 0.5, 0.5, 1]
    let found = try CanonicalCorrelation(covariance: twice, first: 2, regularisation: 0.01)
    #expect(found.correlations.count == 1 && found.correlations[0] < 0.5 && found.correlations[0] > 0.48)
  }
}
