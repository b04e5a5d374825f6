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

  /// The lowest frequencies hold the taper's width and the scene's slow changes.
  static let firstBin = 3

  /// What is believed of a, b, c, n and d before the fit: usual falls of power, optics that pass a fifth at Nyquist, and
  /// noise that is nearly white; weights against bins of the logarithmic spectrum.
  private static let believed: [Double] = [0, 2, 8, 0, 0]
  private static let beliefs: [Double] = [1e-4, 0.02, 0.0008, 1e-4, 0.005]

  /// - Parameters:
  ///   - spectrum: natural logarithms of power, as `AxisSpectra` has them.
  ///   - factor: 1 or more; at 1 the kernel is left out.
  init(_ spectrum: [Double], factor: Double, kernel: InterpolationKernel) {
    let size = Double(AxisSpectra.size)
    let bins = Self.firstBin..<spectrum.count
    var terms: [(log: Double, square: Double, kernel: Double, centred: Double, value: Double)] = []
    terms.reserveCapacity(bins.count)
    for bin in bins {
      let frequency = Double(bin) / size
      let u = factor * frequency
      // Nearer to a whole number than the taper resolves there is no infinite power.
      let folded = max(abs(u - u.rounded()), 0.4 * factor / size)
      let passed = factor > 1.0001 ? log(kernel.power(u) + 1e-6) : 0
      terms.append((log(folded), folded * folded, passed, frequency - 0.35, spectrum[bin]))
    }
    let last = spectrum.suffix(6).reduce(0, +) / 6
    var state = [terms[0].value + 2 * terms[0].log, 2, 8, last, 0]
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
    let content = state[0] - state[1] * log(probe) - state[2] * probe * probe + log(kernel.power(probe))
    let floor = state[3] + state[4] * (probe / factor - 0.35)
    contentShare = 1 / (1 + exp(floor - content))
  }

  private typealias Term = (log: Double, square: Double, kernel: Double, centred: Double, value: Double)

  @inline(__always)
  private static func model(_ term: Term, _ state: [Double]) -> (value: Double, share: Double) {
    let content = state[0] - state[1] * term.log - state[2] * term.square + term.kernel
    let floor = state[3] + state[4] * term.centred
    let larger = max(content, floor)
    let value = larger + Foundation.log(1 + exp(-abs(content - floor)))
    return (value, exp(content - value))
  }

  /// Gauss and Newton's step.
  private static func step(_ terms: [Term], _ state: [Double]) -> [Double]? {
    var normal = [Double](repeating: 0, count: 25)
    var right = [Double](repeating: 0, count: 5)
    for term in terms {
      let (value, share) = model(term, state)
      let difference = term.value - value
      let slopes = (share, -share * term.log, -share * term.square, 1 - share, (1 - share) * term.centred)
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
