import Foundation

/// Priors and summed weights of all hypotheses, from which posteriors and their intervals follow. Everything is kept as
/// logarithms, so that ten thousand findings neither overflow nor vanish.
///
/// The 90 % interval takes each weight as log-uniform in its range and independent of the others, and combines their
/// reach on the log odds in quadrature; the priors' ranges enter by the exact extremes that sum to 1. The bounds are
/// the exact extremes of the posterior while every weight and every prior stays in its range; of a group, with each
/// finding set relative to its largest weight as given.
/// - Source: [JCGM2008], 5.1.2, the combination in quadrature; the tests compare with Monte Carlo draws
struct PosteriorBalance {
  let hypotheses: [Hypothesis]
  var sum: WeightSum

  /// Half of a normal distribution's 90 % interval over the standard deviation of a uniform distribution of half-width
  /// 1.
  private static let reach = 1.644_853_626_951_472_2 / 3.0.squareRoot()

  /// Log of prior times weight; −∞ of what a finding rules out.
  var scores: [Double] {
    hypotheses.indices.map { score($0, sum.value[$0], prior: hypotheses[$0].prior.probability) }
  }

  /// The first of the most likely.
  var leading: Int {
    let scores = scores
    return scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
  }

  private func score(_ index: Int, _ weight: Double, prior: Double) -> Double {
    sum.impossible[index] > 0 ? -.infinity : log(prior) + weight
  }

  /// Each hypothesis and its log odds against all others together.
  func logOdds() -> [Double] {
    let scores = scores
    return scores.indices.map { scores[$0] - Self.logSum(scores, without: $0) }
  }

  /// Log odds of the 90 % interval's ends and of the bounds, for one hypothesis whose odds are finite.
  func reach(of index: Int) -> (interval: ClosedRange<Double>, bounds: ClosedRange<Double>) {
    let scores = scores
    let value = scores[index] - Self.logSum(scores, without: index)
    let least = extreme(of: index, own: sum.low[index], others: sum.high, upward: false)
    let most = extreme(of: index, own: sum.high[index], others: sum.low, upward: true)
    // Around the middles of the ranges: a weight need not be the middle of its own, and many such would add up.
    let middles = sum.middle
    let atMiddles = hypotheses.indices.map { score($0, middles[$0], prior: hypotheses[$0].prior.probability) }
    let rest = Self.logSum(atMiddles, without: index)
    let down = extreme(of: index, own: middles[index], others: middles, upward: false)
    let up = extreme(of: index, own: middles[index], others: middles, upward: true)
    var squares = sum.halfSquares[index] + (up - down) * (up - down) / 4
    for other in scores.indices where other != index && scores[other] > -.infinity {
      let share = exp(atMiddles[other] - rest)
      squares += share * share * sum.halfSquares[other]
    }
    let half = Self.reach * squares.squareRoot()
    let middle = (up + down) / 2
    // The quadrature of one or two uniform ranges may reach past all that they allow; and the interval holds the value.
    let bounds = min(least, value)...max(most, value)
    let low = min(value, max(bounds.lowerBound, middle - half))
    let high = max(value, min(bounds.upperBound, middle + half))
    return (low...high, bounds)
  }

  /// The largest or smallest log odds that the priors' ranges allow with these weights. The hypothesis itself takes all
  /// that the sum of 1 leaves it, since its odds grow with its share; the rest goes to the others in the order of their
  /// weights.
  private func extreme(of index: Int, own: Double, others: [Double], upward: Bool) -> Double {
    let rivals = hypotheses.indices.filter { $0 != index }
    let prior = hypotheses[index].prior
    let least = rivals.reduce(0) { $0 + hypotheses[$1].prior.low }
    let most = rivals.reduce(0) { $0 + hypotheses[$1].prior.high }
    let share =
      upward
      ? max(prior.probability, min(prior.high, 1 - least)) : min(prior.probability, max(prior.low, 1 - most))
    var rest = max(0, 1 - share - least)
    let possible = { (other: Int) in sum.impossible[other] == 0 ? others[other] : -.infinity }
    let order = rivals.sorted { upward ? possible($0) < possible($1) : possible($0) > possible($1) }
    let terms = order.map { other -> Double in
      let range = hypotheses[other].prior
      let extra = min(rest, range.high - range.low)
      rest -= extra
      return possible(other) + log(range.low + extra)
    }
    return log(share) + own - Self.logSum(terms)
  }

  static func logSum(_ terms: [Double], without index: Int? = nil) -> Double {
    var largest = -Double.infinity
    for (position, term) in terms.enumerated() where position != index { largest = max(largest, term) }
    guard largest > -.infinity else { return largest }
    var sum = 0.0
    for (position, term) in terms.enumerated() where position != index { sum += exp(term - largest) }
    return largest + log(sum)
  }

  static func probability(logOdds: Double) -> Double {
    logOdds >= 0 ? 1 / (1 + exp(-logOdds)) : exp(logOdds) / (1 + exp(logOdds))
  }
}
