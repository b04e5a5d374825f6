/// A square window of a plane, and where its taper stands.
struct ReadWindow: Sendable {
  /// Row-major, eight to a vector.
  private(set) var samples: [SIMD8<Float>]
  /// How much each pixel counts, 0 … 1, those that hold nothing 0; `nil` where all count.
  private(set) var valid: [SIMD8<Float>]?
  /// Where the taper's middle stands, from the window's own, in pixels: −0.5 … 0.5.
  let fraction: PictureShift

  /// `nil` where the window does not lie within the plane.
  /// - Parameter gaps: of the plane; `nil` where it has none.
  init?(
    _ plane: AlignmentPlane, gaps: GapCounts?, _ origin: WindowOrigin, size: Int, fraction: PictureShift = .none
  ) {
    guard origin.column >= 0, origin.row >= 0, origin.column + size <= plane.columns, origin.row + size <= plane.rows
    else { return nil }
    self.fraction = fraction
    var samples = [SIMD8<Float>](repeating: .zero, count: size * size / 8)
    var target = samples.mutableSpan
    let source = plane.samples.span
    var vector = 0
    for row in origin.row..<origin.row + size {
      var pixel = row * plane.columns + origin.column
      for _ in 0..<size / 8 {
        let eight = source.extracting(pixel..<pixel &+ 8)
        target[vector] = SIMD8(eight[0], eight[1], eight[2], eight[3], eight[4], eight[5], eight[6], eight[7])
        pixel &+= 8
        vector &+= 1
      }
    }
    self.samples = samples
    valid = nil
    if let gaps, gaps.count(origin, size: size) > 0 { leaveOutGaps(plane, origin, size: size) }
  }

  private mutating func leaveOutGaps(_ plane: AlignmentPlane, _ origin: WindowOrigin, size: Int) {
    var flags = [SIMD8<Float>](repeating: .zero, count: samples.count)
    let known = plane.valid.span
    var target = flags.mutableSpan
    var kept = samples.mutableSpan
    var vector = 0
    for row in origin.row..<origin.row + size {
      var pixel = row * plane.columns + origin.column
      for _ in 0..<size / 8 {
        var eight = SIMD8<Float>.zero
        for lane in 0..<8 where known[pixel &+ lane] { eight[lane] = 1 }
        target[vector] = eight
        // Whatever stands in a gap, be it no number.
        kept[vector].replace(with: 0, where: eight .== 0)
        pixel &+= 8
        vector &+= 1
      }
    }
    valid = flags
  }

  /// Share of the pixels that count.
  var validShare: Double {
    guard let valid else { return 1 }
    return Double(valid.reduce(SIMD8<Float>.zero, +).sum()) / Double(8 * valid.count)
  }

  /// Leaves out what `other` does not hold.
  mutating func leaveOutGaps(of other: ReadWindow) {
    guard let gaps = other.valid else { return }
    valid = valid.map { own in zip(own, gaps).map { $0 * $1 } } ?? gaps
  }

  /// Softens the edges of gaps, so that they can stand where the taper does.
  mutating func softenGaps(size: Int) {
    valid = valid.map { SoftMask.weights($0, size: size, fraction: fraction) }
  }
}
