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

  /// The unscaled transform of a square complex picture, row by row and then column by column, in double precision.
  /// - Parameter sign: −1 forward, 1 back.
  /// - Source: [Cooley1965]
  static func fourierTransform(_ real: inout [Float], _ imaginary: inout [Float], size: Int, sign: Double) {
    var planes = (real.map(Double.init), imaginary.map(Double.init))
    for step in [1, size] {
      let start = step == 1 ? size : 1
      for line in 0..<size {
        let places = (0..<size).map { line * start + $0 * step }
        let found = transformed(places.map { planes.0[$0] }, places.map { planes.1[$0] }, sign: sign)
        for (index, place) in places.enumerated() {
          planes.0[place] = found.real[index]
          planes.1[place] = found.imaginary[index]
        }
      }
    }
    real = planes.0.map(Float.init)
    imaginary = planes.1.map(Float.init)
  }

  /// Of a line whose length is a power of two: its even and its odd members by themselves, then together.
  private static func transformed(
    _ real: [Double], _ imaginary: [Double], sign: Double
  ) -> (real: [Double], imaginary: [Double]) {
    let count = real.count
    guard count > 1 else { return (real, imaginary) }
    func half(_ first: Int) -> (real: [Double], imaginary: [Double]) {
      let members = stride(from: first, to: count, by: 2)
      return transformed(members.map { real[$0] }, members.map { imaginary[$0] }, sign: sign)
    }
    let (even, odd) = (half(0), half(1))
    var (resultReal, resultImaginary) = (real, imaginary)
    for index in 0..<count / 2 {
      let angle = sign * 2 * .pi * Double(index) / Double(count)
      let (c, s) = (cos(angle), sin(angle))
      let a = odd.real[index] * c - odd.imaginary[index] * s
      let b = odd.real[index] * s + odd.imaginary[index] * c
      resultReal[index] = even.real[index] + a
      resultImaginary[index] = even.imaginary[index] + b
      resultReal[index + count / 2] = even.real[index] - a
      resultImaginary[index + count / 2] = even.imaginary[index] - b
    }
    return (resultReal, resultImaginary)
  }
}
