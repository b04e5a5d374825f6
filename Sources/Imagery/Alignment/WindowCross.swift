import Foundation

/// The weighted, whitened cross-power spectrum of a window of the reference and one of the moving picture.
struct WindowCross: Sendable {
  let size: Int
  /// conj(reference) · moving / (its size + the mean size of its annulus), not yet weighted.
  private(set) var spectrum: WindowSpectrum

  /// `nil` where either window holds no structure.
  init?(_ reference: WindowSpectrum, _ moving: WindowSpectrum, _ annuli: FrequencyAnnuli) {
    size = annuli.size
    spectrum = reference
    var magnitudes = reference.real
    var sums = [Float](repeating: 0, count: annuli.count)
    for index in reference.real.indices {
      let (a, b) = (reference.real[index], reference.imaginary[index])
      let (c, d) = (moving.real[index], moving.imaginary[index])
      let real = a * c + b * d
      let imaginary = a * d - b * c
      let magnitude = (real * real + imaginary * imaginary).squareRoot()
      spectrum.real[index] = real
      spectrum.imaginary[index] = imaginary
      magnitudes[index] = magnitude
      let places = annuli.indices[index]
      for lane in 0..<8 { sums[Int(places[lane])] += magnitude[lane] }
    }
    var total: Float = 0
    for annulus in sums.indices {
      total += sums[annulus]
      sums[annulus] /= annuli.sizes[annulus]
    }
    guard total > 0, total.isFinite else { return nil }
    // Rounding, where a picture holds nothing at all.
    let least = total / Float(size * size / 2) * 1e-6
    for index in magnitudes.indices {
      let places = annuli.indices[index]
      var floor = SIMD8<Float>(repeating: least)
      for lane in 0..<8 { floor[lane] += sums[Int(places[lane])] }
      let scale = 1 / (magnitudes[index] + floor)
      spectrum.real[index] *= scale
      spectrum.imaginary[index] *= scale
    }
  }

  func weighted(_ weights: [SIMD8<Float>]) -> WindowSpectrum {
    var result = spectrum
    for index in weights.indices {
      result.real[index] *= weights[index] * 0.5
      result.imaginary[index] *= weights[index] * 0.5
    }
    return result
  }

  /// The correlation at a shift, its slope and curvature, and how much of the slope is noise.
  struct Look {
    /// Σ weight · cosine of the phase that is left.
    var height = 0.0
    /// Σ weight · size: the height that perfect agreement would give.
    var perfect = 0.0
    /// Sum of squares of the same.
    var squares = 0.0
    /// By the angle per pixel, down and across: Σ w · u · sine.
    var slope = (down: 0.0, across: 0.0)
    /// Σ w · uu · cosine.
    var curvature = (down: 0.0, both: 0.0, across: 0.0)
    /// Σ w² · uu · sine².
    var noise = (down: 0.0, both: 0.0, across: 0.0)
  }

  /// - Parameter weights: of each frequency.
  func look(at shift: PictureShift, _ weights: [SIMD8<Float>]) -> Look {
    let perRow = size / 16
    let across = phases(shift.columns)
    let down = phases(shift.rows)
    var total = LookSums()
    for row in 0..<size {
      let (c, s) = (down.cosines[row], down.sines[row])
      var sums = LookSums()
      for group in 0..<perRow {
        let index = row &* perRow &+ group
        let weight = weights[index]
        let (re, im) = (spectrum.real[index] * weight, spectrum.imaginary[index] * weight)
        let cosine = across.vectors[group].0 * c - across.vectors[group].1 * s
        let sine = across.vectors[group].0 * s + across.vectors[group].1 * c
        let value = re * cosine - im * sine
        let turned = re * sine + im * cosine
        sums.add(value, turned, re * re + im * im, across.frequencies[group])
      }
      total.add(sums, rowFrequency: Float(row < size / 2 ? row : row - size))
    }
    return total.look
  }

  private func phases(
    _ shift: Double
  ) -> (cosines: [Float], sines: [Float], vectors: [(SIMD8<Float>, SIMD8<Float>)], frequencies: [SIMD8<Float>]) {
    var cosines = [Float](repeating: 1, count: size)
    var sines = [Float](repeating: 0, count: size)
    for frequency in 1..<size / 2 {
      let angle = 2 * .pi * Double(frequency) / Double(size) * shift
      let (c, s) = (Float(cos(angle)), Float(sin(angle)))
      (cosines[frequency], sines[frequency]) = (c, s)
      (cosines[size - frequency], sines[size - frequency]) = (c, -s)
    }
    var vectors: [(SIMD8<Float>, SIMD8<Float>)] = []
    var frequencies: [SIMD8<Float>] = []
    for group in stride(from: 0, to: size / 2, by: 8) {
      vectors.append((SIMD8(cosines[group..<group + 8]), SIMD8(sines[group..<group + 8])))
      frequencies.append(SIMD8((group..<group + 8).map(Float.init)))
    }
    return (cosines, sines, vectors, frequencies)
  }

  /// Re(cross · phase) summed over each annulus, over the sum of its size: 1 where all phases agree with the shift.
  func agreement(at shift: PictureShift, _ annuli: FrequencyAnnuli) -> [Float] {
    let across = phases(shift.columns)
    let down = phases(shift.rows)
    var sums = [Float](repeating: 0, count: annuli.count)
    var sizes = sums
    let perRow = size / 16
    for row in 0..<size {
      let (c, s) = (down.cosines[row], down.sines[row])
      for group in 0..<perRow {
        let index = row &* perRow &+ group
        let (re, im) = (spectrum.real[index], spectrum.imaginary[index])
        let cosine = across.vectors[group].0 * c - across.vectors[group].1 * s
        let sine = across.vectors[group].0 * s + across.vectors[group].1 * c
        let value = re * cosine - im * sine
        let magnitude = (re * re + im * im).squareRoot()
        let places = annuli.indices[index]
        for lane in 0..<8 {
          sums[Int(places[lane])] += value[lane]
          sizes[Int(places[lane])] += magnitude[lane]
        }
      }
    }
    return sums.indices.map { sizes[$0] > 0 ? sums[$0] / sizes[$0] : 0 }
  }
}
