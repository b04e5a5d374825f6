import Foundation
import Kernels
import Testing

@Suite struct FourierTransformTests {
  /// Rounding of a `Float` transform: grows with the largest sum, not with the place.
  private func tolerance(_ size: Int) -> Double { 1e-6 * Double(size * size) }

  @Test("Every coefficient is the defining sum", arguments: [2, 4, 8, 16])
  func equalsDefinition(_ size: Int) {
    let real = Seeded.plane(size * size, seed: 1)
    let imaginary = Seeded.plane(size * size, seed: 2)
    var (a, b) = (real, imaginary)
    FourierTransform(size: size).forward(&a, &b)
    for u in 0..<size {
      for v in 0..<size {
        let plain = Reference.fourierCoefficient(real, imaginary, size: size, rowFrequency: u, columnFrequency: v)
        #expect(abs(Double(a[u * size + v]) - plain.real) < tolerance(size), "frequency \(u), \(v)")
        #expect(abs(Double(b[u * size + v]) - plain.imaginary) < tolerance(size), "frequency \(u), \(v)")
      }
    }
  }

  @Test("Coefficients drawn from larger spectra are the defining sum", arguments: [32, 64, 128, 256])
  func equalsDefinitionAtSomeFrequencies(_ size: Int) {
    let real = Seeded.plane(size * size, seed: 3)
    let imaginary = Seeded.plane(size * size, seed: 4)
    var (a, b) = (real, imaginary)
    FourierTransform(size: size).forward(&a, &b)
    // Corners, half the sampling rate, and others without a common factor.
    let frequencies = [0, 1, size / 2, size / 2 + 1, size - 1, size / 3, size / 5]
    for u in frequencies {
      for v in frequencies {
        let plain = Reference.fourierCoefficient(real, imaginary, size: size, rowFrequency: u, columnFrequency: v)
        #expect(abs(Double(a[u * size + v]) - plain.real) < tolerance(size), "frequency \(u), \(v)")
        #expect(abs(Double(b[u * size + v]) - plain.imaginary) < tolerance(size), "frequency \(u), \(v)")
      }
    }
  }

  @Test("There and back again gives the picture", arguments: [2, 4, 8, 16, 32, 64, 128, 256])
  func roundTrip(_ size: Int) {
    let real = Seeded.plane(size * size, seed: 5)
    let imaginary = Seeded.plane(size * size, seed: 6)
    var (a, b) = (real, imaginary)
    let transform = FourierTransform(size: size)
    transform.forward(&a, &b)
    #expect(a != real)
    transform.inverse(&a, &b)
    #expect(zip(a, real).allSatisfy { abs($0 - $1) < 2e-6 })
    #expect(zip(b, imaginary).allSatisfy { abs($0 - $1) < 2e-6 })
  }

  @Test(
    "A single bright pixel is a plane wave whose phase falls with its row along the first index",
    arguments: [(0, 0), (1, 0), (0, 1), (5, 2), (13, 15)])
  func shiftedDelta(_ place: (row: Int, column: Int)) {
    let size = 16
    var real = [Float](repeating: 0, count: size * size)
    var imaginary = real
    real[place.row * size + place.column] = 1
    FourierTransform(size: size).forward(&real, &imaginary)
    for u in 0..<size {
      for v in 0..<size {
        let angle = -2 * .pi * Double(u * place.row + v * place.column) / Double(size)
        #expect(abs(Double(real[u * size + v]) - cos(angle)) < 1e-6)
        #expect(abs(Double(imaginary[u * size + v]) - sin(angle)) < 1e-6)
      }
    }
  }

  @Test("A transform of a transform keeps the energy", arguments: [8, 64, 256])
  func energy(_ size: Int) {
    var real = Seeded.plane(size * size, seed: 7)
    var imaginary = [Float](repeating: 0, count: size * size)
    let before = real.reduce(0.0) { $0 + Double($1) * Double($1) }
    FourierTransform(size: size).forward(&real, &imaginary)
    let after = zip(real, imaginary).reduce(0.0) { $0 + Double($1.0) * Double($1.0) + Double($1.1) * Double($1.1) }
    #expect(abs(after / Double(size * size) - before) < 1e-5 * before)
  }

  @Test("One transform serves many pictures: the second is not moved by the first")
  func isReusable() {
    let transform = FourierTransform(size: 32)
    var first = (Seeded.plane(1_024, seed: 8), Seeded.plane(1_024, seed: 9))
    var other = (Seeded.plane(1_024, seed: 10), Seeded.plane(1_024, seed: 11))
    var again = first
    transform.forward(&first.0, &first.1)
    transform.forward(&other.0, &other.1)
    transform.forward(&again.0, &again.1)
    #expect(first.0 == again.0 && first.1 == again.1)
  }
}
