import Foundation
import Kernels

/// Windows of one size, tapered, and their spectra.
///
/// The taper can stand between pixels. Set where the content lies, it moves with it, so that the tapered window of the
/// moving picture is that of the reference displaced by the fraction, exactly, whatever the content: no resampling, and
/// no pull towards zero.
struct WindowTransform: Sendable {
  let size: Int
  private let transform: FourierTransform
  /// Neighbouring frequencies are alike under a taper: so many, both ways, say one thing.
  let frequenciesAlike: Double

  /// Share of each side over which the taper rises.
  private static let rise = 0.25

  init(size: Int) {
    self.size = size
    transform = FourierTransform(size: size)
    let weights = Self.taper(size: size, centre: 0).map(Double.init)
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    let fourths = weights.reduce(0) { $0 + $1 * $1 * $1 * $1 }
    let alongOne = Double(size) * fourths / (squares * squares)
    frequenciesAlike = alongOne * alongOne
  }

  /// A cosine taper about the window's middle moved by `centre`, −0.5 … 0.5 pixels; 0 at both ends wherever it stands.
  private static func taper(size: Int, centre: Double) -> [Float] {
    let half = Double(size) / 2 - 0.5
    let width = rise * Double(size)
    return (0..<size).map { pixel in
      let fromEnd = half - abs(Double(pixel) + 0.5 - Double(size) / 2 - centre)
      if fromEnd <= 0 { return 0 }
      return fromEnd >= width ? 1 : Float(0.5 - 0.5 * cos(.pi * fromEnd / width))
    }
  }

  /// Spectra of two windows by one transform: a real picture's spectrum is symmetric, so one can ride on the other.
  func spectra(of first: ReadWindow, _ second: ReadWindow?) -> (WindowSpectrum, WindowSpectrum) {
    var real = tapered(first)
    var imaginary = second.map(tapered) ?? [Float](repeating: 0, count: size * size)
    transform.forward(&real, &imaginary)
    return split(real.span, imaginary.span)
  }

  /// Spectra of many, two by one transform.
  func spectra(of windows: [ReadWindow]) -> [WindowSpectrum] {
    stride(from: 0, to: windows.count, by: 2).flatMap { first -> [WindowSpectrum] in
      guard first + 1 < windows.count else { return [spectra(of: windows[first], nil).0] }
      let (one, other) = spectra(of: windows[first], windows[first + 1])
      return [one, other]
    }
  }

  /// The window less its weighted mean, times the taper; 0 where it is not valid.
  private func tapered(_ window: ReadWindow) -> [Float] {
    let across = Self.taper(size: size, centre: window.fraction.columns)
    let down = Self.taper(size: size, centre: window.fraction.rows)
    var result = window.samples
    var target = result.mutableSpan
    let valid = window.valid
    var sum = 0.0
    var weightSum = 0.0
    for row in 0..<size {
      var rowSum: Float = 0
      var rowWeights: Float = 0
      for column in 0..<size {
        let weight = across[column] * valid[row &* size &+ column]
        rowSum += weight * target[row &* size &+ column]
        rowWeights += weight
      }
      sum += Double(down[row] * rowSum)
      weightSum += Double(down[row] * rowWeights)
    }
    let mean = weightSum > 0 ? Float(sum / weightSum) : 0
    for row in 0..<size {
      for column in 0..<size {
        let pixel = row &* size &+ column
        target[pixel] = (target[pixel] - mean) * (down[row] * across[column] * valid[pixel])
      }
    }
    return result
  }

  private func split(_ real: Span<Float>, _ imaginary: Span<Float>) -> (WindowSpectrum, WindowSpectrum) {
    let zero = [SIMD8<Float>](repeating: .zero, count: size * size / 16)
    var first = WindowSpectrum(real: zero, imaginary: zero)
    var second = first
    var index = 0
    for row in 0..<size {
      let start = row * size
      let mirrored = (size - row) % size * size
      for group in stride(from: 0, to: size / 2, by: 8) {
        for lane in 0..<8 {
          let column = group + lane
          let (here, there) = (start + column, mirrored + (size - column) & (size - 1))
          first.real[index][lane] = (real[here] + real[there]) / 2
          first.imaginary[index][lane] = (imaginary[here] - imaginary[there]) / 2
          second.real[index][lane] = (imaginary[here] + imaginary[there]) / 2
          second.imaginary[index][lane] = (real[there] - real[here]) / 2
        }
        index += 1
      }
    }
    return (first, second)
  }

  /// Correlations at whole shifts of two half spectra; shift (rows, columns) at
  /// `[(rows + size) % size * size + (columns + size) % size]`. Scaled by 1 / size².
  func surfaces(_ first: WindowSpectrum, _ second: WindowSpectrum?) -> ([Float], [Float]) {
    var real = [Float](repeating: 0, count: size * size)
    var imaginary = real
    let perRow = size / 16
    for row in 0..<size {
      let start = row * size
      let mirrored = (size - row) % size * size
      for column in 0..<size / 2 {
        let (group, lane) = (row * perRow + column / 8, column % 8)
        let (a, b) = (first.real[group][lane], first.imaginary[group][lane])
        let (c, d) = second.map { ($0.real[group][lane], $0.imaginary[group][lane]) } ?? (0, 0)
        let (here, there) = (start + column, mirrored + (size - column) & (size - 1))
        // first + i · second; the mirror image of a real picture's spectrum is its conjugate.
        real[here] = a - d
        imaginary[here] = b + c
        real[there] = a + d
        imaginary[there] = c - b
      }
    }
    transform.inverse(&real, &imaginary)
    return (real, imaginary)
  }
}
