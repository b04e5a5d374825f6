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
    let width = size / 8
    var plane = valid
    for isSum in [false, true] {
      down(&plane, size, width, isSum)
      across(&plane, size, width, isSum)
    }
    if fraction.rows != 0 { moveDown(&plane, size, width, Float(fraction.rows)) }
    if fraction.columns != 0 { moveAcross(&plane, size, width, Float(fraction.columns)) }
    return plane
  }

  /// The least, or the mean, of each pixel and `radius` above and below; beyond the border lies what lies at it.
  private static func down(_ plane: inout [SIMD8<Float>], _ size: Int, _ width: Int, _ isSum: Bool) {
    let before = plane
    let source = before.span
    var target = plane.mutableSpan
    let share = 1 / Float(2 * radius + 1)
    for row in 0..<size {
      for group in 0..<width {
        var value = source[row &* width &+ group]
        for step in -radius...radius where step != 0 {
          let other = source[min(max(row &+ step, 0), size &- 1) &* width &+ group]
          if isSum { value += other } else { value = pointwiseMin(value, other) }
        }
        target[row &* width &+ group] = isSum ? value * share : value
      }
    }
  }

  /// As `down`, along each row.
  private static func across(_ plane: inout [SIMD8<Float>], _ size: Int, _ width: Int, _ isSum: Bool) {
    let before = plane
    let source = before.span
    var target = plane.mutableSpan
    let share = 1 / Float(2 * radius + 1)
    for row in 0..<size {
      for group in 0..<width {
        let (left, here, right) = neighbours(source, row, group, width)
        let others = (shifted(left, here, 6), shifted(left, here, 7), shifted(here, right, 1), shifted(here, right, 2))
        let value =
          isSum
          ? (here + others.0 + others.1 + others.2 + others.3) * share
          : pointwiseMin(
            here, pointwiseMin(pointwiseMin(others.0, others.1), pointwiseMin(others.2, others.3)))
        target[row &* width &+ group] = value
      }
    }
  }

  /// Between each pixel and the one from which the mask moves on.
  private static func moveDown(_ plane: inout [SIMD8<Float>], _ size: Int, _ width: Int, _ moved: Float) {
    let before = plane
    let source = before.span
    var target = plane.mutableSpan
    for row in 0..<size {
      let other = min(max(moved > 0 ? row &- 1 : row &+ 1, 0), size &- 1)
      for group in 0..<width {
        target[row &* width &+ group] =
          source[row &* width &+ group] * (1 - abs(moved)) + source[other &* width &+ group] * abs(moved)
      }
    }
  }

  private static func moveAcross(_ plane: inout [SIMD8<Float>], _ size: Int, _ width: Int, _ moved: Float) {
    let before = plane
    let source = before.span
    var target = plane.mutableSpan
    for row in 0..<size {
      for group in 0..<width {
        let (left, here, right) = neighbours(source, row, group, width)
        let other = moved > 0 ? shifted(left, here, 7) : shifted(here, right, 1)
        target[row &* width &+ group] = here * (1 - abs(moved)) + other * abs(moved)
      }
    }
  }

  /// Eight pixels of a row with the eight before and after; beyond the border lies what lies at it.
  @inline(__always)
  private static func neighbours(
    _ source: Span<SIMD8<Float>>, _ row: Int, _ group: Int, _ width: Int
  ) -> (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>) {
    let index = row &* width &+ group
    let here = source[index]
    return (
      group > 0 ? source[index &- 1] : SIMD8(repeating: here[0]), here,
      group &+ 1 < width ? source[index &+ 1] : SIMD8(repeating: here[7])
    )
  }

  /// Eight of the sixteen pixels from the one at `first` on.
  @inline(__always)
  private static func shifted(_ left: SIMD8<Float>, _ right: SIMD8<Float>, _ first: Int) -> SIMD8<Float> {
    var result = SIMD8<Float>.zero
    for lane in 0..<8 {
      let place = first &+ lane
      result[lane] = place < 8 ? left[place] : right[place &- 8]
    }
    return result
  }
}
