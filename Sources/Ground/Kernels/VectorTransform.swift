import Foundation

/// A square picture's discrete Fourier transform on planes of eight-lane vectors, in Stockham's ordering, radix 4; real
/// and imaginary planes apart, row-major, size / 8 vectors a row.
///
/// The spectrum comes **transposed**: its outer index is the frequency along the columns. What only multiplies spectra
/// and goes back does not need the last transposition.
/// - Source: [Cooley1965]
package struct VectorTransform: Sendable {
  package let size: Int
  /// Of the angles −2π i / size.
  private let cosines: [Float]
  private let sines: [Float]

  package typealias Plane = [SIMD8<Float>]
  private typealias Vectors = MutableSpan<SIMD8<Float>>

  /// - Parameter size: a power of two, 8 or more.
  package init(size: Int) {
    precondition(size >= 8 && size & (size - 1) == 0, "transform size \(size) is not a power of two from 8")
    self.size = size
    cosines = (0..<size).map { Float(cos(2 * .pi * Double($0) / Double(size))) }
    sines = (0..<size).map { Float(-sin(2 * .pi * Double($0) / Double(size))) }
  }

  /// Transposed spectrum of `real + i·imaginary`, unscaled.
  package func forward(_ real: inout Plane, _ imaginary: inout Plane) {
    let count = size * size / 8
    precondition(real.count == count && imaginary.count == count, "planes do not fill \(size)²")
    if KernelForm.isPlain { return plainly(&real, &imaginary) }
    var otherReal = Plane(repeating: .zero, count: count)
    var otherImaginary = otherReal
    let isElsewhere = downColumns(&real, &imaginary, &otherReal, &otherImaginary)
    if isElsewhere {
      swap(&real, &otherReal)
      swap(&imaginary, &otherImaginary)
    }
    transpose(real.span, &otherReal)
    transpose(imaginary.span, &otherImaginary)
    if downColumns(&otherReal, &otherImaginary, &real, &imaginary) { return }
    swap(&real, &otherReal)
    swap(&imaginary, &otherImaginary)
  }

  private func plainly(_ real: inout Plane, _ imaginary: inout Plane) {
    var (first, second) = (Self.numbers(real), Self.numbers(imaginary))
    Reference.transposedTransform(&first, &second, size: size, cosines: cosines, sines: sines)
    for place in first.indices {
      real[place / 8][place % 8] = first[place]
      imaginary[place / 8][place % 8] = second[place]
    }
  }

  private static func numbers(_ plane: Plane) -> [Float] { plane.flatMap { vector in (0..<8).map { vector[$0] } } }

  /// Picture of a transposed spectrum, unscaled.
  package func inverse(_ real: inout Plane, _ imaginary: inout Plane) {
    // The transform with the planes changed about is the inverse, its planes changed about.
    forward(&imaginary, &real)
  }

  /// Transforms every column at once.
  /// - Returns: whether the result stands in the other planes.
  private func downColumns(
    _ real: inout Plane, _ imaginary: inout Plane, _ otherReal: inout Plane, _ otherImaginary: inout Plane
  ) -> Bool {
    var (length, stride) = (size, 1)
    var isElsewhere = false
    while length > 1 {
      if isElsewhere {
        var target = real.mutableSpan
        var target2 = imaginary.mutableSpan
        stage(otherReal.span, otherImaginary.span, &target, &target2, length: length, stride: stride)
      } else {
        var target = otherReal.mutableSpan
        var target2 = otherImaginary.mutableSpan
        stage(real.span, imaginary.span, &target, &target2, length: length, stride: stride)
      }
      isElsewhere.toggle()
      let radix = length >= 4 ? 4 : 2
      length /= radix
      stride *= radix
    }
    return isElsewhere
  }

  @inline(__always)
  private func stage(
    _ real: Span<SIMD8<Float>>, _ imaginary: Span<SIMD8<Float>>, _ toReal: inout Vectors, _ toImaginary: inout Vectors,
    length: Int, stride: Int
  ) {
    // Rows that follow each other are turned by one angle, so they are one run.
    let run = stride * size / 8
    if length == 2 {
      for index in 0..<run {
        let (a, b, c, d) = (real[index], real[index &+ run], imaginary[index], imaginary[index &+ run])
        toReal[index] = a + b
        toReal[index &+ run] = a - b
        toImaginary[index] = c + d
        toImaginary[index &+ run] = c - d
      }
      return
    }
    for turn in 0..<length / 4 {
      quarters(real, imaginary, &toReal, &toImaginary, run: run, turn: turn, count: length / 4, angle: turn * stride)
    }
  }

  /// Four runs, a quarter of a transform apart, into four that follow each other.
  @inline(__always)
  private func quarters(
    _ real: Span<SIMD8<Float>>, _ imaginary: Span<SIMD8<Float>>, _ toReal: inout Vectors, _ toImaginary: inout Vectors,
    run: Int, turn: Int, count: Int, angle: Int
  ) {
    let (c1, s1) = (cosines[angle], sines[angle])
    let (c2, s2) = (cosines[2 * angle], sines[2 * angle])
    let (c3, s3) = (cosines[3 * angle], sines[3 * angle])
    let from = turn * run
    let step = count * run
    let to = 4 * turn * run
    for index in 0..<run {
      let place = from &+ index
      let (a, b) = (real[place], real[place &+ step])
      let (c, d) = (real[place &+ 2 &* step], real[place &+ 3 &* step])
      let (e, f) = (imaginary[place], imaginary[place &+ step])
      let (g, h) = (imaginary[place &+ 2 &* step], imaginary[place &+ 3 &* step])
      let (evenSum, oddSum, even, odd) = (a + c, b + d, a - c, b - d)
      let (evenSumI, oddSumI, evenI, oddI) = (e + g, f + h, e - g, f - h)
      let target = to &+ index
      toReal[target] = evenSum + oddSum
      toImaginary[target] = evenSumI + oddSumI
      let (r1, i1) = (even + oddI, evenI - odd)
      toReal[target &+ run] = r1 * c1 - i1 * s1
      toImaginary[target &+ run] = r1 * s1 + i1 * c1
      let (r2, i2) = (evenSum - oddSum, evenSumI - oddSumI)
      toReal[target &+ 2 &* run] = r2 * c2 - i2 * s2
      toImaginary[target &+ 2 &* run] = r2 * s2 + i2 * c2
      let (r3, i3) = (even - oddI, evenI + odd)
      toReal[target &+ 3 &* run] = r3 * c3 - i3 * s3
      toImaginary[target &+ 3 &* run] = r3 * s3 + i3 * c3
    }
  }

  private func transpose(_ plane: Span<SIMD8<Float>>, _ result: inout Plane) {
    let width = size / 8
    var target = result.mutableSpan
    for top in 0..<width {
      for left in 0..<width {
        let here = 8 &* top &* width &+ left
        let there = 8 &* left &* width &+ top
        let (a, b) = (plane[here], plane[here &+ width])
        let (c, d) = (plane[here &+ 2 &* width], plane[here &+ 3 &* width])
        let (e, f) = (plane[here &+ 4 &* width], plane[here &+ 5 &* width])
        let (g, h) = (plane[here &+ 6 &* width], plane[here &+ 7 &* width])
        let first = Self.turned(a.lowHalf, b.lowHalf, c.lowHalf, d.lowHalf)
        let second = Self.turned(e.lowHalf, f.lowHalf, g.lowHalf, h.lowHalf)
        let third = Self.turned(a.highHalf, b.highHalf, c.highHalf, d.highHalf)
        let fourth = Self.turned(e.highHalf, f.highHalf, g.highHalf, h.highHalf)
        target[there] = SIMD8(lowHalf: first.0, highHalf: second.0)
        target[there &+ width] = SIMD8(lowHalf: first.1, highHalf: second.1)
        target[there &+ 2 &* width] = SIMD8(lowHalf: first.2, highHalf: second.2)
        target[there &+ 3 &* width] = SIMD8(lowHalf: first.3, highHalf: second.3)
        target[there &+ 4 &* width] = SIMD8(lowHalf: third.0, highHalf: fourth.0)
        target[there &+ 5 &* width] = SIMD8(lowHalf: third.1, highHalf: fourth.1)
        target[there &+ 6 &* width] = SIMD8(lowHalf: third.2, highHalf: fourth.2)
        target[there &+ 7 &* width] = SIMD8(lowHalf: third.3, highHalf: fourth.3)
      }
    }
  }

  private typealias Four = SIMD4<Float>

  @inline(__always)
  private static func turned(_ a: Four, _ b: Four, _ c: Four, _ d: Four) -> (Four, Four, Four, Four) {
    (
      Four(a[0], b[0], c[0], d[0]), Four(a[1], b[1], c[1], d[1]), Four(a[2], b[2], c[2], d[2]),
      Four(a[3], b[3], c[3], d[3])
    )
  }
}
