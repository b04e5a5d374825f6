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
}
