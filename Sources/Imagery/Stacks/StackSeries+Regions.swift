import Places

extension StackSeries {
  /// Per scene the mean of each band over those of `pixels` that it saw, and how many those are.
  package func means(over pixels: [Int]) -> [(values: [Double]?, seen: Int)] {
    (0..<count).map { scene in
      let window = scenes[scene].window
      var sums = [Double](repeating: 0, count: bandCount)
      var seen = 0
      scenes[scene].withPlanes { numbers, _ in
        for pixel in pixels {
          let column = pixel % grid.columns - window.column
          let row = pixel / grid.columns - window.row
          guard column >= 0, row >= 0, column < window.columns, row < window.rows else { continue }
          let index = row * window.columns + column
          guard codes[scene][index] == MaskCode.seen else { continue }
          seen += 1
          for band in 0..<bandCount {
            let field = FieldRow(
              transfers[scene].fields[band], haze: hazeField(scene, band), row: pixel / grid.columns, grid: grid)
            let table = tables[scene][band]
            let cells = table.span
            sums[band] += Double(
              StackSeries.look(up: numbers[band * window.pixelCount + index], in: cells)
                - field.value(column: pixel % grid.columns))
          }
        }
      }
      return (seen > 0 ? sums.map { $0 / Double(seen) } : nil, seen)
    }
  }

  /// The reason that hides most of `pixels` from `scene`; `seen` where none hides any.
  package func commonestReason(of scene: Int, pixels: [Int]) -> Visibility {
    var counts: [Visibility: Int] = [:]
    for pixel in pixels {
      let reason = visibility(of: scene, pixel: pixel)
      if reason != .seen { counts[reason, default: 0] += 1 }
    }
    return Visibility.allCases.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) } ?? .seen
  }
}
