/// Sums over frequencies, eight lanes apart, of what `WindowCross.Look` holds.
struct LookSums {
  private var value = SIMD8<Float>.zero
  private var valueAcross = SIMD8<Float>.zero
  private var valueAcross2 = SIMD8<Float>.zero
  private var valueBoth = SIMD8<Float>.zero
  private var valueDown2 = SIMD8<Float>.zero
  private var turned = SIMD8<Float>.zero
  private var turnedAcross = SIMD8<Float>.zero
  private var noise = SIMD8<Float>.zero
  private var noiseAcross = SIMD8<Float>.zero
  private var noiseAcross2 = SIMD8<Float>.zero
  private var size = SIMD8<Float>.zero
  private var square = SIMD8<Float>.zero

  @inline(__always)
  mutating func add(
    _ value: SIMD8<Float>, _ turned: SIMD8<Float>, _ square: SIMD8<Float>, _ frequency: SIMD8<Float>
  ) {
    self.value += value
    let across = frequency * value
    valueAcross += across
    valueAcross2 += frequency * across
    self.turned += turned
    turnedAcross += frequency * turned
    let noise = turned * turned
    self.noise += noise
    noiseAcross += frequency * noise
    noiseAcross2 += frequency * frequency * noise
    size += square.squareRoot()
    self.square += square
  }

  /// Adds the sums of one row of frequencies.
  @inline(__always)
  mutating func add(_ row: LookSums, rowFrequency u: Float) {
    value += row.value
    valueAcross2 += row.valueAcross2
    valueBoth += u * row.valueAcross
    valueDown2 += u * u * row.value
    turned += u * row.turned
    turnedAcross += row.turnedAcross
    noise += u * u * row.noise
    noiseAcross += u * row.noiseAcross
    noiseAcross2 += row.noiseAcross2
    size += row.size
    square += row.square
  }

  var look: WindowCross.Look {
    var look = WindowCross.Look()
    look.height = Double(value.sum())
    look.perfect = Double(size.sum())
    look.squares = Double(square.sum())
    look.slope = (Double(turned.sum()), Double(turnedAcross.sum()))
    look.curvature = (Double(valueDown2.sum()), Double(valueBoth.sum()), Double(valueAcross2.sum()))
    look.noise = (Double(noise.sum()), Double(noiseAcross.sum()), Double(noiseAcross2.sum()))
    return look
  }
}
