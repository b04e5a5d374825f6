/// Places labels around their outlines so that they do not cover one another; first come, first placed.
package struct LabelPlacement {
  private struct Box {
    let left: Double
    let top: Double
    let right: Double
    let bottom: Double

    func meets(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  private let frame: Box
  private var taken: [Box] = []

  package init(width: Double, height: Double) {
    frame = Box(left: 0, top: 0, right: width, bottom: height)
  }

  /// Keeps labels off a rectangle, such as that of the scale bar.
  package mutating func block(left: Double, top: Double, right: Double, bottom: Double) {
    taken.append(Box(left: left, top: top, right: right, bottom: bottom))
  }

  /// Centre of a label of `width` by `height` near `points`; `nil` where there is no free place nearby.
  package mutating func place(width: Double, height: Double, near points: [ReportPoint]) -> ReportPoint? {
    guard let left = points.map(\.column).min(), let right = points.map(\.column).max(),
      let top = points.map(\.row).min(), let bottom = points.map(\.row).max()
    else { return nil }
    let centre = ReportPoint(column: (left + right) / 2, row: (top + bottom) / 2)
    let reach = (column: (right - left) / 2 + width * 0.6, row: (bottom - top) / 2 + height * 0.7)
    // Above right first, as on maps; then round the outline, then farther out.
    let directions = [(1.0, -1.0), (-1, -1), (1, 1), (-1, 1), (0, -1), (0, 1), (1, 0), (-1, 0)]
    for ring in 0..<4 {
      for direction in directions {
        let candidate = ReportPoint(
          column: centre.column + direction.0 * (reach.column + Double(ring) * width),
          row: centre.row + direction.1 * (reach.row + Double(ring) * height))
        let box = Box(
          left: candidate.column - width / 2, top: candidate.row - height / 2,
          right: candidate.column + width / 2, bottom: candidate.row + height / 2)
        let isInside =
          box.left >= frame.left && box.top >= frame.top && box.right <= frame.right && box.bottom <= frame.bottom
        if isInside, !taken.contains(where: box.meets) {
          taken.append(box)
          return candidate
        }
      }
    }
    return nil
  }
}
