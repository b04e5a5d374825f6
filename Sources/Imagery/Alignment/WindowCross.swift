import Foundation

/// The whitened cross-power spectrum of a window of the reference and one of the moving picture.
struct WindowCross: Sendable {
  let size: Int
  /// conj(reference) · moving / (its size + the mean size of its annulus).
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
    let total = sums.reduce(0, +)
    guard total > 0, total.isFinite else { return nil }
    // Rounding, where a picture holds nothing at all.
    let least = total / Float(size * size / 2) * 1e-6
    for annulus in sums.indices { sums[annulus] = sums[annulus] / annuli.sizes[annulus] + least }
    for index in magnitudes.indices {
      let places = annuli.indices[index]
      let floor = SIMD8<Float>(
        sums[Int(places[0])], sums[Int(places[1])], sums[Int(places[2])], sums[Int(places[3])], sums[Int(places[4])],
        sums[Int(places[5])], sums[Int(places[6])], sums[Int(places[7])])
      let scale = 1 / (magnitudes[index] + floor)
      spectrum.real[index] *= scale
      spectrum.imaginary[index] *= scale
    }
  }

  func weighted(_ weights: [SIMD8<Float>]) -> WindowSpectrum {
    var result = spectrum
    for index in weights.indices {
      result.real[index] *= weights[index]
      result.imaginary[index] *= weights[index]
    }
    // Column frequency 0 stands with both its signs.
    for index in 0..<size / 8 {
      result.real[index] *= 2
      result.imaginary[index] *= 2
    }
    return result
  }

  /// Cosines and sines of all frequencies at a shift, in the order of a spectrum's index.
  private func phases(_ shift: Double) -> (cosines: [SIMD8<Float>], sines: [SIMD8<Float>]) {
    var cosines = [SIMD8<Float>](repeating: .zero, count: size / 8)
    var sines = cosines
    let angle = 2 * .pi / Double(size) * shift
    let (c, s) = (cos(angle), sin(angle))
    var (x, y) = (1.0, 0.0)
    cosines[0][0] = 1
    for frequency in 1..<size / 2 {
      (x, y) = (x * c - y * s, x * s + y * c)
      let opposite = size - frequency
      cosines[frequency / 8][frequency % 8] = Float(x)
      sines[frequency / 8][frequency % 8] = Float(y)
      cosines[opposite / 8][opposite % 8] = Float(x)
      sines[opposite / 8][opposite % 8] = Float(-y)
    }
    return (cosines, sines)
  }

  /// - Parameter weights: of each frequency.
  func look(at shift: PictureShift, _ weights: SpectralWeights) -> Look {
    let width = size / 8
    let across = phases(shift.columns)
    let down = phases(shift.rows)
    var total = LookSums()
    for column in 0..<weights.columnCount {
      let (c, s) = (across.cosines[column / 8][column % 8], across.sines[column / 8][column % 8])
      var sums = LookSums()
      for group in 0..<width {
        let index = column &* width &+ group
        let weight = weights.values[index]
        let (re, im) = (spectrum.real[index] * weight, spectrum.imaginary[index] * weight)
        let cosine = down.cosines[group] * c - down.sines[group] * s
        let sine = down.cosines[group] * s + down.sines[group] * c
        sums.add(re * cosine - im * sine, re * sine + im * cosine, weights.rowFrequencies[group])
      }
      total.add(sums, columnFrequency: Float(column))
    }
    return total.look
  }

  /// Re(cross · phase) summed over each annulus, over the sum of its size: 1 where all phases agree with the shift.
  /// - Parameter sums: of each annulus; added to.
  func agreement(at shift: PictureShift, _ annuli: FrequencyAnnuli, _ sums: inout [AnnulusSums]) -> [Float] {
    let across = phases(shift.columns)
    let down = phases(shift.rows)
    var heights = [Float](repeating: 0, count: annuli.count)
    var sizes = heights
    for frequency in 0..<size * size / 2 {
      let (v, index) = (frequency / size, frequency % size)
      let u = Double(index < size / 2 ? index : index - size)
      let (vector, lane) = (frequency / 8, frequency % 8)
      guard annuli.multiplicity[vector][lane] > 0 else { continue }
      let (re, im) = (spectrum.real[vector][lane], spectrum.imaginary[vector][lane])
      let (c, s) = (across.cosines[v / 8][v % 8], across.sines[v / 8][v % 8])
      let (c2, s2) = (down.cosines[index / 8][index % 8], down.sines[index / 8][index % 8])
      let (cosine, sine) = (c * c2 - s * s2, c * s2 + s * c2)
      let (value, turned) = (re * cosine - im * sine, re * sine + im * cosine)
      let annulus = Int(annuli.indices[vector][lane])
      heights[annulus] += value
      sizes[annulus] += (re * re + im * im).squareRoot()
      sums[annulus].add(Double(value), Double(turned), down: u, across: Double(v))
    }
    return heights.indices.map { sizes[$0] > 0 ? heights[$0] / sizes[$0] : 0 }
  }
}
