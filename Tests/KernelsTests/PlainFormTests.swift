import Foundation
import Testing

@testable import Kernels

/// The plain forms that a replay may run in place of the fast ones: each against the fast one or against its definition.
@Suite("Plain forms")
struct PlainFormTests {
  @Test("The fast forms run unless the plain ones are asked for")
  func choice() { #expect(KernelForm.current == .fast) }

  @Test("The plain transform is the defining sum, forward and back", arguments: [2, 8, 16])
  func fourier(_ size: Int) {
    let picture = (Seeded.plane(size * size, seed: 41), Seeded.plane(size * size, seed: 42))
    var (real, imaginary) = picture
    Reference.fourierTransform(&real, &imaginary, size: size, sign: -1)
    for frequency in [(0, 0), (1, 0), (0, 1), (size - 1, size / 2)] {
      let sum = Reference.fourierCoefficient(
        picture.0, picture.1, size: size, rowFrequency: frequency.0, columnFrequency: frequency.1)
      #expect(abs(Double(real[frequency.0 * size + frequency.1]) - sum.real) < 1e-4)
      #expect(abs(Double(imaginary[frequency.0 * size + frequency.1]) - sum.imaginary) < 1e-4)
    }
    Reference.fourierTransform(&real, &imaginary, size: size, sign: 1)
    let scale = Float(size * size)
    #expect(zip(real, picture.0).allSatisfy { abs($0 / scale - $1) < 1e-5 })
    #expect(zip(imaginary, picture.1).allSatisfy { abs($0 / scale - $1) < 1e-5 })
  }

  @Test("The greatest value within a disc is that of grey dilation", arguments: [0.0, 1, 1.5, 3.2])
  func greatest(_ radius: Double) {
    let plane = Seeded.plane(17 * 11, seed: 43)
    #expect(
      Reference.greatest(plane, columns: 17, rows: 11, radius: radius)
        == GreyMorphology.dilate(plane, columns: 17, rows: 11, radius: radius))
  }

  @Test("The plain sum of squares is that of the loop in C")
  func sumsOfSquares() {
    let (bands, rows, count) = (3, 2, 500)
    let values = Seeded.plane(bands * count, seed: 44)
    let variates = Seeded.plane(bands * rows, seed: 45).map(Double.init)
    let centre = [0.1, -0.2, 0.3]
    let plain = Reference.sumsOfSquares(values, centre: centre, variates: variates, rows: rows)
    let fast = WeightedProducts.sumsOfSquares(values, centre: centre, variates: variates, rows: rows)
    #expect(plain.count == count)
    #expect(zip(plain, fast).allSatisfy { abs($0 - $1) <= 1e-6 * max(1, abs($1)) })
  }

  @Test("The plain windowed sinc gives what the kernel's table gives, and refuses where it does")
  func lanczos() throws {
    let (columns, rows) = (24, 22)
    let samples = (0..<columns * rows).map {
      Float(sin(Double($0 % columns) * 0.7) + cos(Double($0 / columns) * 0.5))
    }
    var valid = [Bool](repeating: true, count: columns * rows)
    valid[3 * columns + 3] = false
    let source = Resampling.Source(samples: samples, valid: valid, columns: columns, rows: rows, bandCount: 1)
    let strip = LanczosColumns(source, rows: 0..<rows)
    var compared = 0
    for step in 0..<200 {
      let (column, row) = (Double(step % 20) + 0.5 + Double(step) / 211, Double(step / 10) + 0.5 + Double(step) / 307)
      let fast = strip.value(column: column, row: row)
      let plain = Reference.lanczos(
        samples, valid: valid, columns: columns, rows: rows, column: column, row: row)
      #expect((fast == nil) == (plain == nil), "at \(column), \(row)")
      if let fast, let plain {
        compared += 1
        #expect(abs(fast - plain) < 2e-6, "at \(column), \(row)")
      }
    }
    #expect(compared > 40)
  }
}
