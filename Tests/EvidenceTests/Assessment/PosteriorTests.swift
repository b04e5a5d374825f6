import Evidence
import Foundation
import Testing

@Suite("Intervals of posteriors") struct PosteriorTests {
  /// Posteriors of one draw of all weights from their ranges.
  private static func drawn(_ assessment: Assessment, _ draws: inout AssessmentDraws) -> [Double] {
    var products = assessment.hypotheses.map(\.prior.probability)
    for (index, weighing) in assessment.weighings.enumerated() {
      products[index % products.count] *=
        weighing.low == weighing.high
        ? weighing.weight : draws.logUniform(weighing.low...weighing.high)
    }
    let sum = products.reduce(0, +)
    return products.map { $0 / sum }
  }

  @Test(
    "The 90 % interval holds 87 to 97 % of draws of weights from their ranges",
    arguments: [2, 3, 5], [1, 4, 12])
  func coverage(_ hypotheses: Int, _ findings: Int) throws {
    var draws = AssessmentDraws(seed: UInt64(100 * hypotheses + findings))
    let rows = (0..<findings).map { _ in (0..<hypotheses).map { _ in draws.logUniform(0.3...3) } }
    let priors = [Double](repeating: 1 / Double(hypotheses), count: hypotheses)
    let assessment = try AssessmentMaking.assessment(priors: priors, rows, spread: 2)
    let posteriors = try assessment.judgement().posteriors
    var inside = [Int](repeating: 0, count: hypotheses)
    for _ in 0..<4_000 {
      for (index, value) in Self.drawn(assessment, &draws).enumerated() {
        if posteriors[index].low <= value, value <= posteriors[index].high { inside[index] += 1 }
        #expect(posteriors[index].least <= value + 1e-12 && value <= posteriors[index].most + 1e-12)
      }
    }
    for count in inside { #expect((0.87...0.97).contains(Double(count) / 4_000), "\(inside)") }
  }

  @Test("It does so where the weights do not lie in the middle of their ranges", arguments: [1, 4, 12, 40])
  func skewed(_ findings: Int) throws {
    var draws = AssessmentDraws(seed: UInt64(findings))
    var weighings: [Weighing] = []
    for finding in 0..<findings {
      for hypothesis in 1...3 {
        let weight = draws.logUniform(0.5...2)
        weighings.append(
          try Weighing(
            finding: "F\(finding)", hypothesis: "H\(hypothesis)", weight: weight, low: weight / 1.05,
            high: weight * (hypothesis == 1 ? 1.6 : 1.3), reason: "r", by: "a", at: AssessmentMaking.at))
      }
    }
    let assessment = try Assessment(
      id: "A1", question: "Why?", hypotheses: try AssessmentMaking.hypotheses([0.3, 0.3, 0.4]), weighings: weighings,
      author: "a",
      at: AssessmentMaking.at)
    let posterior = try assessment.judgement().posteriors[0]
    var inside = 0
    for _ in 0..<4_000 {
      let value = Self.drawn(assessment, &draws)[0]
      if posterior.low <= value, value <= posterior.high { inside += 1 }
    }
    #expect((0.87...0.98).contains(Double(inside) / 4_000), "\(inside)")
  }

  @Test("Weights without ranges give an interval without width")
  func certain() throws {
    for posterior in try AssessmentMaking.assessment(priors: [0.5, 0.3, 0.2], [[8, 2, 1]]).judgement().posteriors {
      #expect(abs(posterior.low - posterior.value) < 1e-12 && abs(posterior.high - posterior.value) < 1e-12)
      #expect(posterior.low <= posterior.value && posterior.value <= posterior.high)
    }
  }

  @Test("The bounds are reached by weights and priors at their ends, and by nothing beyond", arguments: 1...20)
  func bounds(_ seed: Int) throws {
    var draws = AssessmentDraws(seed: UInt64(seed))
    let priors = [(0.5, 0.3, 0.7), (0.3, 0.2, 0.5), (0.2, 0.1, 0.3)]
    let hypotheses = try priors.enumerated().map { index, prior in
      try Hypothesis(
        id: "H\(index + 1)", statement: "so", prior: try AssessmentMaking.prior(prior.0, low: prior.1, high: prior.2))
    }
    let assessment = try Assessment(
      id: "A1", question: "Why?", hypotheses: hypotheses,
      weighings: try AssessmentMaking.weighings("F1", (0..<3).map { _ in draws.logUniform(0.2...5) }, spread: 1.5),
      author: "a",
      at: AssessmentMaking.at)
    let posteriors = try assessment.judgement().posteriors
    var (least, most) = ([1.0, 1, 1], [0.0, 0, 0])
    // A grid over all priors that sum to 1, with every weight at either end.
    for first in stride(from: 0.3, through: 0.7 + 1e-9, by: 0.01) {
      for second in stride(from: 0.2, through: 0.5 + 1e-9, by: 0.01) {
        let third = 1 - first - second
        guard third >= 0.1 - 1e-9, third <= 0.3 + 1e-9 else { continue }
        for corner in 0..<8 {
          let products = [first, second, third].enumerated().map { index, prior in
            prior * (corner >> index & 1 == 0 ? assessment.weighings[index].low : assessment.weighings[index].high)
          }
          let sum = products.reduce(0, +)
          for index in 0..<3 {
            least[index] = min(least[index], products[index] / sum)
            most[index] = max(most[index], products[index] / sum)
          }
        }
      }
    }
    for index in 0..<3 {
      #expect(abs(posteriors[index].least - least[index]) < 1e-6)
      #expect(abs(posteriors[index].most - most[index]) < 1e-6)
      #expect(posteriors[index].least <= posteriors[index].low && posteriors[index].high <= posteriors[index].most)
    }
  }

  @Test("The words are the band that holds the interval, or the span of bands")
  func words() {
    let cases: [(Double, Double, String)] = [
      (0.56, 0.79, "likely"), (0.55, 0.80, "likely"), (0.80, 0.80, "very likely"), (0.4, 0.6, "unlikely to likely"),
      (0.01, 0.05, "almost no chance"), (0.5, 0.5, "a roughly even chance"), (0.95, 0.99, "almost certain"),
      (0.001, 0.002, "under 1 %, for which ICD 203 has no words"),
      (0.995, 1, "over 99 %, for which ICD 203 has no words"),
      (0.96, 0.999, "almost certain to over 99 %, for which ICD 203 has no words"),
      (0, 1, "under 1 %, for which ICD 203 has no words, to over 99 %, for which ICD 203 has no words"),
    ]
    for (low, high, words) in cases { #expect(LikelihoodSpan(low: low, high: high).words == words) }
    #expect(LikelihoodSpan(low: 0.81, high: 0.95).band == .veryLikely)
    #expect(LikelihoodSpan(low: 0.001, high: 0.002).band == nil)
  }
}
