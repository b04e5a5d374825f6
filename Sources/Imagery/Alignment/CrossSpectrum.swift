import Foundation

/// A whitened, weighted cross-power spectrum, of one pair of tiles or summed over many.
struct CrossSpectrum: Sendable {
  /// As `PassBand.weights`.
  private(set) var real: [Float]
  private(set) var imaginary: [Float]
  /// Height that the correlation would reach if every phase agreed.
  private(set) var perfect: Double
  /// Variance of the correlation's height where no phase agrees with any other.
  private(set) var chanceVariance: Double

  /// ε as a share of the mean of |F₀F₁|: near its median for tiles of ground.
  private static let floorShare: Float = 0.5
  /// A Hann taper makes neighbouring frequencies alike: so many, both ways, say one thing.
  static let alikeUnderTaper = 2.25

  /// `nil` where either tile holds no structure.
  /// - Parameter frequenciesAlike: so many kept frequencies say one thing.
  init?(
    reference: PhaseCorrelation.Spectrum, moving: PhaseCorrelation.Spectrum, band: PassBand,
    frequenciesAlike: Double = alikeUnderTaper
  ) {
    let count = band.weights.count
    real = [Float](repeating: 0, count: count)
    imaginary = real
    var magnitudes = real
    var total: Float = 0
    for index in 0..<count {
      // conj(reference) · moving: its phase falls with the shift of the content.
      let (a, b) = (reference.real[index], reference.imaginary[index])
      let (c, d) = (moving.real[index], moving.imaginary[index])
      real[index] = a * c + b * d
      imaginary[index] = a * d - b * c
      magnitudes[index] = (real[index] * real[index] + imaginary[index] * imaginary[index]).squareRoot()
      total += magnitudes[index]
    }
    let floor = total / Float(count) * Self.floorShare
    guard floor > 0, floor.isFinite else { return nil }
    perfect = 0
    chanceVariance = 0
    for index in 0..<count {
      let weight = band.weights[index] / (magnitudes[index] + floor)
      real[index] *= weight
      imaginary[index] *= weight
      let height = Double(magnitudes[index] * weight)
      perfect += height
      // The mean square of a cosine is a half.
      chanceVariance += height * height * (frequenciesAlike / 2)
    }
  }

  /// The weighted sum of several; all of one pass band. `nil` for none.
  init?(summing spectra: [(CrossSpectrum, weight: Float)]) {
    guard let count = spectra.first?.0.real.count else { return nil }
    real = [Float](repeating: 0, count: count)
    imaginary = real
    perfect = 0
    chanceVariance = 0
    for (spectrum, weight) in spectra {
      for index in 0..<count {
        real[index] += weight * spectrum.real[index]
        imaginary[index] += weight * spectrum.imaginary[index]
      }
      perfect += Double(weight) * spectrum.perfect
      chanceVariance += Double(weight * weight) * spectrum.chanceVariance
    }
  }

  /// Height at a shift, and how far from there the correlation's own top lies by its slope and curvature.
  struct Look {
    /// Of the correlation, over that of perfect agreement.
    let quality: Double
    /// Height over what chance gives: deviations.
    let deviations: Double
    /// `nil` where the correlation is not curved like a top.
    let toTop: PictureShift?
  }

  func look(at shift: PictureShift, _ band: PassBand) -> Look {
    let down = band.phases(shift.rows, from: -band.reach)
    let across = band.phases(shift.columns, from: 0)
    var (height, slopeDown, slopeAcross) = (0.0, 0.0, 0.0)
    var (curveDown, curveAcross, twist) = (0.0, 0.0, 0.0)
    for row in 0..<band.rowCount {
      let start = row * band.columnCount
      // Σ over the columns of what the row's phase then turns: value, value · v, value · v².
      var (a0, b0, a1, b1, a2, b2): (Float, Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0, 0)
      for column in 0..<band.columnCount {
        let (re, im) = (real[start + column], imaginary[start + column])
        let a = re * across.cosines[column] - im * across.sines[column]
        let b = re * across.sines[column] + im * across.cosines[column]
        let v = Float(column)
        a0 += a
        b0 += b
        a1 += v * a
        b1 += v * b
        a2 += v * v * a
        b2 += v * v * b
      }
      let (c, s) = (down.cosines[row], down.sines[row])
      let u = Double(row - band.reach)
      let value = Double(a0 * c - b0 * s)
      let turned = Double(a0 * s + b0 * c)
      height += value
      slopeDown -= u * turned
      slopeAcross -= Double(a1 * s + b1 * c)
      curveDown -= u * u * value
      curveAcross -= Double(a2 * c - b2 * s)
      twist -= u * Double(a1 * c - b1 * s)
    }
    let toTop = Self.toTop(slopeDown, slopeAcross, curveDown, curveAcross, twist, unit: Double(band.size) / (2 * .pi))
    return Look(
      quality: height / perfect, deviations: height / chanceVariance.squareRoot(), toTop: toTop)
  }

  /// Newton's step; derivatives are by the angle, `unit` pixels each.
  private static func toTop(
    _ slopeDown: Double, _ slopeAcross: Double, _ curveDown: Double, _ curveAcross: Double, _ twist: Double,
    unit: Double
  ) -> PictureShift? {
    let determinant = curveDown * curveAcross - twist * twist
    guard curveDown < 0, determinant > 0 else { return nil }
    return PictureShift(
      rows: -unit * (curveAcross * slopeDown - twist * slopeAcross) / determinant,
      columns: -unit * (curveDown * slopeAcross - twist * slopeDown) / determinant)
  }

  /// The top near a whole-pixel place: a lattice of a quarter of a pixel, then Newton's steps.
  func refined(around start: PictureShift, _ band: PassBand) -> (shift: PictureShift, height: Double) {
    var best = (shift: start, height: -Double.infinity)
    for row in -4...4 {
      for column in -4...4 {
        let place = PictureShift(rows: start.rows + Double(row) / 4, columns: start.columns + Double(column) / 4)
        let height = look(at: place, band).quality
        if height > best.height { best = (place, height) }
      }
    }
    best.shift = climbed(from: best.shift, band)
    return (best.shift, look(at: best.shift, band).quality * perfect)
  }

  /// The top that Newton's steps reach from a place near it; the place itself where they lead away.
  func climbed(from start: PictureShift, _ band: PassBand) -> PictureShift {
    var place = start
    for _ in 0..<Self.mostSteps {
      guard let step = look(at: place, band).toTop, hypot(step.rows, step.columns) <= Self.longestStep else { break }
      place.rows += step.rows
      place.columns += step.columns
    }
    return place
  }

  private static let mostSteps = 3
  /// A longer step, in pixels, leads to another top.
  private static let longestStep = 0.5
}
