import Alignment
import Foundation
import Rasters
import Statistics

/// A reference and a moving picture of the same ground, displaced by a known shift.
struct MovedGround {
  static let side = 240

  let shift: PictureShift
  private(set) var reference: AlignmentPlane
  private(set) var moving: AlignmentPlane
  let places = lattice(side: side, window: 64)

  /// - Parameters:
  ///   - noise: deviation of white noise in each picture; the ground's own is about 1.
  ///   - limit: highest frequency of the ground, cycles per pixel.
  ///   - pattern: deviation of a pattern, about 0.39 cycles a pixel, that lies in both pictures at the same pixels.
  init(
    seed: UInt64, shift: PictureShift, noise: Double, gain: Float = 1, offset: Float = 0, limit: Double = 0.45,
    pattern: Float = 0
  ) {
    self.shift = shift
    let side = Self.side
    let ground = RandomGround(seed: seed, limit: limit)
    var fixed = [Float](repeating: 0, count: side * side)
    if pattern > 0 {
      let slow = RandomGround(seed: seed + 500, limit: 0.1, exponent: 0).samples(columns: side, rows: side)
      for pixel in fixed.indices {
        let turns = 0.33 * Double(pixel / side) + 0.21 * Double(pixel % side)
        fixed[pixel] = pattern * 1.4 * slow[pixel] * Float(cos(2 * .pi * turns))
      }
    }
    func plane(_ shift: PictureShift, _ stream: UInt64, gain: Float, offset: Float) -> AlignmentPlane {
      let seen = noisy(
        ground.samples(columns: side, rows: side, shift: shift), deviation: noise, seed: seed + stream)
      return AlignmentPlane(
        columns: side, rows: side, samples: zip(seen, fixed).map { gain * ($0 + $1) + offset },
        valid: Array(repeating: true, count: side * side))
    }
    reference = plane(.none, 1_000, gain: 1, offset: 0)
    moving = plane(shift, 2_000, gain: gain, offset: offset)
  }

  /// Middles of windows that overlap by half.
  static func lattice(side: Int, window: Int) -> [PixelPoint] {
    stride(from: window / 2, through: side - window / 2, by: window / 2).flatMap { row in
      stride(from: window / 2, through: side - window / 2, by: window / 2).map {
        PixelPoint(column: Double($0), row: Double(row))
      }
    }
  }

  func match(prior: (PixelPoint) -> PictureShift = { _ in .none }) -> [TiePoint] {
    TiePointMatcher(reference: reference).match(moving, at: places, prior: prior).compactMap { $0 }
  }

  func errors(_ found: [TiePoint]) -> (rows: [Double], columns: [Double]) {
    (found.map { $0.displacement.rows - shift.rows }, found.map { $0.displacement.columns - shift.columns })
  }

  /// Makes pixels of both pictures absent.
  mutating func blank(_ isBlank: (_ row: Int, _ column: Int) -> Bool) {
    reference = Self.blanked(reference, isBlank)
    moving = Self.blanked(moving, isBlank)
  }

  private static func blanked(_ plane: AlignmentPlane, _ isBlank: (Int, Int) -> Bool) -> AlignmentPlane {
    let valid = plane.samples.indices.map { !isBlank($0 / plane.columns, $0 % plane.columns) }
    let samples = plane.samples.indices.map { valid[$0] ? plane.samples[$0] : .nan }
    return AlignmentPlane(columns: plane.columns, rows: plane.rows, samples: samples, valid: valid)
  }

  /// The moving picture replaced where `isOther`, by samples of another one.
  mutating func replace(with other: [Float], where isOther: (_ row: Int, _ column: Int) -> Bool) {
    let side = Self.side
    let samples = moving.samples.indices.map { isOther($0 / side, $0 % side) ? other[$0] : moving.samples[$0] }
    moving = AlignmentPlane(columns: side, rows: side, samples: samples, valid: moving.valid)
  }
}
