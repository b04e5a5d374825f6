import Foundation

extension Reference {
  /// One coefficient of the unscaled discrete Fourier transform of a square complex picture, by the defining sum
  /// Σ x(row, column) · exp(−2πi (rowFrequency · row + columnFrequency · column) / size).
  package static func fourierCoefficient(
    _ real: [Float], _ imaginary: [Float], size: Int, rowFrequency: Int, columnFrequency: Int
  ) -> (real: Double, imaginary: Double) {
    var sum = (real: 0.0, imaginary: 0.0)
    for row in 0..<size {
      for column in 0..<size {
        // Whole turns are taken off before the angle is made, so that it is exact for any frequency.
        let turns = (rowFrequency * row + columnFrequency * column) % size
        let angle = -2 * .pi * Double(turns) / Double(size)
        let (c, s) = (cos(angle), sin(angle))
        let (a, b) = (Double(real[row * size + column]), Double(imaginary[row * size + column]))
        sum.real += a * c - b * s
        sum.imaginary += a * s + b * c
      }
    }
    return sum
  }

  /// As `VectorTransform.forward`: the transposed spectrum, unscaled, column by column and number by number in the same
  /// order of stages.
  /// - Parameters:
  ///   - cosines: of the angles −2π i / size, with `sines`.
  /// - Source: [Cooley1965]
  static func transposedTransform(
    _ real: inout [Float], _ imaginary: inout [Float], size: Int, cosines: [Float], sines: [Float]
  ) {
    for isTransposed in [true, false] {
      let (own, other) = (real, imaginary)
      for column in 0..<size {
        let places = (0..<size).map { $0 * size + column }
        let line = stockham(places.map { own[$0] }, places.map { other[$0] }, cosines, sines)
        for row in 0..<size {
          let place = isTransposed ? column * size + row : row * size + column
          real[place] = line.real[row]
          imaginary[place] = line.imaginary[row]
        }
      }
    }
  }

  /// One line by radix 4, and 2 at the end where that is left.
  private static func stockham(
    _ first: [Float], _ second: [Float], _ cosines: [Float], _ sines: [Float]
  ) -> (real: [Float], imaginary: [Float]) {
    let size = first.count
    var (real, imaginary) = (first, second)
    var (length, stride) = (size, 1)
    while length > 1 {
      let (a, b) = (real, imaginary)
      if length == 2 {
        for index in 0..<stride {
          real[index] = a[index] + a[index + stride]
          real[index + stride] = a[index] - a[index + stride]
          imaginary[index] = b[index] + b[index + stride]
          imaginary[index + stride] = b[index] - b[index + stride]
        }
        break
      }
      let count = length / 4
      for turn in 0..<count {
        let angles = (1...3).map { (cosines[$0 * turn * stride], sines[$0 * turn * stride]) }
        for index in 0..<stride {
          let from = (0..<4).map { turn * stride + index + $0 * count * stride }
          let turned = quarter(from.map { (a[$0], b[$0]) }, angles)
          for part in 0..<4 {
            real[(4 * turn + part) * stride + index] = turned[part].0
            imaginary[(4 * turn + part) * stride + index] = turned[part].1
          }
        }
      }
      length /= 4
      stride *= 4
    }
    return (real, imaginary)
  }

  private static func quarter(_ x: [(Float, Float)], _ angles: [(Float, Float)]) -> [(Float, Float)] {
    let evenSum = (x[0].0 + x[2].0, x[0].1 + x[2].1)
    let oddSum = (x[1].0 + x[3].0, x[1].1 + x[3].1)
    let even = (x[0].0 - x[2].0, x[0].1 - x[2].1)
    let odd = (x[1].0 - x[3].0, x[1].1 - x[3].1)
    let parts = [
      (even.0 + odd.1, even.1 - odd.0), (evenSum.0 - oddSum.0, evenSum.1 - oddSum.1), (even.0 - odd.1, even.1 + odd.0),
    ]
    return [(evenSum.0 + oddSum.0, evenSum.1 + oddSum.1)]
      + zip(parts, angles).map { part, angle in
        (part.0 * angle.0 - part.1 * angle.1, part.0 * angle.1 + part.1 * angle.0)
      }
  }
}
