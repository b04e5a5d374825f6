import Places

extension StackSeries {
  /// Per scene the mean of each band over those of `pixels` that it saw, and how many those are.
  /// - Parameter wanted: whether a scene is looked at; of all others nothing was seen.
  package func means(
    over pixels: [Int], ofScenes wanted: (Int) -> Bool = { _ in true }
  ) -> [(values: [Double]?, seen: Int)] {
    // Divided once, not for every scene: a division costs more than the rest.
    let places = pixels.map { (row: $0 / grid.columns, column: $0 % grid.columns) }
    return (0..<count).map { scene in
      guard wanted(scene) else { return (nil, 0) }
      let window = scenes[scene].window
      let (fields, tables) = (transfers[scene].fields, tables[scene])
      let codes = codes[scene]
      var sums = [Double](repeating: 0, count: bandCount)
      var seen = 0
      var lines: [FieldRow] = []
      var lineRow = -1
      scenes[scene].withPlanes { numbers, _ in
        for (gridRow, gridColumn) in places {
          let column = gridColumn - window.column
          let row = gridRow - window.row
          guard column >= 0, row >= 0, column < window.columns, row < window.rows else { continue }
          let index = row * window.columns + column
          guard codes[index] == MaskCode.seen else { continue }
          seen += 1
          // Pixels of a region come row by row.
          if gridRow != lineRow {
            lineRow = gridRow
            lines = (0..<bandCount).map {
              FieldRow(fields[$0], haze: hazeField(scene, $0), row: gridRow, grid: grid)
            }
          }
          for band in 0..<bandCount {
            let table = tables[band]
            let cells = table.span
            sums[band] += Double(
              StackSeries.look(up: numbers[band * window.pixelCount + index], in: cells)
                - lines[band].value(column: gridColumn))
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
