import Kernels
import Testing

@Suite struct ConvolutionTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let columns: Int
    let rows: Int
    let radius: Int
    var testDescription: String { "\(columns) × \(rows), radius \(radius)" }
  }

  static let cases: [Case] = [
    (1, 1, 0), (1, 1, 1), (1, 9, 2), (9, 1, 2), (2, 2, 1), (7, 5, 0), (7, 5, 1), (7, 5, 2), (5, 7, 3), (7, 5, 4),
    (7, 5, 6), (7, 5, 7), (7, 5, 20), (33, 31, 2), (64, 48, 5),
  ].map { Case(columns: $0.0, rows: $0.1, radius: $0.2) }

  @Test("The box sum equals the plain one, borders and boxes larger than the picture included", arguments: cases)
  func boxSum(_ shape: Case) {
    let plane = Seeded.plane(shape.columns * shape.rows, seed: 21)
    let fast = Convolution.boxSum(plane, columns: shape.columns, rows: shape.rows, radius: shape.radius)
    let plain = Reference.boxSum(plane, columns: shape.columns, rows: shape.rows, radius: shape.radius)
    #expect(fast.count == plain.count)
    #expect(zip(fast, plain).allSatisfy { abs(Double($0) - $1) < 2e-6 * Double(plane.count + 1) })
  }

  @Test("The box mean equals the plain one with some pixels left out", arguments: cases)
  func boxMean(_ shape: Case) {
    let count = shape.columns * shape.rows
    let plane = Seeded.plane(count, seed: 22)
    let weights = Seeded.mask(count, share: 0.6, seed: 23).map { $0 ? Float(1) : 0 }
    let fast = Convolution.boxMean(
      plane, weights: weights, columns: shape.columns, rows: shape.rows, radius: shape.radius)
    let plain = Reference.boxMean(
      plane, weights: weights, columns: shape.columns, rows: shape.rows, radius: shape.radius)
    #expect(zip(fast, plain).allSatisfy { abs(Double($0) - $1) < 5e-6 })
  }

  @Test("Weights between 0 and 1 count in proportion")
  func fractionalWeights() {
    let plane = Seeded.plane(12 * 10, seed: 24)
    let weights = Seeded.plane(12 * 10, seed: 25).map { abs($0) }
    let fast = Convolution.boxMean(plane, weights: weights, columns: 12, rows: 10, radius: 2)
    let plain = Reference.boxMean(plane, weights: weights, columns: 12, rows: 10, radius: 2)
    #expect(zip(fast, plain).allSatisfy { abs(Double($0) - $1) < 1e-5 })
  }

  @Test("Radius 0 gives the plane itself, and a mean without weights gives 0")
  func degenerate() {
    let plane = Seeded.plane(6 * 4, seed: 26)
    #expect(Convolution.boxSum(plane, columns: 6, rows: 4, radius: 0) == plane)
    let none = [Float](repeating: 0, count: 24)
    #expect(Convolution.boxMean(plane, weights: none, columns: 6, rows: 4, radius: 3) == none)
    #expect(Convolution.boxSum([], columns: 0, rows: 0, radius: 2).isEmpty)
    #expect(Convolution.boxSum([], columns: 5, rows: 0, radius: 2).isEmpty)
    #expect(Convolution.boxSum([], columns: 0, rows: 5, radius: 2).isEmpty)
  }

  @Test("The mean of a constant is the constant to the last pixel of a large plane")
  func constant() {
    let plane = [Float](repeating: 0.1, count: 512 * 512)
    let weights = [Float](repeating: 1, count: 512 * 512)
    let mean = Convolution.boxMean(plane, weights: weights, columns: 512, rows: 512, radius: 7)
    #expect(mean.allSatisfy { abs($0 - 0.1) < 1e-7 })
  }

  @Test("A pixel of weight 0 counts nowhere, whatever stands in it")
  func weightlessPixels() {
    var plane = [Float](repeating: 3, count: 9 * 9)
    var weights = [Float](repeating: 1, count: 9 * 9)
    plane[2 * 9 + 3] = .nan
    plane[7 * 9 + 7] = .infinity
    weights[2 * 9 + 3] = 0
    weights[7 * 9 + 7] = 0
    let mean = Convolution.boxMean(plane, weights: weights, columns: 9, rows: 9, radius: 1)
    #expect(mean.allSatisfy { abs($0 - 3) < 1e-6 })
  }
}
