import Places

extension StackSeries {
  /// Per scene the mean of each band over those of `pixels` that it saw, and how many those are.
  /// - Parameter wanted: whether a scene is looked at; of all others nothing was seen.
  package func means(
    over pixels: [Int], ofScenes wanted: (Int) -> Bool = { _ in true }
  ) -> [(values: [Double]?, seen: Int)] {
    let runs = rowRuns(pixels)
    return (0..<count).map { scene in
      guard wanted(scene) else { return (nil, 0) }
      let seen = seenPixels(of: scene, runs)
      let total = seen.reduce(0) { $0 + $1.columns.count }
      guard total > 0 else { return (nil, 0) }
      let window = scenes[scene].window
      var values = [Double](repeating: 0, count: bandCount)
      scenes[scene].withPlanes { numbers, _ in
        for band in 0..<bandCount {
          let table = tables[scene][band]
          let cells = table.span
          var sum = 0.0
          for run in seen {
            let line = FieldRow(transfers[scene].fields[band], haze: hazeField(scene, band), row: run.row, grid: grid)
            let start = band * window.pixelCount + (run.row - window.row) * window.columns - window.column
            for column in run.columns {
              sum += Double(StackSeries.look(up: numbers[start + column], in: cells) - line.value(column: column))
            }
          }
          values[band] = sum / Double(total)
        }
      }
      return (values, total)
    }
  }

  /// Pixels of one row of the grid.
  private struct RowRun {
    let row: Int
    var columns: [Int]
  }

  /// `pixels` cut where their row changes.
  private func rowRuns(_ pixels: [Int]) -> [RowRun] {
    var runs: [RowRun] = []
    for pixel in pixels {
      let row = pixel / grid.columns
      if runs.last?.row != row { runs.append(RowRun(row: row, columns: [])) }
      runs[runs.count - 1].columns.append(pixel - row * grid.columns)
    }
    return runs
  }

  /// What of `runs` a scene saw.
  private func seenPixels(of scene: Int, _ runs: [RowRun]) -> [RowRun] {
    let window = scenes[scene].window
    let codes = codes[scene]
    let flags = codes.span
    return runs.compactMap { run in
      guard window.row..<window.row + window.rows ~= run.row else { return nil }
      let start = (run.row - window.row) * window.columns - window.column
      let columns = run.columns.filter {
        window.column..<window.column + window.columns ~= $0 && flags[start + $0] == MaskCode.seen
      }
      return columns.isEmpty ? nil : RowRun(row: run.row, columns: columns)
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
