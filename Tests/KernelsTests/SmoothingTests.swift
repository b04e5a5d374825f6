import Testing

@testable import Kernels

@Suite struct SmoothingTests {
  @Test(
    "A bell of boxes has the variance that was asked for, and masked ground does not count in it",
    arguments: [1.0, 2, 4, 16])
  func smoothing(_ deviation: Double) {
    let side = 161
    var plane = [Float](repeating: 0, count: side * side)
    plane[80 * side + 80] = 1
    let weights = [Float](repeating: 1, count: plane.count)
    let found = Smoothing.mean(plane, weights: weights, columns: side, rows: side, deviation: deviation)
    var (sum, square) = (0.0, 0.0)
    for pixel in found.indices {
      sum += Double(found[pixel])
      square += Double(found[pixel]) * (Double(pixel % side) - 80) * (Double(pixel % side) - 80)
    }
    #expect(abs(sum - 1) < 1e-3)
    // Boxes are whole pixels: the narrowest bells are rough.
    #expect(abs((square / sum).squareRoot() / deviation - 1) < (deviation < 2 ? 0.2 : 0.12))
    // Where half is masked, a constant stays what it is.
    let half = weights.indices.map { $0 % side < 70 ? Float(0) : 1 }
    let level = Smoothing.mean(
      half.map { $0 == 0 ? .nan : 5 }, weights: half, columns: side, rows: side, deviation: deviation)
    #expect((0..<side).allSatisfy { abs(level[$0 * side + 100] - 5) < 1e-3 })
  }
}
