/// Sums over frequencies, eight lanes apart, of what `WindowCross.Look` holds.
struct LookSums {
  private var value = SIMD8<Float>.zero
  private var valueDown = SIMD8<Float>.zero
  private var valueDown2 = SIMD8<Float>.zero
  private var valueAcross2 = SIMD8<Float>.zero
  private var turned = SIMD8<Float>.zero
  private var turnedDown = SIMD8<Float>.zero
  private var noise = SIMD8<Float>.zero
  private var noiseDown = SIMD8<Float>.zero
  private var noiseDown2 = SIMD8<Float>.zero
  private var square = SIMD8<Float>.zero

  /// - Parameters:
  ///   - value, turned: cosine and sine of the phase that is left, times weight and size.
  ///   - frequency: of the rows.
  @inline(__always)
  mutating func add(_ value: SIMD8<Float>, _ turned: SIMD8<Float>, _ frequency: SIMD8<Float>) {
    self.value += value
    let down = frequency * value
    valueDown += down
    valueDown2 += frequency * down
    self.turned += turned
    turnedDown += frequency * turned
    let noise = turned * turned
    self.noise += noise
    let noisy = frequency * noise
    noiseDown += noisy
    noiseDown2 += frequency * noisy
    square += value * value
  }

  /// Adds the sums of one column frequency.
  @inline(__always)
  mutating func add(_ column: LookSums, columnFrequency v: Float) {
    value += column.value
    valueDown2 += column.valueDown2
    valueDown += v * column.valueDown
    valueAcross2 += v * v * column.value
    turned += v * column.turned
    turnedDown += column.turnedDown
    noise += v * v * column.noise
    noiseDown += v * column.noiseDown
    noiseDown2 += column.noiseDown2
    square += column.square + column.noise
  }

  var look: WindowCross.Look {
    WindowCross.Look(
      height: Double(value.sum()), squares: Double(square.sum()),
      slope: (Double(turnedDown.sum()), Double(turned.sum())),
      curvature: (Double(valueDown2.sum()), Double(valueDown.sum()), Double(valueAcross2.sum())),
      noise: (Double(noiseDown2.sum()), Double(noiseDown.sum()), Double(noise.sum())))
  }
}
