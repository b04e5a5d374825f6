/// What the tests of one series need of each j, 0 for those that do not exist.
struct OmnibusTable: Sendable {
  let looks: Double
  let tail: OmnibusTail
  /// n times the first term in the braces.
  private let constants: [Double]
  private let rhos: [Double]
  private let omegas: [Double]

  init(test: OmnibusTest, dateCount: Int) {
    looks = test.looks.value
    tail = OmnibusTail(degreesOfFreedom: test.covariance.degreesOfFreedom)
    let corrections = (2..<dateCount + 1).map { test.correction(date: $0) }
    constants = [0, 0] + (2..<dateCount + 1).map { test.constant(date: $0) }
    rhos = [1, 1] + corrections.map(\.rho)
    omegas = [0, 0] + corrections.map(\.omega)
  }

  /// Of each lane's own j, a whole number up to the number of dates.
  @inline(__always)
  func row(_ date: PixelLanes) -> (constant: PixelLanes, rho: PixelLanes, omega: PixelLanes) {
    let first = Int(date[0])
    if all(date .== PixelLanes(repeating: date[0])) {
      return (
        PixelLanes(repeating: constants[first]), PixelLanes(repeating: rhos[first]),
        PixelLanes(repeating: omegas[first])
      )
    }
    var (constant, rho, omega) = (PixelLanes.zero, PixelLanes.zero, PixelLanes.zero)
    for lane in 0..<PixelLanes.scalarCount {
      let index = Int(date[lane])
      constant[lane] = constants[index]
      rho[lane] = rhos[index]
      omega[lane] = omegas[index]
    }
    return (constant, rho, omega)
  }
}
