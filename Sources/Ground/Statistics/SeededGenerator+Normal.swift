import Foundation

extension SeededGenerator {
  /// Standard normal by Box and Muller; two uniforms a draw, none kept, so that streams stay reproducible.
  package mutating func normal() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }
}
