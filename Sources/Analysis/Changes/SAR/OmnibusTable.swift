import Kernels

/// What the tests of one series need of each j, 0 for those that do not exist.
struct OmnibusTable: Sendable {
  let tail: OmnibusTail
  /// The first term in the braces.
  private let constants: [Double]
  /// −nρ.
  private let factors: [Double]
  private let omegas: [Double]

  init(test: OmnibusTest, dateCount: Int) {
    tail = OmnibusTail(degreesOfFreedom: test.covariance.degreesOfFreedom)
    let corrections = (2..<dateCount + 1).map { test.correction(date: $0) }
    constants = [0, 0] + (2..<dateCount + 1).map { test.constant(date: $0) }
    factors = [-1, -1] + corrections.map { -test.looks.value * $0.rho }
    omegas = [0, 0] + corrections.map(\.omega)
  }

  /// For the loop in C.
  func pass(_ covariance: RadarCovariance) -> OmnibusPass {
    OmnibusPass(
      form: covariance.form, constants: constants, factors: factors, omegas: omegas, firstTerm: tail.first,
      steps: tail.steps,
      leastShare: OmnibusTest.leastShare, leastDeterminant: DualFullLanes.leastDeterminant)
  }

  /// Of each lane's own j, a whole number up to the number of dates.
  @inline(__always)
  func row(_ date: PixelLanes) -> (constant: PixelLanes, factor: PixelLanes, omega: PixelLanes) {
    let first = Int(date[0])
    if all(date .== PixelLanes(repeating: date[0])) {
      return (
        PixelLanes(repeating: constants[first]), PixelLanes(repeating: factors[first]),
        PixelLanes(repeating: omegas[first])
      )
    }
    return (gathered(constants, date), gathered(factors, date), gathered(omegas, date))
  }

  /// At once: lane by lane through memory each would wait for the one before.
  @inline(__always)
  private func gathered(_ numbers: [Double], _ date: PixelLanes) -> PixelLanes {
    PixelLanes(
      numbers[Int(date[0])], numbers[Int(date[1])], numbers[Int(date[2])], numbers[Int(date[3])],
      numbers[Int(date[4])], numbers[Int(date[5])], numbers[Int(date[6])], numbers[Int(date[7])])
  }
}
