import Alignment
import Foundation
import Kernels
import Statistics

/// A seeded field whose amplitude falls with frequency as that of ground does, made from its spectrum: it has an exact
/// value at any place, so any shift of it is exact.
struct RandomGround {
  /// It repeats after so many pixels.
  static let period = 256

  private let real: [Float]
  private let imaginary: [Float]

  /// - Parameter limit: highest frequency, cycles per pixel.
  init(seed: UInt64, limit: Double = 0.45, exponent: Double = 1.2) {
    let side = Self.period
    var generator = SeededGenerator(seed: seed, stream: 41)
    var real = [Float](repeating: 0, count: side * side)
    var imaginary = real
    var power = 0.0
    for row in 0..<side {
      for column in 0..<side {
        let frequency = hypot(Self.frequency(row), Self.frequency(column))
        let (a, b) = (generator.normal(), generator.normal())
        guard frequency > 0, frequency < limit else { continue }
        let amplitude = pow(max(frequency, 0.01), -exponent)
        real[row * side + column] = Float(amplitude * a)
        imaginary[row * side + column] = Float(amplitude * b)
        power += amplitude * amplitude
      }
    }
    let scale = Float(Double(side * side) / power.squareRoot())
    self.real = real.map { $0 * scale }
    self.imaginary = imaginary.map { $0 * scale }
  }

  private static func frequency(_ index: Int) -> Double {
    Double(index < period / 2 ? index : index - period) / Double(period)
  }

  /// Samples of the field, of deviation about 1, its content moved by `shift`. Row-major.
  func samples(columns: Int, rows: Int, shift: PictureShift = .none) -> [Float] {
    let side = Self.period
    var (a, b) = (real, imaginary)
    for row in 0..<side {
      for column in 0..<side {
        let turns = Self.frequency(row) * shift.rows + Self.frequency(column) * shift.columns
        let (c, s) = (Float(cos(2 * .pi * turns)), Float(-sin(2 * .pi * turns)))
        let index = row * side + column
        (a[index], b[index]) = (real[index] * c - imaginary[index] * s, real[index] * s + imaginary[index] * c)
      }
    }
    FourierTransform(size: side).inverse(&a, &b)
    return (0..<rows).flatMap { row in a[row * side..<row * side + columns] }
  }
}
