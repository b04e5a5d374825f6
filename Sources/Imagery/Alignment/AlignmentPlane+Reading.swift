import Rasters

extension AlignmentPlane {
  /// The plane read at the place that the transform gives for each pixel, so that its content comes to lie on the
  /// reference; cubic, valid where all sixteen pixels that it rests on are.
  /// - Source: [Keys1981]
  func read(through transform: PictureTransform) -> AlignmentPlane {
    var result = [Float](repeating: 0, count: columns * rows)
    var flags = [Bool](repeating: false, count: columns * rows)
    var target = result.mutableSpan
    var known = flags.mutableSpan
    let field = transform.field
    for row in 0..<rows {
      for column in 0..<columns {
        let place = PixelPoint(column: Double(column) + 0.5, row: Double(row) + 0.5)
        let moved = field == nil ? transform.linearlyMoved(place) : transform.moved(place)
        guard let value = cubic(atRow: Float(moved.row - 0.5), column: Float(moved.column - 0.5)) else { continue }
        target[row &* columns &+ column] = value
        known[row &* columns &+ column] = true
      }
    }
    return AlignmentPlane(columns: columns, rows: rows, samples: result, valid: flags)
  }

  /// Value between pixel centres; `nil` where any of the sixteen around is missing.
  @inline(__always)
  private func cubic(atRow row: Float, column: Float) -> Float? {
    guard row >= 1, column >= 1, row < Float(rows - 2), column < Float(columns - 2) else { return nil }
    let (top, left) = (Int(row), Int(column))
    let (w0, w1, w2, w3) = Self.weights(column - Float(left))
    let (v0, v1, v2, v3) = Self.weights(row - Float(top))
    let flags = valid.span
    let source = samples.span
    var sum: Float = 0
    var index = (top &- 1) &* columns &+ left &- 1
    for step in 0..<4 {
      guard flags[index], flags[index &+ 1], flags[index &+ 2], flags[index &+ 3] else { return nil }
      let line = w0 * source[index] + w1 * source[index &+ 1] + w2 * source[index &+ 2] + w3 * source[index &+ 3]
      sum += line * (step == 0 ? v0 : step == 1 ? v1 : step == 2 ? v2 : v3)
      index &+= columns
    }
    return sum
  }

  @inline(__always)
  private static func weights(_ t: Float) -> (Float, Float, Float, Float) {
    (
      ((-0.5 * t + 1) * t - 0.5) * t, (1.5 * t - 2.5) * t * t + 1, ((-1.5 * t + 2) * t + 0.5) * t,
      (0.5 * t - 0.5) * t * t
    )
  }
}

extension PictureTransform {
  /// As `moved`, of a transform without a field.
  @inline(__always)
  fileprivate func linearlyMoved(_ place: PixelPoint) -> PixelPoint {
    let (right, down) = (place.column - centre.column, place.row - centre.row)
    return PixelPoint(
      column: place.column + shift.columns + linear.columnsPerRow * down + linear.columnsPerColumn * right,
      row: place.row + shift.rows + linear.rowsPerRow * down + linear.rowsPerColumn * right)
  }
}
