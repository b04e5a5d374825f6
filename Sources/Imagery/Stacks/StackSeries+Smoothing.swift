import Rasters

extension StackSeries {
  /// Like `block`, each value the mean of its seen 3 × 3 neighbours weighted 1 2 1 both ways.
  ///
  /// A thing of nine pixels is nine looks at one change: their mean has a third of a pixel's noise and sees a step of
  /// the same height, at the price of borders that are a pixel wider. Outlines are drawn on unsmoothed pixels.
  package func smoothedBlock(_ window: Window) -> Block {
    let whole = Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows)
    let wide = Window(
      column: window.column - 1, row: window.row - 1, columns: window.columns + 2, rows: window.rows + 2
    ).intersection(whole)
    let raw = block(wide)
    let length = bandCount * count
    var values = [Float](repeating: 0, count: window.pixelCount * length)
    var seen = [Bool](repeating: false, count: window.pixelCount * count)
    var sums = [Float](repeating: 0, count: length)
    var weights = [Float](repeating: 0, count: count)
    let rawValues = raw.values.span
    let rawSeen = raw.seen.span
    for row in 0..<window.rows {
      for column in 0..<window.columns {
        for index in 0..<length { sums[index] = 0 }
        for index in 0..<count { weights[index] = 0 }
        let centreRow = row + window.row - wide.row
        let centreColumn = column + window.column - wide.column
        for r in max(0, centreRow - 1)...min(wide.rows - 1, centreRow + 1) {
          for c in max(0, centreColumn - 1)...min(wide.columns - 1, centreColumn + 1) {
            let weight: Float = (r == centreRow ? 2 : 1) * (c == centreColumn ? 2 : 1)
            let pixel = r * wide.columns + c
            for scene in 0..<count where rawSeen[pixel * count + scene] {
              weights[scene] += weight
              for band in 0..<bandCount {
                sums[band * count + scene] += weight * rawValues[pixel * length + band * count + scene]
              }
            }
          }
        }
        let target = row * window.columns + column
        let centre = centreRow * wide.columns + centreColumn
        for scene in 0..<count where rawSeen[centre * count + scene] {
          seen[target * count + scene] = true
          for band in 0..<bandCount {
            values[target * length + band * count + scene] = sums[band * count + scene] / weights[scene]
          }
        }
      }
    }
    return Block(window: window, bandCount: bandCount, count: count, values: values, seen: seen)
  }
}
