import Alignment
import Foundation
import Rasters
import Statistics

/// A seeded sum of plane waves below a band limit: it has an exact value at any place, so any shift of it is exact.
struct SinusoidField: Sendable {
  private struct Wave {
    let amplitude: Double
    let perRow: Double
    let perColumn: Double
    let phase: Double
  }

  private let waves: [Wave]

  /// - Parameters:
  ///   - limit: highest frequency, cycles per pixel. Under 0.3 there is nothing where the correlation still listens.
  ///   - waveCount: many, or the spectrum of a tile is full of holes.
  init(seed: UInt64, limit: Double = 0.4, waveCount: Int = 400) {
    var generator = SeededGenerator(seed: seed)
    let scale = (2 / Double(waveCount)).squareRoot()
    waves = (0..<waveCount).map { _ in
      // Even in the disc of frequencies; the slowest waves, longer than a tile, are left out.
      let frequency = limit * (0.02 + 0.98 * generator.uniform()).squareRoot()
      let direction = 2 * Double.pi * generator.uniform()
      return Wave(
        amplitude: scale, perRow: 2 * .pi * frequency * sin(direction), perColumn: 2 * .pi * frequency * cos(direction),
        phase: 2 * .pi * generator.uniform())
    }
  }

  /// Samples of the field, of deviation about 1, its content moved by `shift`. Row-major.
  func samples(columns: Int, rows: Int, shift: PictureShift = PictureShift(rows: 0, columns: 0)) -> [Float] {
    var samples = [Float](repeating: 0, count: columns * rows)
    for wave in waves {
      // cos(a + b) = cos a cos b − sin a sin b: one cosine a row and a column instead of one a pixel.
      let across = (0..<columns).map { column -> (Float, Float) in
        let angle = wave.perColumn * (Double(column) + 0.5 - shift.columns) + wave.phase
        return (Float(wave.amplitude * cos(angle)), Float(wave.amplitude * sin(angle)))
      }
      for row in 0..<rows {
        let angle = wave.perRow * (Double(row) + 0.5 - shift.rows)
        let (c, s) = (Float(cos(angle)), Float(sin(angle)))
        for column in 0..<columns { samples[row * columns + column] += across[column].0 * c - across[column].1 * s }
      }
    }
    return samples
  }
}

/// Fine content over long waves of the same strength, as ground has it.
func ground(_ seed: UInt64, side: Int, shift: PictureShift = PictureShift(rows: 0, columns: 0)) -> [Float] {
  let fine = SinusoidField(seed: seed).samples(columns: side, rows: side, shift: shift)
  let slow = SinusoidField(seed: seed, limit: 0.05).samples(columns: side, rows: side, shift: shift)
  return zip(fine, slow).map { $0 + $1 }
}

/// Samples with seeded white noise added.
func noisy(_ samples: [Float], deviation: Double, seed: UInt64) -> [Float] {
  var generator = SeededGenerator(seed: seed)
  return samples.map { $0 + Float(deviation * generator.normal()) }
}

/// Distance between two shifts, pixels.
func distance(_ a: PictureShift, _ b: PictureShift) -> Double { hypot(a.rows - b.rows, a.columns - b.columns) }

extension SinusoidField {
  /// Samples of the field as a moving picture shows it: what lies at p lies there at p + transform.displacement(p).
  /// - Precondition: a small field; its place is found by repeating.
  func samples(columns: Int, rows: Int, moved transform: PictureTransform) -> [Float] {
    var samples = [Float](repeating: 0, count: columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let there = PixelPoint(column: Double(column) + 0.5, row: Double(row) + 0.5)
        var place = there
        for _ in 0..<6 {
          let shift = transform.displacement(at: place)
          place = PixelPoint(column: there.column - shift.columns, row: there.row - shift.rows)
        }
        samples[row * columns + column] = value(at: place)
      }
    }
    return samples
  }

  private func value(at place: PixelPoint) -> Float {
    var sum = 0.0
    for wave in waves {
      sum += wave.amplitude * cos(wave.perRow * place.row + wave.perColumn * place.column + wave.phase)
    }
    return Float(sum)
  }
}
