import Foundation
import Kernels

/// The shift between two square tiles from the phase of their cross-power spectrum.
///
/// - Source: [Foroosh2002] for the method, [Guizar2008] for the search between pixels.
/// Departures: the spectrum is whitened by |F₀F₁| + ε with ε its median, so that frequencies that hold only noise do
/// not outvote those that hold the ground; and it is weighted by a Gaussian of `passWidth`. Pictures that a provider
/// enlarged and compressed carry, above the ground's own frequencies, a pattern that is fixed to the file and says
/// "no shift": unweighted, 14 of 91 such scenes could not be aligned and others locked at zero.
package struct PhaseCorrelation: Sendable {
  package let size: Int
  private let transform: FourierTransform
  private let taper: [Float]
  /// Weight of each frequency, by its index along one axis.
  private let pass: [Float]
  /// Frequencies that carry any weight to speak of, by index.
  private let kept: [Int]

  /// Deviation of the Gaussian pass, cycles per pixel.
  package static let passWidth = 0.12

  package struct Peak: Sendable {
    package let shift: PictureShift
    /// Height of the peak over that of perfect agreement: 0 … 1.
    package let quality: Double
  }

  package struct Spectrum: Sendable {
    fileprivate let real: [Float]
    fileprivate let imaginary: [Float]
  }

  package init(size: Int) {
    self.size = size
    transform = FourierTransform(size: size)
    taper = (0..<size).map { Float(0.5 - 0.5 * cos(2 * .pi * (Double($0) + 0.5) / Double(size))) }
    let frequencies = (0..<size).map { Double($0 < size / 2 ? $0 : $0 - size) / Double(size) }
    pass = frequencies.map { Float(exp(-$0 * $0 / (2 * Self.passWidth * Self.passWidth))) }
    kept = frequencies.indices.filter { abs(frequencies[$0]) < 2.6 * Self.passWidth }
  }

  /// Spectrum of a tile, its weighted mean removed, tapered by a Hann window. Row-major, `size`² samples.
  package func spectrum(of tile: [Float]) -> Spectrum {
    precondition(tile.count == size * size, "\(tile.count) samples in a tile of \(size)²")
    var weightSum = 0.0
    var sum = 0.0
    for row in 0..<size {
      for column in 0..<size {
        let weight = Double(taper[row] * taper[column])
        weightSum += weight
        sum += weight * Double(tile[row * size + column])
      }
    }
    let mean = Float(sum / weightSum)
    var real = tile
    for row in 0..<size {
      for column in 0..<size {
        real[row * size + column] = (real[row * size + column] - mean) * taper[row] * taper[column]
      }
    }
    var imaginary = [Float](repeating: 0, count: size * size)
    transform.forward(&real, &imaginary)
    return Spectrum(real: real, imaginary: imaginary)
  }

  /// The shift of `moving` against `reference`, within ± size / 4; `nil` where neither tile holds any structure.
  package func peak(reference: Spectrum, moving: Spectrum) -> Peak? {
    var real = [Float](repeating: 0, count: size * size)
    var imaginary = real
    for index in real.indices {
      // conj(reference) · moving: its phase falls with the shift of the content.
      real[index] = reference.real[index] * moving.real[index] + reference.imaginary[index] * moving.imaginary[index]
      imaginary[index] =
        reference.real[index] * moving.imaginary[index] - reference.imaginary[index] * moving.real[index]
    }
    let magnitudes = real.indices.map { (real[$0] * real[$0] + imaginary[$0] * imaginary[$0]).squareRoot() }
    // Every seventh value is enough for a median, and a sort of all would cost as much as the transform.
    let some = stride(from: 0, to: magnitudes.count, by: 7).map { magnitudes[$0] }.sorted()
    let floor = some[some.count / 2]
    guard floor > 0, floor.isFinite else { return nil }
    var perfect = 0.0
    for index in real.indices {
      let weight = pass[index / size] * pass[index % size] / (magnitudes[index] + floor)
      real[index] *= weight
      imaginary[index] *= weight
      perfect += Double(magnitudes[index] * weight)
    }
    let spectrum = Spectrum(real: real, imaginary: imaginary)
    transform.inverse(&real, &imaginary)
    let (row, column) = wholePixelPeak(real)
    let fine = refine(spectrum, around: PictureShift(rows: Double(row), columns: Double(column)))
    return Peak(shift: fine.shift, quality: fine.height / perfect)
  }

  private func wholePixelPeak(_ surface: [Float]) -> (row: Int, column: Int) {
    let reach = size / 4
    var best = (row: 0, column: 0)
    var height = -Float.infinity
    for row in -reach...reach {
      for column in -reach...reach {
        let value = surface[((row + size) % size) * size + (column + size) % size]
        if value > height {
          height = value
          best = (row, column)
        }
      }
    }
    return best
  }

  /// Evaluates the correlation between pixels by a small matrix transform: steps of 0.25, then 0.05, then a parabola.
  private func refine(_ spectrum: Spectrum, around start: PictureShift) -> (shift: PictureShift, height: Double) {
    var centre = start
    var surface: [Double] = []
    for step in [0.25, 0.05] {
      surface = correlation(spectrum, around: centre, step: step, reach: 4)
      let best = surface.indices.max { surface[$0] < surface[$1] } ?? 0
      centre.rows += Double(best / 9 - 4) * step
      centre.columns += Double(best % 9 - 4) * step
    }
    let fine = correlation(spectrum, around: centre, step: 0.05, reach: 1)
    func vertex(_ before: Double, _ middle: Double, _ after: Double) -> Double {
      let curvature = before - 2 * middle + after
      return curvature < 0 ? min(max(0.5 * (before - after) / curvature, -1), 1) : 0
    }
    centre.rows += 0.05 * vertex(fine[1], fine[4], fine[7])
    centre.columns += 0.05 * vertex(fine[3], fine[4], fine[5])
    return (centre, fine[4])
  }

  /// Correlation at the (2 · reach + 1)² places around `centre`, row-major.
  private func correlation(_ spectrum: Spectrum, around centre: PictureShift, step: Double, reach: Int) -> [Double] {
    let places = 2 * reach + 1
    let rowPhases = phases(centre.rows, step: step, reach: reach)
    let columnPhases = phases(centre.columns, step: step, reach: reach)
    var partialReal = [Float](repeating: 0, count: places * size)
    var partialImaginary = partialReal
    for u in kept {
      for place in 0..<places {
        let (c, s) = rowPhases[place * size + u]
        for v in kept {
          let a = spectrum.real[u * size + v]
          let b = spectrum.imaginary[u * size + v]
          partialReal[place * size + v] += a * c - b * s
          partialImaginary[place * size + v] += a * s + b * c
        }
      }
    }
    var surface = [Double](repeating: 0, count: places * places)
    for rowPlace in 0..<places {
      for columnPlace in 0..<places {
        var sum: Float = 0
        for v in kept {
          let (c, s) = columnPhases[columnPlace * size + v]
          sum += partialReal[rowPlace * size + v] * c - partialImaginary[rowPlace * size + v] * s
        }
        surface[rowPlace * places + columnPlace] = Double(sum)
      }
    }
    return surface
  }

  private func phases(_ centre: Double, step: Double, reach: Int) -> [(Float, Float)] {
    (-reach...reach).flatMap { place in
      (0..<size).map { frequency in
        let signed = frequency < size / 2 ? frequency : frequency - size
        let angle = 2 * .pi * Double(signed) / Double(size) * (centre + Double(place) * step)
        return (Float(cos(angle)), Float(sin(angle)))
      }
    }
  }
}
