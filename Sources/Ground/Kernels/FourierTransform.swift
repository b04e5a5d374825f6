import Foundation

/// A square picture's discrete Fourier transform in place: radix 2, real and imaginary planes apart, row-major, the
/// first index of the spectrum being the frequency along the rows.
/// - Source: [Cooley1965]
package struct FourierTransform: Sendable {
  package let size: Int
  private let cosines: [Float]
  private let sines: [Float]
  private let reversed: [Int]

  /// Side of the squares in which planes are transposed: two of them fit into the nearest cache.
  private static let tile = 16

  /// - Parameter size: a power of two, 2 or more.
  package init(size: Int) {
    precondition(size >= 2 && size & (size - 1) == 0, "transform size \(size) is not a power of two")
    self.size = size
    cosines = (0..<size / 2).map { Float(cos(2 * .pi * Double($0) / Double(size))) }
    sines = (0..<size / 2).map { Float(sin(2 * .pi * Double($0) / Double(size))) }
    let bits = size.trailingZeroBitCount
    reversed = (0..<size).map { index in
      (0..<bits).reduce(0) { $0 | ((index >> $1) & 1) << (bits - 1 - $1) }
    }
  }

  /// Spectrum of `real + i·imaginary`, unscaled.
  package func forward(_ real: inout [Float], _ imaginary: inout [Float]) {
    transform(&real, &imaginary, sign: -1)
  }

  /// Picture of a spectrum, scaled by 1 / size².
  package func inverse(_ real: inout [Float], _ imaginary: inout [Float]) {
    transform(&real, &imaginary, sign: 1)
    let scale = 1 / Float(size * size)
    var realSpan = real.mutableSpan
    for index in realSpan.indices { realSpan[index] *= scale }
    var imaginarySpan = imaginary.mutableSpan
    for index in imaginarySpan.indices { imaginarySpan[index] *= scale }
  }

  private func transform(_ real: inout [Float], _ imaginary: inout [Float], sign: Float) {
    precondition(real.count == size * size && imaginary.count == size * size, "planes do not fill \(size)²")
    var realSpan = real.mutableSpan
    var imaginarySpan = imaginary.mutableSpan
    for _ in 0..<2 {
      reorder(&realSpan)
      reorder(&imaginarySpan)
      alongRows(&realSpan, &imaginarySpan, sign: sign)
      transpose(&realSpan)
      transpose(&imaginarySpan)
    }
  }

  /// Brings the rows into bit-reversed order.
  private func reorder(_ plane: inout MutableSpan<Float>) {
    for row in 0..<size where row < reversed[row] {
      let (first, second) = (row * size, reversed[row] * size)
      for column in 0..<size {
        let held = plane[first + column]
        plane[first + column] = plane[second + column]
        plane[second + column] = held
      }
    }
  }

  /// Transforms every column at once, so that the inner loop runs along memory and vectorises.
  private func alongRows(_ real: inout MutableSpan<Float>, _ imaginary: inout MutableSpan<Float>, sign: Float) {
    var half = 1
    while half < size {
      let step = size / (2 * half)
      for start in stride(from: 0, to: size, by: 2 * half) {
        for offset in 0..<half {
          butterflies(
            &real, &imaginary, (start + offset) * size, (start + offset + half) * size, cosines[offset * step],
            sign * sines[offset * step])
        }
      }
      half *= 2
    }
  }

  /// One row against another that is turned by an angle.
  @inline(__always)
  private func butterflies(
    _ real: inout MutableSpan<Float>, _ imaginary: inout MutableSpan<Float>, _ upper: Int, _ lower: Int,
    _ cosine: Float, _ sine: Float
  ) {
    for column in 0..<size {
      let real1 = real[lower + column]
      let imaginary1 = imaginary[lower + column]
      let turnedReal = real1 * cosine - imaginary1 * sine
      let turnedImaginary = real1 * sine + imaginary1 * cosine
      let real0 = real[upper + column]
      let imaginary0 = imaginary[upper + column]
      real[lower + column] = real0 - turnedReal
      imaginary[lower + column] = imaginary0 - turnedImaginary
      real[upper + column] = real0 + turnedReal
      imaginary[upper + column] = imaginary0 + turnedImaginary
    }
  }

  private func transpose(_ plane: inout MutableSpan<Float>) {
    let side = min(Self.tile, size)
    for top in stride(from: 0, to: size, by: side) {
      for left in stride(from: top, to: size, by: side) {
        for row in top..<top + side {
          for column in max(left, row + 1)..<max(left + side, row + 1) {
            let held = plane[row * size + column]
            plane[row * size + column] = plane[column * size + row]
            plane[column * size + row] = held
          }
        }
      }
    }
  }
}
