/// A square window of a plane, and where its taper stands.
struct ReadWindow: Sendable {
  var samples: [Float]
  /// 1 where the pixel counts, 0 where it does not; samples are finite everywhere.
  var valid: [Float]
  /// Where the taper's middle stands, from the window's own, in pixels: −0.5 … 0.5.
  var fraction: PictureShift

  /// `nil` where the window does not lie within the plane.
  init?(_ plane: AlignmentPlane, column: Int, row: Int, size: Int, fraction: PictureShift = .none) {
    guard column >= 0, row >= 0, column + size <= plane.columns, row + size <= plane.rows else { return nil }
    self.fraction = fraction
    var samples = [Float](repeating: 0, count: size * size)
    var valid = samples
    var target = samples.mutableSpan
    var flags = valid.mutableSpan
    let source = plane.samples.span
    let known = plane.valid.span
    for r in 0..<size {
      let start = (row &+ r) &* plane.columns &+ column
      for c in 0..<size where known[start &+ c] {
        target[r &* size &+ c] = source[start &+ c]
        flags[r &* size &+ c] = 1
      }
    }
    self.samples = samples
    self.valid = valid
  }

  /// Share of the pixels that count.
  var validShare: Double {
    var sum: Float = 0
    for flag in valid { sum += flag }
    return Double(sum) / Double(valid.count)
  }

  /// Leaves out what `other` does not hold.
  mutating func leaveOut(_ other: ReadWindow) {
    for pixel in valid.indices { valid[pixel] *= other.valid[pixel] }
  }
}
