import Foundation

/// A hidden Markov chain whose states follow each other and never come back: absent, under construction, complete.
///
/// A state is left at a rate per day, so that dates may lie apart as they do; between two dates several may pass. What a
/// date shows enters as the logarithm of its probability in each state; a date that shows nothing has none, and says
/// nothing.
/// - Source: [Rabiner1989] for the forward and backward sums.
package struct ProgressiveChain: Sendable {
  /// Of each state but the last: how often it is left, per day.
  package let rates: [Double]
  /// Probabilities of the states on the first date.
  package let initial: [Double]

  /// - Parameters:
  ///   - rates: one less than there are states, 0 or more.
  ///   - initial: as many as there are states; their sum is 1.
  package init(rates: [Double], initial: [Double]) {
    precondition(
      initial.count == rates.count + 1 && rates.allSatisfy { $0 >= 0 } && abs(initial.reduce(0, +) - 1) < 1e-9,
      "\(rates.count) rates, \(initial) at the start")
    self.rates = rates
    self.initial = initial
  }

  private var count: Int { initial.count }

  /// What all dates together say.
  package struct Result: Sendable {
    /// Of each date the probabilities of the states.
    package let posterior: [[Double]]
    /// ln of the probability of what the dates show, up to what does not depend on the chain.
    package let logEvidence: Double
  }

  /// - Parameters:
  ///   - days: rising.
  ///   - logLikelihoods: of each date, state by state, up to a constant of the date; `nil` where it shows nothing.
  package func decoded(days: [Double], logLikelihoods: [[Double]?]) -> Result {
    precondition(days.count == logLikelihoods.count, "\(days.count) dates, \(logLikelihoods.count) likelihoods")
    guard !days.isEmpty else { return Result(posterior: [], logEvidence: 0) }
    var logEvidence = 0.0
    let likelihoods = logLikelihoods.map { logs -> [Double] in
      guard let logs, let most = logs.max(), most.isFinite else { return [Double](repeating: 1, count: count) }
      logEvidence += most
      return logs.map { exp($0 - most) }
    }
    let steps = zip(days.dropFirst(), days).map { transition(over: $0 - $1) }
    var forward: [[Double]] = []
    for date in days.indices {
      let moved =
        date == 0
        ? initial
        : (0..<count).map { state in
          (0...state).reduce(0) { $0 + forward[date - 1][$1] * steps[date - 1][$1][state] }
        }
      let joint = zip(moved, likelihoods[date]).map { $0 * $1 }
      // Where nothing that may follow explains the date, it is taken to have shown nothing.
      forward.append(normalised(joint) ?? moved)
      logEvidence += log(max(joint.reduce(0, +), .leastNormalMagnitude))
    }
    var backward = [Double](repeating: 1, count: count)
    var result = forward
    for date in days.indices.dropLast().reversed() {
      let ahead = zip(backward, likelihoods[date + 1]).map { $0 * $1 }
      let back = (0..<count).map { state in
        (state..<count).reduce(0) { $0 + steps[date][state][$1] * ahead[$1] }
      }
      backward = normalised(back) ?? backward
      result[date] = normalised(zip(forward[date], backward).map { $0 * $1 }) ?? forward[date]
    }
    return Result(posterior: result, logEvidence: logEvidence)
  }

  /// Of each state the probability that it, or one after it, was reached, date by date; rises with the dates up to
  /// rounding, as no state comes back.
  package static func reached(_ posterior: [[Double]], state: Int) -> [Double] {
    posterior.map { $0[state...].reduce(0, +) }
  }

  /// exp(Q·days): from each state to each, by squaring.
  private func transition(over days: Double) -> [[Double]] {
    let halvings = max(0, Int((log2(max((rates.max() ?? 0) * days, 1e-300)) + 10).rounded(.up)))
    let part = days / exp2(Double(halvings))
    var matrix = (0..<count).map { row in
      (0..<count).map { column -> Double in
        let leaving = row < rates.count ? -expm1(-rates[row] * part) : 0
        return column == row ? 1 - leaving : column == row + 1 ? leaving : 0
      }
    }
    for _ in 0..<halvings {
      let (once, twice) = (matrix, matrix)
      for row in 0..<count {
        for column in row..<count {
          matrix[row][column] = (row...column).reduce(0) { $0 + once[row][$1] * twice[$1][column] }
        }
      }
    }
    return matrix
  }

  private func normalised(_ weights: [Double]) -> [Double]? {
    let sum = weights.reduce(0, +)
    return sum > 0 && sum.isFinite ? weights.map { $0 / sum } : nil
  }
}
