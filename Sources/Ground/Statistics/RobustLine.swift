/// `y = gain · x + offset`, fitted to the majority of the points.
package struct RobustLine: Sendable, Hashable {
  package let gain: Double
  package let offset: Double
  /// Share of the points within the tolerance of the first, consensus fit.
  package let inlierShare: Double
  /// 1.4826 × median absolute residual of the last fit's points about it.
  package let deviation: Double

  package func callAsFunction(_ x: Double) -> Double { gain * x + offset }

  /// The rising line most points agree on: random consensus, then the reduced major axis of what lies within 2.5
  /// deviations.
  ///
  /// - Parameters:
  ///   - tolerance: distance in `y` within which a point supports a hypothesis.
  ///   - gains: where the gain must lie, if that is known beforehand.
  ///   - seed: fixes the hypotheses; the same points and seed always give the same line.
  /// - Returns: `nil` for fewer than 20 points, or where no rising line can be drawn.
  /// - Source: [Fischler1981]
  package static func fit(
    _ x: [Double], _ y: [Double], tolerance: Double, gains: ClosedRange<Double>? = nil, seed: UInt64
  ) -> RobustLine? {
    precondition(x.count == y.count, "\(x.count) abscissae and \(y.count) ordinates")
    guard x.count >= 20, tolerance > 0 else { return nil }
    var generator = SeededGenerator(seed: seed)
    var best = (gain: 0.0, offset: 0.0, support: 0)
    let stride = max(1, x.count / 1_500)
    let places = Swift.stride(from: 0, to: x.count, by: stride)
    let (fewX, fewY) = (places.map { x[$0] }, places.map { y[$0] })
    let (someX, someY) = (fours(fewX), fours(fewY))
    // A flat line through ground and cloud together is near more points than the one that follows the ground.
    let spread = (x: shorth(fewX), y: shorth(fewY))
    var tried = 0
    for _ in 0..<600 where tried < 150 {
      let first = generator.integer(0...x.count - 1)
      let second = generator.integer(0...x.count - 1)
      // A hypothesis needs a lever: two points nearer than the tolerance fix no slope.
      guard abs(y[first] - y[second]) > 3 * tolerance, x[first] != x[second] else { continue }
      let gain = (y[second] - y[first]) / (x[second] - x[first])
      guard gain > 0, gain.isFinite, gains.map({ $0.contains(gain) }) ?? isPlausible(gain, spread)
      else { continue }
      tried += 1
      let offset = y[first] - gain * x[first]
      let support = support(someX.span, someY.span, gain: gain, offset: offset, tolerance: tolerance)
      if support > best.support { best = (gain, offset, support) }
    }
    guard best.support > 0 else { return nil }
    return refined(x, y, from: best, tolerance: tolerance, gains: gains)
  }

  /// A line's gain lies within this factor of what the spreads of most of the points' coordinates say.
  private static let gainFactor = 4.0

  /// Half of the values may be equal (a clipped picture): then nothing is known.
  private static func isPlausible(_ gain: Double, _ spread: (x: Double, y: Double)) -> Bool {
    guard spread.x > 0, spread.y > 0 else { return true }
    let ratio = gain * spread.x / spread.y
    return ratio >= 1 / gainFactor && ratio <= gainFactor
  }

  /// Width of the shortest interval that holds half of the values [Rousseeuw1988].
  private static func shorth(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let half = sorted.count / 2
    return (half..<sorted.count).reduce(.infinity) { min($0, sorted[$1] - sorted[$1 - half]) }
  }

  /// The values four to a vector; NaN, which lies near no line, fills the last one up.
  private static func fours(_ values: [Double]) -> [SIMD4<Double>] {
    stride(from: 0, to: values.count, by: 4).map { start in
      var four = SIMD4<Double>(repeating: .nan)
      for lane in 0..<min(4, values.count - start) { four[lane] = values[start + lane] }
      return four
    }
  }

  /// Points within `tolerance` of a line.
  private static func support(
    _ x: Span<SIMD4<Double>>, _ y: Span<SIMD4<Double>>, gain: Double, offset: Double, tolerance: Double
  ) -> Int {
    var support = SIMD4<Int64>.zero
    for index in x.indices {
      let distance = gain * x[index] + offset - y[index]
      support.replace(with: support &+ 1, where: (distance .< tolerance) .& (distance .> -tolerance))
    }
    return Int(support.wrappedSum())
  }

  private static func refined(
    _ x: [Double], _ y: [Double], from start: (gain: Double, offset: Double, support: Int), tolerance: Double,
    gains: ClosedRange<Double>?
  ) -> RobustLine? {
    var line = (gain: start.gain, offset: start.offset)
    var bound = tolerance
    var share = 0.0
    var deviation = tolerance
    for round in 0..<6 {
      let near = x.indices.filter { abs(line.gain * x[$0] + line.offset - y[$0]) < bound }
      guard near.count >= 20 else { return nil }
      if round == 0 { share = Double(near.count) / Double(x.count) }
      guard let fitted = majorAxis(x, y, near) else { return nil }
      if gains?.contains(fitted.gain) != false { line = fitted }
      // About the new line, not the old one: of points that the old one met exactly none need lie near the new one.
      deviation = 1.4826 * (Quantiles.median(near.map { abs(line.gain * x[$0] + line.offset - y[$0]) }) ?? tolerance)
      bound = max(2.5 * deviation, 1e-9)
    }
    return RobustLine(gain: line.gain, offset: line.offset, inlierShare: share, deviation: deviation)
  }

  /// The reduced major axis of the points at `places`; `nil` where it does not rise.
  ///
  /// Both coordinates are noisy: the slope of least squares in y alone would shrink with the noise in x.
  private static func majorAxis(
    _ x: [Double], _ y: [Double], _ places: [Int]
  ) -> (gain: Double, offset: Double)? {
    var sumX = 0.0
    var sumY = 0.0
    for index in places {
      sumX += x[index]
      sumY += y[index]
    }
    let meanX = sumX / Double(places.count)
    let meanY = sumY / Double(places.count)
    var covariance = 0.0
    var varianceX = 0.0
    var varianceY = 0.0
    for index in places {
      covariance += (x[index] - meanX) * (y[index] - meanY)
      varianceX += (x[index] - meanX) * (x[index] - meanX)
      varianceY += (y[index] - meanY) * (y[index] - meanY)
    }
    guard varianceX > 0, covariance > 0 else { return nil }
    let gain = (varianceY / varianceX).squareRoot()
    return (gain, meanY - gain * meanX)
  }
}
