import Foundation
import Testing

@testable import Statistics

@Suite("Chains of states that never come back") struct ProgressiveChainTests {
  private let chain = ProgressiveChain(rates: [0.02, 0.05], initial: [0.7, 0.2, 0.1])

  /// exp(Q·days) by its series: slow, and plain.
  private func transition(_ days: Double) -> [[Double]] {
    let rates = chain.rates + [0]
    let generator = (0..<3).map { row in
      (0..<3).map { column in column == row ? -rates[row] * days : column == row + 1 ? rates[row] * days : 0 }
    }
    var (sum, term) = ((0..<3).map { row in (0..<3).map { $0 == row ? 1.0 : 0 } }, [[Double]]())
    term = sum
    for order in 1..<60 {
      term = (0..<3).map { row in
        (0..<3).map { column in
          (0..<3).reduce(0) { $0 + term[row][$1] * generator[$1][column] } / Double(order)
        }
      }
      for row in 0..<3 { for column in 0..<3 { sum[row][column] += term[row][column] } }
    }
    return sum
  }

  @Test("Posterior and evidence are those of a sum over all paths, dates that show nothing among them")
  func allPaths() throws {
    let days: [Double] = [0, 3, 20, 21, 60, 200]
    let logs: [[Double]?] = [[0, -1, -3], nil, [-2, -0.5, -1], [-4, -0.2, -0.1], nil, [-3, -2, 0.4]]
    var (weights, total) = ([[Double]](repeating: [0, 0, 0], count: 6), 0.0)
    for code in 0..<729 {
      let path = (0..<6).map { code / Int(pow(3.0, Double($0))) % 3 }
      var weight = chain.initial[path[0]]
      for date in 0..<6 {
        weight *= exp(logs[date]?[path[date]] ?? 0)
        if date > 0 { weight *= transition(days[date] - days[date - 1])[path[date - 1]][path[date]] }
      }
      total += weight
      for date in 0..<6 { weights[date][path[date]] += weight }
    }
    let result = chain.decoded(days: days, logLikelihoods: logs)
    for date in 0..<6 {
      for state in 0..<3 { #expect(abs(result.posterior[date][state] - weights[date][state] / total) < 2e-4) }
    }
    #expect(abs(result.logEvidence - log(total)) < 2e-4)
    let reached = ProgressiveChain.reached(result.posterior, state: 1)
    #expect(zip(reached, reached.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 })
  }

  @Test("Where it says 30 % a state was reached in 30 % of cases: 2,000 simulated lives")
  func calibrated() throws {
    var (said, came) = ([Double](repeating: 0, count: 10), [Int](repeating: 0, count: 10))
    var counts = [Int](repeating: 0, count: 10)
    for life in 0..<2_000 {
      var generator = SeededGenerator(seed: 5_001, stream: UInt64(life))
      let days = (0..<30).map { Double($0) * 10 }
      var (state, states) = (0, [Int]())
      let start = generator.uniform()
      state = start < 0.7 ? 0 : start < 0.9 ? 1 : 2
      // Small steps of a day, exact in their limit.
      for day in 0..<300 {
        if day % 10 == 0 { states.append(state) }
        for _ in 0..<20 where state < 2 {
          if generator.uniform() < chain.rates[state] / 20 { state += 1 }
        }
      }
      let levels = [0.0, 0.5, 1.0]
      let logs = states.map { state -> [Double]? in
        if generator.uniform() < 0.4 { return nil }
        let value = levels[state] + 0.6 * generator.normal()
        return levels.map { -(value - $0) * (value - $0) / (2 * 0.36) }
      }
      let posterior = chain.decoded(days: days, logLikelihoods: logs).posterior
      for (date, reached) in ProgressiveChain.reached(posterior, state: 1).enumerated() where date % 7 == 3 {
        let bin = min(Int(reached * 10), 9)
        said[bin] += reached
        came[bin] += states[date] >= 1 ? 1 : 0
        counts[bin] += 1
      }
    }
    for bin in 0..<10 where counts[bin] >= 100 {
      let (expected, share) = (said[bin] / Double(counts[bin]), Double(came[bin]) / Double(counts[bin]))
      let deviation = (expected * (1 - expected) / Double(counts[bin])).squareRoot()
      #expect(abs(share - expected) < 4 * deviation + 0.005, "\(expected) was said, \(share) came, of \(counts[bin])")
    }
    #expect(counts.count { $0 >= 100 } >= 8)
  }

  @Test("A date that no state explains says nothing; no dates give no posterior")
  func nothing() {
    let result = chain.decoded(days: [0, 10], logLikelihoods: [[-.infinity, -.infinity, -.infinity], nil])
    #expect(zip(result.posterior[0], [0.7, 0.2, 0.1]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(chain.decoded(days: [], logLikelihoods: []).posterior.isEmpty)
  }
}
