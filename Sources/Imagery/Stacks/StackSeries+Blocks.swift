import Rasters

extension StackSeries {
  /// Pixels of a row that are filled for all scenes before the next ones: their series stay in the cache meanwhile.
  private static let pixelsAtOnce = 32

  /// Normalised values of all scenes over `window`; 0 where a scene's picture does not reach.
  package func block(_ window: Window) -> Block {
    var values = [Float](repeating: 0, count: window.pixelCount * bandCount * count)
    var seen = [Bool](repeating: false, count: window.pixelCount * count)
    var valueSpan = values.mutableSpan
    var seenSpan = seen.mutableSpan
    for row in window.row..<window.row + window.rows {
      for first in stride(from: window.column, to: window.column + window.columns, by: Self.pixelsAtOnce) {
        let piece = Window(
          column: first, row: row, columns: min(Self.pixelsAtOnce, window.column + window.columns - first), rows: 1)
        let start = (row - window.row) * window.columns + first - window.column
        for scene in 0..<count { fill(scene, piece, from: start, &valueSpan, &seenSpan) }
      }
    }
    return Block(window: window, bandCount: bandCount, count: count, values: values, seen: seen)
  }

  /// - Parameters:
  ///   - piece: a part of one row of the grid.
  ///   - start: index in the block of its first pixel.
  private func fill(
    _ scene: Int, _ piece: Window, from start: Int, _ values: inout MutableSpan<Float>, _ seen: inout MutableSpan<Bool>
  ) {
    let covered = scenes[scene].window
    let common = piece.intersection(covered)
    guard !common.isEmpty else { return }
    let index = (common.row - covered.row) * covered.columns + common.column - covered.column
    let offset = start + common.column - piece.column
    let codes = codes[scene]
    let codeSpan = codes.span
    var target = offset * count + scene
    for column in 0..<common.columns {
      seen[target] = codeSpan[index + column] == MaskCode.seen
      target += count
    }
    scenes[scene].withPlanes { numbers, _ in
      for band in 0..<bandCount {
        let field = FieldRow(transfers[scene].fields[band], haze: hazeField(scene, band), row: common.row, grid: grid)
        let table = tables[scene][band]
        let cells = table.span
        var target = (offset * bandCount + band) * count + scene
        let plane = band * covered.pixelCount + index
        for column in 0..<common.columns {
          values[target] =
            StackSeries.look(up: numbers[plane + column], in: cells) - field.value(column: common.column + column)
          target += bandCount * count
        }
      }
    }
  }
}
