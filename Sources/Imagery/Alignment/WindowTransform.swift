import Foundation
import Kernels

/// Windows of one size, tapered, and their spectra.
///
/// The taper can stand between pixels. Set where the content lies, it moves with it, so that the tapered window of the
/// moving picture is that of the reference displaced by the fraction, exactly, whatever the content: no resampling, and
/// no pull towards zero.
struct WindowTransform: Sendable {
  let size: Int
  private let transform: VectorTransform
  /// Neighbouring frequencies are alike under a taper: so many, both ways, say one thing.
  let frequenciesAlike: Double
  private let unmoved: [SIMD8<Float>]

  /// Share of each side over which the taper rises.
  private static let rise = 0.25

  init(size: Int) {
    self.size = size
    transform = VectorTransform(size: size)
    unmoved = Self.taper(size: size, centre: 0)
    let weights = (0..<size).map { [unmoved] in Double(unmoved[$0 / 8][$0 % 8]) }
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    let fourths = weights.reduce(0) { $0 + $1 * $1 * $1 * $1 }
    let alongOne = Double(size) * fourths / (squares * squares)
    frequenciesAlike = alongOne * alongOne
  }

  /// A cosine taper about the window's middle moved by `centre`, −0.5 … 0.5 pixels; 0 at both ends wherever it stands.
  private static func taper(size: Int, centre: Double) -> [SIMD8<Float>] {
    let half = Double(size) / 2 - 0.5
    let width = rise * Double(size)
    var result = [SIMD8<Float>](repeating: SIMD8(repeating: 1), count: size / 8)
    for pixel in 0..<size {
      let fromEnd = half - abs(Double(pixel) + 0.5 - Double(size) / 2 - centre)
      if fromEnd >= width { continue }
      result[pixel / 8][pixel % 8] = fromEnd <= 0 ? 0 : Float(0.5 - 0.5 * cos(.pi * fromEnd / width))
    }
    return result
  }

  /// Spectra of many, two by one transform: a real picture's spectrum is symmetric, so one can ride on the other.
  func spectra(of windows: [ReadWindow]) -> [WindowSpectrum] {
    var spectra: [WindowSpectrum] = []
    spectra.reserveCapacity(windows.count)
    for first in stride(from: 0, to: windows.count, by: 2) {
      var real = tapered(windows[first])
      let isPair = first + 1 < windows.count
      var imaginary = isPair ? tapered(windows[first + 1]) : [SIMD8<Float>](repeating: .zero, count: real.count)
      transform.forward(&real, &imaginary)
      let (one, other) = split(real.span, imaginary.span)
      spectra.append(one)
      if isPair { spectra.append(other) }
    }
    return spectra
  }

  /// The window less its weighted mean, times the taper; 0 where a pixel does not count.
  private func tapered(_ window: ReadWindow) -> [SIMD8<Float>] {
    let (rows, columns) = (window.fraction.rows, window.fraction.columns)
    let across = columns == 0 ? unmoved : Self.taper(size: size, centre: columns)
    let down = rows == 0 ? unmoved : Self.taper(size: size, centre: rows)
    var result = window.samples
    guard let valid = window.valid else {
      let mean = mean(window.samples.span, across.span, down.span)
      weigh(&result, across.span, down.span, mean)
      return result
    }
    let counted = zip(window.samples, valid).map { $0 * $1 }
    let share = mean(valid.span, across.span, down.span)
    let mean = share > 0 ? self.mean(counted.span, across.span, down.span) / share : 0
    for vector in result.indices { result[vector] = (result[vector] - mean) * valid[vector] + mean }
    weigh(&result, across.span, down.span, mean)
    return result
  }

  private func mean(_ samples: Span<SIMD8<Float>>, _ across: Span<SIMD8<Float>>, _ down: Span<SIMD8<Float>>) -> Float {
    let width = size / 8
    var (sum, weightSum) = (0.0, 0.0)
    var acrossSum = SIMD8<Float>.zero
    for group in 0..<width { acrossSum += across[group] }
    for row in 0..<size {
      var rowSum = SIMD8<Float>.zero
      for group in 0..<width { rowSum += across[group] * samples[row &* width &+ group] }
      let weight = down[row / 8][row % 8]
      sum += Double(weight * rowSum.sum())
      weightSum += Double(weight)
    }
    return Float(sum / (weightSum * Double(acrossSum.sum())))
  }

  private func weigh(
    _ samples: inout [SIMD8<Float>], _ across: Span<SIMD8<Float>>, _ down: Span<SIMD8<Float>>, _ mean: Float
  ) {
    let width = size / 8
    var target = samples.mutableSpan
    var squares = SIMD8<Float>.zero
    for row in 0..<size {
      let weight = down[row / 8][row % 8]
      for group in 0..<width {
        let vector = row &* width &+ group
        let value = (target[vector] - mean) * (across[group] * weight)
        squares += value * value
        target[vector] = value
      }
    }
    // What rounding leaves of a constant is not structure.
    let rounding = mean * Self.rounding
    if squares.sum() <= rounding * rounding * Float(size * size) {
      for vector in target.indices { target[vector] = .zero }
    }
  }

  /// Of a `Float`, as a share of its value, a few times over.
  private static let rounding: Float = 4e-7

  /// Row frequencies of one column frequency with their signs changed: frequencies 8 · `group` … of `start`'s run.
  @inline(__always)
  private func mirrored(_ plane: Span<SIMD8<Float>>, _ start: Int, _ group: Int) -> SIMD8<Float> {
    let width = size / 8
    let first = plane[start &+ (width &- group) & (width &- 1)]
    let others = plane[start &+ width &- 1 &- group]
    return SIMD8(first[0], others[7], others[6], others[5], others[4], others[3], others[2], others[1])
  }

  private func split(_ real: Span<SIMD8<Float>>, _ imaginary: Span<SIMD8<Float>>) -> (WindowSpectrum, WindowSpectrum) {
    let width = size / 8
    let count = size * width / 2
    var planes = (
      [SIMD8<Float>](repeating: .zero, count: count), [SIMD8<Float>](repeating: .zero, count: count),
      [SIMD8<Float>](repeating: .zero, count: count), [SIMD8<Float>](repeating: .zero, count: count)
    )
    for column in 0..<size / 2 {
      let opposite = (size &- column) & (size &- 1)
      for group in 0..<width {
        let here = column &* width &+ group
        let (a, b) = (real[here], imaginary[here])
        let c = mirrored(real, opposite &* width, group)
        let d = mirrored(imaginary, opposite &* width, group)
        planes.0[here] = (a + c) * 0.5
        planes.1[here] = (b - d) * 0.5
        planes.2[here] = (b + d) * 0.5
        planes.3[here] = (c - a) * 0.5
      }
    }
    return (
      WindowSpectrum(real: planes.0, imaginary: planes.1), WindowSpectrum(real: planes.2, imaginary: planes.3)
    )
  }

  /// Correlations at whole shifts of two half spectra, unscaled; shift (rows, columns) at row `rows mod size`, column
  /// `columns mod size`.
  func surfaces(_ first: WindowSpectrum, _ second: WindowSpectrum?) -> ([SIMD8<Float>], [SIMD8<Float>]) {
    let width = size / 8
    var real = [SIMD8<Float>](repeating: .zero, count: size * width)
    var imaginary = real
    let half = size * width / 2
    // first + i · second; the mirror image of a real picture's spectrum is its conjugate.
    var (sum, difference) = (first.real, first.real)
    var (sumI, differenceI) = (first.imaginary, first.imaginary)
    if let second {
      for index in 0..<half {
        let (a, b, c, d) = (
          first.real[index], first.imaginary[index], second.real[index], second.imaginary[index]
        )
        sum[index] = a - d
        sumI[index] = b + c
        difference[index] = a + d
        differenceI[index] = c - b
      }
    } else {
      for index in 0..<half { differenceI[index] = -first.imaginary[index] }
    }
    for index in 0..<half {
      real[index] = sum[index]
      imaginary[index] = sumI[index]
    }
    for column in 1..<size / 2 {
      for group in 0..<width {
        let there = (size &- column) &* width &+ group
        real[there] = mirrored(difference.span, column &* width, group)
        imaginary[there] = mirrored(differenceI.span, column &* width, group)
      }
    }
    transform.inverse(&real, &imaginary)
    return (real, imaginary)
  }
}
