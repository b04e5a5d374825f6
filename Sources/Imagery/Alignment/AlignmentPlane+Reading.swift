import Kernels
import Rasters

extension AlignmentPlane {
  /// The plane read at the place that the transform gives for each pixel, so that its content comes to lie on the
  /// reference; valid where all 64 pixels that a value rests on are.
  ///
  /// By a kernel of eight pixels a side: cubic convolution moves the finest detail by up to some hundredths of a pixel, and
  /// of windows that lie alike against their pixels all the same way.
  /// - Source: [Duchon1979]
  func read(through transform: PictureTransform) -> AlignmentPlane {
    var result = [Float](repeating: 0, count: columns * rows)
    var flags = [Bool](repeating: false, count: columns * rows)
    var target = result.mutableSpan
    var known = flags.mutableSpan
    let field = transform.field
    let gaps = GapCounts(self)
    let kernel = LanczosKernel.shared
    let source = samples.span
    for row in 0..<rows {
      for column in 0..<columns {
        let place = PixelPoint(column: Double(column) + 0.5, row: Double(row) + 0.5)
        let moved = field == nil ? transform.linearlyMoved(place) : transform.moved(place)
        let across = LanczosKernel.Place(moved.column - 0.5)
        let down = LanczosKernel.Place(moved.row - 0.5)
        guard across.first >= 0, down.first >= 0, across.first + LanczosKernel.size <= columns,
          down.first + LanczosKernel.size <= rows
        else { continue }
        let origin = WindowOrigin(column: across.first, row: down.first)
        if let gaps, gaps.count(origin, size: LanczosKernel.size) > 0 { continue }
        target[row &* columns &+ column] = kernel.value(of: source, columns: columns, across, down)
        known[row &* columns &+ column] = true
      }
    }
    return AlignmentPlane(columns: columns, rows: rows, samples: result, valid: flags)
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
