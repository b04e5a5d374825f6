/// What counts of a window with gaps: 0 in them and one or two pixels around, rising to 1 within a few more.
///
/// A hard edge at whole pixels cannot move with the content by a fraction, and would say that nothing moved; a ramp can,
/// by what lies between two pixels of it.
enum SoftMask {
  /// Half side of the squares by which gaps grow, and over which their edges are then spread.
  private static let radius = 2

  /// - Parameters:
  ///   - valid: 1 or 0, row-major, eight to a vector.
  ///   - fraction: by which the mask moves, −0.5 … 0.5 pixels.
  static func weights(_ valid: [SIMD8<Float>], size: Int, fraction: PictureShift) -> [SIMD8<Float>] {
    var plane = valid.flatMap { vector in (0..<8).map { vector[$0] } }
    for isDown in [false, true] { plane = along(plane, size, isDown) { $0.min() ?? 1 } }
    let share = 1 / Float(2 * radius + 1)
    for isDown in [false, true] { plane = along(plane, size, isDown) { $0.reduce(0, +) * share } }
    for (isDown, moved) in [(false, Float(fraction.columns)), (true, Float(fraction.rows))] where moved != 0 {
      // Taken from before, where the mask moves on.
      let neighbour = moved > 0 ? radius - 1 : radius + 1
      plane = along(plane, size, isDown) { $0[radius] * (1 - abs(moved)) + $0[neighbour] * abs(moved) }
    }
    return stride(from: 0, to: plane.count, by: 8).map { SIMD8(plane[$0..<$0 + 8]) }
  }

  /// Of each pixel and `radius` neighbours to both sides, along a row or down a column; beyond the border lies what lies
  /// at it.
  private static func along(
    _ plane: [Float], _ size: Int, _ isDown: Bool, _ value: ([Float]) -> Float
  ) -> [Float] {
    var near = [Float](repeating: 0, count: 2 * radius + 1)
    return plane.indices.map { pixel in
      let (row, column) = (pixel / size, pixel % size)
      for step in -radius...radius {
        let place = min(max((isDown ? row : column) + step, 0), size - 1)
        near[step + radius] = plane[isDown ? place * size + column : row * size + place]
      }
      return value(near)
    }
  }
}
