import Foundation
import Testing

@testable import Kernels

/// The plain forms that a replay may run in place of the fast ones: each against the fast one or against its definition.
@Suite("Plain forms")
struct PlainFormTests {
  @Test("The fast forms run unless the plain ones are asked for")
  func choice() { #expect(KernelForm.current == .fast) }

  @Test("The plain transform gives the bits of the one by vectors, and the defining sum", arguments: [8, 16, 32, 64])
  func fourier(_ size: Int) {
    let picture = (Seeded.plane(size * size, seed: 41), Seeded.plane(size * size, seed: 42))
    func vectors(_ plane: [Float]) -> [SIMD8<Float>] {
      stride(from: 0, to: plane.count, by: 8).map { start in
        SIMD8((0..<8).map { plane[start + $0] })
      }
    }
    var (fast, fastImaginary) = (vectors(picture.0), vectors(picture.1))
    VectorTransform(size: size).forward(&fast, &fastImaginary)
    var (real, imaginary) = picture
    let angles = (0..<size).map { 2 * Double.pi * Double($0) / Double(size) }
    Reference.transposedTransform(
      &real, &imaginary, size: size, cosines: angles.map { Float(cos($0)) }, sines: angles.map { Float(-sin($0)) })
    #expect(vectors(real) == fast && vectors(imaginary) == fastImaginary)
    for frequency in [(0, 0), (1, 0), (0, 1), (size - 1, size / 2)] {
      let sum = Reference.fourierCoefficient(
        picture.0, picture.1, size: size, rowFrequency: frequency.0, columnFrequency: frequency.1)
      #expect(abs(Double(real[frequency.1 * size + frequency.0]) - sum.real) < 1e-3)
      #expect(abs(Double(imaginary[frequency.1 * size + frequency.0]) - sum.imaginary) < 1e-3)
    }
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
    #expect(plain.count == count && plain == fast)
  }

  private static func source(bands: Int) -> Resampling.Source {
    let (columns, rows) = (40, 36)
    var valid = [Bool](repeating: true, count: columns * rows)
    valid[3 * columns + 3] = false
    return Resampling.Source(
      samples: Seeded.plane(columns * rows * bands, seed: 46), valid: valid, columns: columns, rows: rows,
      bandCount: bands)
  }

  @Test("The plain windowed sinc gives the bits of the one by vectors, and refuses where it does")
  func lanczos() {
    let source = Self.source(bands: 1)
    let strip = LanczosColumns(source, rows: 0..<source.rows)
    var compared = 0
    for step in 0..<400 {
      let (column, row) = (Double(step % 36) + 0.5 + Double(step) / 211, Double(step / 12) + 0.5 + Double(step) / 307)
      let fast = strip.value(column: column, row: row)
      #expect(
        fast
          == Reference.lanczos(
            source.samples, valid: source.valid, columns: source.columns, rows: source.rows, column: column, row: row))
      if fast != nil { compared += 1 }
    }
    #expect(compared > 200)
  }

  @Test(
    "Plain cubic convolution gives the bits of the strips', at any scale and number of bands", arguments: [1, 4, 5])
  func cubic(_ bands: Int) {
    let source = Self.source(bands: bands)
    for scale in [1.0, 1.7, 3] {
      let (taps, count) = (Int(4 * scale) + 1, 30)
      let strip = CubicStrip(source, rows: 0..<source.rows)
      for row in [9.3, 17.5, 24.81] {
        let line = PlaceLine(column: 6.2, row: row, columnStep: 0.93, rowStep: 0.011)
        var fast = [Float](repeating: 0, count: count * bands)
        var isThere = [UInt8](repeating: 0, count: count)
        Resampling.cubicLine(
          source, strip: strip, line: line, count: count, scale: scale, into: &fast, planeSize: count, pixel: 0,
          isThere: &isThere)
        for index in 0..<count {
          let plain = Reference.cubic(
            source, column: line.column + Double(index) * line.columnStep, row: line.row + Double(index) * line.rowStep,
            scale: scale, taps: taps)
          guard let plain else { continue }
          for band in 0..<bands { #expect(plain[band] == fast[band * count + index]) }
        }
      }
    }
  }
}
