/// One number each of several pixels that lie side by side.
///
/// Eight: the steps of a polynomial wait for one another, and four pairs of SSE2 fill the wait where two would not.
typealias PixelLanes = SIMD8<Double>

/// Which of them.
typealias PixelLaneMask = SIMDMask<SIMD8<Int64>>

extension PixelLanes {
  /// Numbers from `start` on; NaN for lanes that lie at `end` or beyond.
  @inline(__always)
  static func load(_ values: Span<Float>, from start: Int, to end: Int) -> PixelLanes {
    guard end - start >= scalarCount else {
      var lanes = PixelLanes(repeating: .nan)
      for lane in 0..<end - start { lanes[lane] = Double(values[start &+ lane]) }
      return lanes
    }
    // Of a span that is known to be as long as this no place is checked again.
    let eight = values.extracting(start..<start &+ scalarCount)
    return PixelLanes(
      Double(eight[0]), Double(eight[1]), Double(eight[2]), Double(eight[3]), Double(eight[4]), Double(eight[5]),
      Double(eight[6]), Double(eight[7]))
  }

  /// Lane by lane the larger.
  @inline(__always)
  static func larger(_ first: PixelLanes, _ second: PixelLanes) -> PixelLanes {
    second.replacing(with: first, where: first .> second)
  }

  /// The bits of the lanes.
  @inline(__always)
  private var bits: SIMD8<UInt64> {
    SIMD8<UInt64>(
      self[0].bitPattern, self[1].bitPattern, self[2].bitPattern, self[3].bitPattern, self[4].bitPattern,
      self[5].bitPattern, self[6].bitPattern, self[7].bitPattern)
  }

  @inline(__always)
  private init(bits: SIMD8<UInt64>) {
    self.init(
      Double(bitPattern: bits[0]), Double(bitPattern: bits[1]), Double(bitPattern: bits[2]),
      Double(bitPattern: bits[3]), Double(bitPattern: bits[4]), Double(bitPattern: bits[5]),
      Double(bitPattern: bits[6]), Double(bitPattern: bits[7]))
  }

  /// The natural logarithm to 1e-15 of itself, of numbers that are positive, finite and not subnormal.
  ///
  /// x = 2ᵏm with m from √½ to √2, so that near 1 nothing cancels; ln m = 2 artanh(r), r = (m−1)/(m+1). Of its series
  /// what follows 2r is r³ times a polynomial of r² that agrees with it in six Chebyshev points, to 7e-16 of ln m.
  /// ln 2 in two parts, the first short enough that k of them are exact.
  @inline(__always)
  var naturalLogarithm: PixelLanes { logarithm(excess: nil) }

  /// ln(1 + `excess`) to 1e-15 of itself, of numbers that are 1 + `excess` but for rounding.
  @inline(__always)
  func logarithm(ofOneAnd excess: PixelLanes) -> PixelLanes { logarithm(excess: excess) }

  @inline(__always)
  private func logarithm(excess: PixelLanes?) -> PixelLanes {
    let one = SIMD8<UInt64>(repeating: 0x3FF0_0000_0000_0000)
    let rootOfHalf = SIMD8<UInt64>(repeating: 0x3FE6_A09E_667F_3BCD)
    let shifted = bits &+ (one &- rootOfHalf)
    let exponent = shifted &>> SIMD8<UInt64>(repeating: 52)
    let mantissa = PixelLanes(bits: (bits &- (exponent &<< SIMD8<UInt64>(repeating: 52))) &+ one)
    // A whole number below 2⁵² in the mantissa of 2⁵² is that number more: no conversion, which SSE2 has not got.
    let power =
      PixelLanes(bits: exponent | SIMD8<UInt64>(repeating: 0x4330_0000_0000_0000))
      - PixelLanes(repeating: 0x1p52 + 1023)
    var numerator = mantissa - 1
    if let excess { numerator.replace(with: excess, where: power .== 0) }
    let ratio = numerator / (mantissa + 1)
    let square = ratio * ratio
    // In pairs, and pairs of pairs: a chain of six would wait for each of its links.
    let fourth = square * square
    let low = square * 0.40000000011206505 + 0.6666666666666208
    let middle = square * 0.22222862280108716 + 0.2857142413832416
    let high = square * 0.16621817152858928 + 0.18140193802865992
    let sum = (high * fourth + middle) * fourth + low
    let tail = ratio * square * sum + power * 1.9082149292705877e-10
    return power * 0.6931471803691238 + (2 * ratio + tail)
  }

  /// exp(t²) erfc(t) to 1e-14 of itself, of numbers of 0 or more.
  ///
  /// (1 + 2t) times it is smooth in (t − 3)/(t + 3), which runs from −1 to 1: the coefficients are those of its
  /// interpolation in 64 Chebyshev points, cut off where the rest is under 3e-14.
  /// - Source: [Shepherd1981] for the form; the coefficients are reckoned anew.
  @inline(__always)
  var scaledComplementaryError: PixelLanes {
    let place = (self - 3) / (self + 3)
    // Even and odd powers apart: two chains half as long.
    let square = place * place
    var even = square * 1.0211298532958603e-08 - 7.834790509748071e-08
    even = even * square + 2.7965894007163e-07
    even = even * square - 6.709336729726003e-07
    even = even * square + 4.918353610338563e-06
    even = even * square - 0.00010514941150201351
    even = even * square + 0.0018886881848902638
    even = even * square - 0.023770514652654676
    even = even * square - 0.11927366343192274
    even = even * square - 0.047562294353053744
    even = even * square + 1.2530080582697274
    var odd = square * 4.7478229342121306e-08 - 5.058465903013073e-07
    odd = odd * square + 3.3400667511877387e-06
    odd = odd * square - 2.0001635363947426e-05
    odd = odd * square + 0.00012505213884002713
    odd = odd * square - 0.0007798180544227483
    odd = odd * square + 0.0025293892306423754
    odd = odd * square + 0.06830802760328748
    odd = odd * square + 0.12964515869080898
    odd = odd * square - 0.13562110612442035
    return (even + odd * place) / (self + self + 1)
  }
}
