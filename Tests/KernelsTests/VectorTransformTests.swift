import Kernels
import Statistics
import Testing

@Suite struct VectorTransformTests {
  private func random(_ count: Int, seed: UInt64) -> [Float] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Float(generator.uniform(-1...1)) }
  }

  private func vectors(_ values: [Float]) -> [SIMD8<Float>] {
    stride(from: 0, to: values.count, by: 8).map { SIMD8(values[$0..<$0 + 8]) }
  }

  private func values(_ vectors: [SIMD8<Float>]) -> [Float] {
    vectors.flatMap { vector in (0..<8).map { vector[$0] } }
  }

  @Test("The spectrum equals the defining sum, transposed", arguments: [8, 16, 32, 64])
  func definingSum(_ size: Int) {
    let (real, imaginary) = (random(size * size, seed: 1), random(size * size, seed: 2))
    var (a, b) = (vectors(real), vectors(imaginary))
    VectorTransform(size: size).forward(&a, &b)
    let (gotReal, gotImaginary) = (values(a), values(b))
    for (row, column) in [(0, 0), (1, 0), (0, 1), (size / 2, 3), (size - 1, size - 2), (5, size / 2)] {
      let sum = Reference.fourierCoefficient(
        real, imaginary, size: size, rowFrequency: row, columnFrequency: column)
      #expect(abs(Double(gotReal[column * size + row]) - sum.real) < 1e-4 * Double(size))
      #expect(abs(Double(gotImaginary[column * size + row]) - sum.imaginary) < 1e-4 * Double(size))
    }
  }

  @Test("Every coefficient equals that of the plain transform", arguments: [8, 16, 32, 64, 128, 256])
  func agreesWithPlain(_ size: Int) {
    var (real, imaginary) = (random(size * size, seed: 3), random(size * size, seed: 4))
    var (a, b) = (vectors(real), vectors(imaginary))
    VectorTransform(size: size).forward(&a, &b)
    FourierTransform(size: size).forward(&real, &imaginary)
    let (gotReal, gotImaginary) = (values(a), values(b))
    var worst: Float = 0
    for row in 0..<size {
      for column in 0..<size {
        let (here, there) = (row * size + column, column * size + row)
        worst = max(worst, abs(real[here] - gotReal[there]), abs(imaginary[here] - gotImaginary[there]))
      }
    }
    #expect(worst < 2e-5 * Float(size))
  }

  @Test("There and back gives the picture times its size", arguments: [8, 32, 64, 128])
  func roundTrip(_ size: Int) {
    let (real, imaginary) = (random(size * size, seed: 5), random(size * size, seed: 6))
    var (a, b) = (vectors(real), vectors(imaginary))
    let transform = VectorTransform(size: size)
    transform.forward(&a, &b)
    transform.inverse(&a, &b)
    let scale = Float(size * size)
    #expect(zip(values(a), real).allSatisfy { abs($0 / scale - $1) < 1e-5 })
    #expect(zip(values(b), imaginary).allSatisfy { abs($0 / scale - $1) < 1e-5 })
  }
}
