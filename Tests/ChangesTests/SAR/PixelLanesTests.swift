import Foundation
import Statistics
import Testing

@testable import Changes

@Suite("Functions of several pixels at once")
struct PixelLanesTests {
  @Test("The logarithm is the library's to 1e-15, near 1 too, over all that products of powers can be")
  func logarithm() {
    var generator = SeededGenerator(seed: 95)
    for round in 0..<4_000 {
      let spread = [1e-9, 0.3, 30, 600][round % 4]
      let values = (0..<8).map { _ in exp(spread * generator.uniform(-1...1)) }
      let found = PixelLanes(values).naturalLogarithm
      for lane in 0..<8 { #expect(abs(found[lane] - log(values[lane])) <= 1e-15 * abs(log(values[lane]))) }
    }
    #expect(PixelLanes(repeating: 1).naturalLogarithm == .zero)
  }

  @Test("The logarithm of 1 and a little is the library's, however little")
  func logarithmOfOneAnd() {
    for excess in [1e-300, 1e-16, -1e-12, 1e-5, -0.2, 0.4, -0.9, 7, 1e9] {
      let found = PixelLanes(repeating: 1 + excess).logarithm(ofOneAnd: PixelLanes(repeating: excess))
      #expect(abs(found[0] / log1p(excess) - 1) < 2e-15, "\(excess)")
    }
  }

  @Test("exp(t²) erfc(t) is what the library and the asymptotic series say, to 1e-13")
  func complementaryError() {
    for t in stride(from: 0.0, to: 5, by: 0.013) {
      let found = PixelLanes(repeating: t).scaledComplementaryError[0]
      #expect(abs(found / (exp(t * t) * erfc(t)) - 1) < 1e-13, "\(t)")
    }
    for t in [100.0, 1e3, 1e8] {
      let square = 1 / (2 * t * t)
      let series = (1 - square + 3 * square * square - 15 * square * square * square) / (t * Double.pi.squareRoot())
      #expect(abs(PixelLanes(repeating: t).scaledComplementaryError[0] / series - 1) < 1e-13)
    }
  }

  @Test("P by its finite sums is the χ² distribution's", arguments: [1, 2, 4, 9])
  func tail(_ freedom: Int) {
    let tail = OmnibusTail(degreesOfFreedom: freedom)
    for x in [0, 1e-12, 0.01, 0.6, 3, 20, 400, 9e4] {
      let first = ChiSquare.logSurvival(2 * x, degreesOfFreedom: freedom)
      let second = ChiSquare.logSurvival(2 * x, degreesOfFreedom: freedom + 4)
      for omega in [0, 0.01, -1e-4] {
        let expected = first + log(max(1 + omega * expm1(second - first), OmnibusTest.leastShare))
        let found = tail.logTail(PixelLanes(repeating: x), omega: PixelLanes(repeating: omega))[0]
        #expect(abs(found - expected) <= 1e-12 * max(1, abs(expected)), "\(x), \(omega)")
      }
    }
  }
}
