import Foundation

/// How often several cues are strong at one place by chance.
///
/// Each cue of a pixel is −ln of the share of pixels whose cue is as strong, and counts up to `ceiling`. If the cues have
/// nothing to do with each other their sum is a sum of exponentials cut at `ceiling`, whatever each looks like by itself:
/// its distribution is reckoned by convolution, not fitted. Where cues of unchanged ground go together more often than
/// that, there are more false alarms than it says.
struct CoincidenceNull {
  /// −ln of one in ten: however strong, a single cue counts as no more than that.
  static let ceiling = M_LN10
  /// Steps that a cue counts in, from 0 to the ceiling.
  static let steps = 400

  /// log₁₀ of the probability of a sum of so many steps or more.
  private let logTails: [Double]

  init(cues: Int) {
    let step = Self.ceiling / Double(Self.steps)
    let single =
      (0..<Self.steps).map { exp(-Double($0) * step) - exp(-Double($0 + 1) * step) } + [exp(-Self.ceiling)]
    var masses = [1.0]
    for _ in 0..<cues {
      var next = [Double](repeating: 0, count: masses.count + Self.steps)
      for (i, left) in masses.enumerated() { for (j, right) in single.enumerated() { next[i + j] += left * right } }
      masses = next
    }
    var tail = 0.0
    for index in masses.indices.reversed() {
      tail += masses[index]
      masses[index] = log10(min(tail, 1))
    }
    logTails = masses
  }

  /// What a cue counts for whose pixel is among the strongest `share`, above 0.
  static func steps(share: Double) -> Int { min(steps, Int(-log(share) / ceiling * Double(steps))) }

  /// −log₁₀ of the probability that chance makes the sum as large.
  func score(steps: Int) -> Double { -logTails[min(max(steps, 0), logTails.count - 1)] }
}
