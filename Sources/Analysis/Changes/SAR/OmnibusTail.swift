/// ln P of the tests for several pixels at once: χ² of even degrees of freedom by its finite sum, of odd ones by the
/// complementary error function before that.
///
///     P eˣ = Tₐ(x) + ω₂ (xᵃ/Γ(a+1) + xᵃ⁺¹/Γ(a+2)),   x = −ρ ln R, a = f/2
///     Tₐ(x) = Σ xᵏ/Γ(k+1) over k = 0, 1, … below a where a is whole, else over k = ½, 1½, … and exp(x) erfc(√x)
/// - Source: [Abramowitz1964], 26.4.4 and 26.4.5 for the sums.
struct OmnibusTail: Sendable {
  private let isOdd: Bool
  /// Terms of the sum.
  private let terms: Int
  /// 1 over what each term's power has been multiplied by since the one before.
  let steps: [Double]
  let first: Double

  init(degreesOfFreedom: Int) {
    isOdd = degreesOfFreedom % 2 == 1
    terms = degreesOfFreedom / 2
    let lowest = isOdd ? 0.5 : 0
    steps = (0..<terms + 2).map { 1 / (lowest + Double($0) + 1) }
    // 1 / Γ(3/2) = 2 / √π
    first = isOdd ? 2 / Double.pi.squareRoot() : 1
  }

  /// ln P where x = −ρ ln R, 0 or more and finite.
  @inline(__always)
  func logTail(_ x: PixelLanes, omega: PixelLanes) -> PixelLanes {
    var sum = PixelLanes.zero
    var power = PixelLanes(repeating: first)
    if isOdd {
      let root = x.squareRoot()
      sum = root.scaledComplementaryError
      power *= root
    }
    for index in 0..<terms {
      sum += power
      power *= x * steps[index]
    }
    let correction = power + power * (x * steps[terms])
    let share = PixelLanes.larger(sum + omega * correction, sum * OmnibusTest.leastShare)
    return share.naturalLogarithm - x
  }
}
