import Foundation
import Statistics

/// How well a picture's spectrum along one axis is that of a picture enlarged by a factor.
///
/// The picture before: power that falls as a power of the frequency, optics that round it off, and its repetition beyond
/// its own Nyquist frequency. Then the kernel's power, and noise or compression added after. In logarithms:
/// S = log(exp(a − b log u − c u² + log K(k f)) + exp(n + d f)), u the frequency k f folded into the picture before.
struct EnlargementFit {
  /// Sum of squares that remains, prior beliefs included.
  let misfit: Double
  /// Content's share of the power at half the Nyquist frequency of the picture before: what sinks into noise below that
  /// says nothing of where the picture breaks off.
  let contentShare: Double
  /// What is believed of a, b, c, n and d before the fit: usual falls of power, optics that pass a fifth at Nyquist, and
  /// noise that is nearly white; weights against bins of the logarithmic spectrum.
  private static let believed: [Double] = [0, 2, 8, 0, 0]
  private static let beliefs: [Double] = [1e-4, 0.02, 0.0008, 1e-4, 0.005]

  /// - Parameters:
  ///   - spectrum: natural logarithms of power, as `AxisSpectra` has them.
  ///   - enlargement: what is tried.
  init(_ spectrum: [Double], _ enlargement: Enlargement) {
    let terms = zip(enlargement.bins, spectrum.dropFirst(Enlargement.firstBin)).map { bin, value in
      Term(bin: bin, value: value)
    }
    let last = spectrum.suffix(6).reduce(0, +) / 6
    var state = [terms[0].value + 2 * terms[0].bin.log, 2, 8, last, 0]
    for _ in 0..<12 {
      guard let step = Self.step(terms, state) else { break }
      var largest = 0.0
      for index in 0..<5 {
        let bounded = min(2, max(-2, step[index]))
        state[index] += bounded
        largest = max(largest, abs(bounded))
      }
      if largest < 1e-2 { break }
    }
    var sum = 0.0
    for term in terms {
      let difference = term.value - Self.model(term, state).value
      sum += difference * difference
    }
    for index in 1..<5 where index != 3 { sum += Self.beliefs[index] * pow(state[index] - Self.believed[index], 2) }
    misfit = sum
    let probe = 0.25
    let content = state[0] - state[1] * log(probe) - state[2] * probe * probe + log(enlargement.kernel.power(probe))
    let floor = state[3] + state[4] * (probe / enlargement.factor - Enlargement.middle)
    contentShare = 1 / (1 + exp(floor - content))
  }

  private struct Term {
    let bin: Enlargement.Bin
    let value: Double
  }

  @inline(__always)
  private static func model(_ term: Term, _ state: [Double]) -> (value: Double, share: Double) {
    let content = state[0] - state[1] * term.bin.log - state[2] * term.bin.square + term.bin.passed
    let floor = state[3] + state[4] * term.bin.centred
    let odds = exp(-abs(content - floor))
    let value = max(content, floor) + Foundation.log(1 + odds)
    return (value, (content > floor ? 1 : odds) / (1 + odds))
  }

  /// Gauss and Newton's step.
  private static func step(_ terms: [Term], _ state: [Double]) -> [Double]? {
    var normal = [Double](repeating: 0, count: 25)
    var right = [Double](repeating: 0, count: 5)
    for term in terms {
      let (value, share) = model(term, state)
      let difference = term.value - value
      let slopes = (
        share, -share * term.bin.log, -share * term.bin.square, 1 - share, (1 - share) * term.bin.centred
      )
      func add(_ row: Int, _ slope: Double) {
        right[row] += slope * difference
        normal[row * 5] += slope * slopes.0
        normal[row * 5 + 1] += slope * slopes.1
        normal[row * 5 + 2] += slope * slopes.2
        normal[row * 5 + 3] += slope * slopes.3
        normal[row * 5 + 4] += slope * slopes.4
      }
      add(0, slopes.0)
      add(1, slopes.1)
      add(2, slopes.2)
      add(3, slopes.3)
      add(4, slopes.4)
    }
    for index in 0..<5 {
      normal[index * 6] += beliefs[index] + 1e-4
      if index % 3 != 0 { right[index] -= beliefs[index] * (state[index] - believed[index]) }
    }
    return LeastSquares.solve(symmetric: normal, right: right)
  }
}
