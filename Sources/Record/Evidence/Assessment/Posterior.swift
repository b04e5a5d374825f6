import Provenance
import Quantities

/// How likely one hypothesis is once the findings are weighed.
package struct Posterior: Sendable, Hashable {
  package let hypothesis: Hypothesis
  package let value: Double
  /// 90 % interval from the ranges of weights and priors.
  package let low: Double
  package let high: Double
  /// No weights and priors in their ranges give less than `least` or more than `most`.
  package let least: Double
  package let most: Double
  /// A finding makes it impossible.
  package let isRuledOut: Bool

  init(_ index: Int, of balance: PosteriorBalance, logOdds: Double) {
    hypothesis = balance.hypotheses[index]
    isRuledOut = logOdds == -.infinity
    value = PosteriorBalance.probability(logOdds: logOdds)
    guard logOdds.isFinite else {
      (low, high, least, most) = (value, value, value, value)
      return
    }
    let reach = balance.reach(of: index)
    low = PosteriorBalance.probability(logOdds: reach.interval.lowerBound)
    high = PosteriorBalance.probability(logOdds: reach.interval.upperBound)
    least = PosteriorBalance.probability(logOdds: reach.bounds.lowerBound)
    most = PosteriorBalance.probability(logOdds: reach.bounds.upperBound)
  }

  package var span: LikelihoodSpan { LikelihoodSpan(low: low, high: high) }

  /// "H1: The plant is being enlarged. Likelihood: likely (68 %, 90 % interval 58 to 77 %)."
  package var sentence: String {
    let start = "\(hypothesis.id): \(AssessmentText.capitalised(AssessmentText.clause(hypothesis.statement)))."
    if isRuledOut { return "\(start) Ruled out by the weights given." }
    return "\(start) Likelihood: \(span.words) (\(numbers))."
  }

  /// "68 %, 90 % interval 58 to 77 %"
  package var numbers: String {
    let start = NumberText.share(low)
    // The sign stands once after two plain numbers.
    let from = start.first?.isNumber == true ? String(start.dropLast(2)) : start
    return "\(NumberText.share(value)), 90 % interval \(from) to \(NumberText.share(high))"
  }

  package var json: JSONValue {
    [
      "hypothesis": .string(hypothesis.id), "prior": .number(hypothesis.prior.probability), "value": .number(value),
      "low": .number(low), "high": .number(high), "level": 0.9, "least": .number(least), "most": .number(most),
      "ruledOut": .bool(isRuledOut), "words": .string(span.words),
    ]
  }
}
