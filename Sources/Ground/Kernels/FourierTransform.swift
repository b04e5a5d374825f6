import Foundation

/// A square picture's discrete Fourier transform in place: radix 2, real and imaginary planes apart, row-major, the
/// first index of the spectrum being the frequency along the rows.
/// - Source: [Cooley1965]
package struct FourierTransform: Sendable {
  package let size: Int
  private let cosines: [Float]
  private let sines: [Float]
  private let reversed: [Int]

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
    for index in real.indices {
      real[index] *= scale
      imaginary[index] *= scale
    }
  }

  private func transform(_ real: inout [Float], _ imaginary: inout [Float], sign: Float) {
    precondition(real.count == size * size && imaginary.count == size * size, "planes do not fill \(size)²")
    for _ in 0..<2 {
      alongRows(&real, sign: sign, &imaginary)
      transpose(&real)
      transpose(&imaginary)
    }
  }

  /// Transforms every column at once, so that the inner loop runs along memory and vectorises.
  private func alongRows(_ real: inout [Float], sign: Float, _ imaginary: inout [Float]) {
    for row in 0..<size where row < reversed[row] {
      for column in 0..<size {
        real.swapAt(row * size + column, reversed[row] * size + column)
        imaginary.swapAt(row * size + column, reversed[row] * size + column)
      }
    }
    var realSpan = real.mutableSpan
    var imaginarySpan = imaginary.mutableSpan
    var half = 1
    while half < size {
      let step = size / (2 * half)
      for start in stride(from: 0, to: size, by: 2 * half) {
        for offset in 0..<half {
          let cosine = cosines[offset * step]
          let sine = sign * sines[offset * step]
          let upper = (start + offset) * size
          let lower = upper + half * size
          for column in 0..<size {
            let real1 = realSpan[lower + column]
            let imaginary1 = imaginarySpan[lower + column]
            let turnedReal = real1 * cosine - imaginary1 * sine
            let turnedImaginary = real1 * sine + imaginary1 * cosine
            let real0 = realSpan[upper + column]
            let imaginary0 = imaginarySpan[upper + column]
            realSpan[lower + column] = real0 - turnedReal
            imaginarySpan[lower + column] = imaginary0 - turnedImaginary
            realSpan[upper + column] = real0 + turnedReal
            imaginarySpan[upper + column] = imaginary0 + turnedImaginary
          }
        }
      }
      half *= 2
    }
  }

  private func transpose(_ plane: inout [Float]) {
    for row in 0..<size {
      for column in row + 1..<max(row + 1, size) { plane.swapAt(row * size + column, column * size + row) }
    }
  }
}
