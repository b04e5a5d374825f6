import Changes
import Foundation
import Statistics

/// Simulated covariances of n looks of a ground of known mean.
struct RadarDraws {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// Gamma variate of that shape and of mean 1.
  /// - Source: [Marsaglia2000]
  mutating func gamma(_ shape: Double) -> Double {
    let d = shape - 1 / 3.0
    while true {
      let normal = generator.normal()
      let cube = pow(1 + normal / (9 * d).squareRoot(), 3)
      guard cube > 0 else { continue }
      if log(1 - generator.uniform()) < normal * normal / 2 + d - d * cube + d * log(cube) { return d * cube / shape }
    }
  }

  mutating func uniform() -> Double { generator.uniform() }
  mutating func normal() -> Double { generator.normal() }

  /// The bands of one pixel and date: of powers gamma variates, of matrices means of `looks` outer products of
  /// correlated complex normals. Mean power `level`.
  mutating func bands(_ covariance: RadarCovariance, looks: Int, level: Double = 1) -> [Float] {
    guard covariance.order > 1 else {
      return (0..<covariance.bandCount).map { _ in Float(level * gamma(Double(looks))) }
    }
    let p = covariance.order
    var (real, imaginary) = ([Double](repeating: 0, count: p * p), [Double](repeating: 0, count: p * p))
    for _ in 0..<looks {
      var field = (0..<p).map { _ in (generator.normal(), generator.normal()) }
      for channel in 1..<p {
        field[channel].0 += 0.5 * field[channel - 1].0
        field[channel].1 += 0.5 * field[channel - 1].1
      }
      for row in 0..<p {
        for column in row..<p {
          let (a, b) = (field[row], field[column])
          real[row * p + column] += (a.0 * b.0 + a.1 * b.1) * level / Double(2 * looks)
          imaginary[row * p + column] += (a.1 * b.0 - a.0 * b.1) * level / Double(2 * looks)
        }
      }
    }
    return (0..<p).flatMap { row in
      (row..<p).flatMap { column in
        let index = row * p + column
        return row == column ? [Float(real[index])] : [Float(real[index]), Float(imaginary[index])]
      }
    }
  }

  /// A series; `level` of each date and pixel, `nil` where it was not seen.
  mutating func series(
    _ covariance: RadarCovariance, looks: Int, dates: Int, pixels: Int, level: (Int, Int) -> Double? = { _, _ in 1 }
  ) throws -> RadarSeries {
    var values = [Float](repeating: 0, count: dates * covariance.bandCount * pixels)
    let absent: [Float] = [.nan, 0, -1, .infinity]
    for date in 0..<dates {
      for pixel in 0..<pixels {
        let seen = level(date, pixel)
        let drawn = bands(covariance, looks: looks, level: seen ?? 1)
        for band in drawn.indices {
          // Of a matrix any element that is no number will do, of the powers any that is none.
          let none = covariance.order == 1 ? absent[(pixel + band) % 4] : .nan
          values[(date * drawn.count + band) * pixels + pixel] = seen == nil ? none : drawn[band]
        }
      }
    }
    return try RadarSeries(
      covariance: covariance, days: (0..<dates).map { 12 * Double($0) }, pixelCount: pixels, values: values)
  }
}
