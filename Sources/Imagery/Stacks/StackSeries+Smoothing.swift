import Rasters

extension StackSeries {
  /// Like `block`, each value the mean of its seen 3 × 3 neighbours weighted 1 2 1 both ways.
  ///
  /// A thing of nine pixels is nine looks at one change: their mean has a third of a pixel's noise and sees a step of
  /// the same height, at the price of borders that are a pixel wider. Outlines are drawn on unsmoothed pixels.
  package func smoothedBlock(_ window: Window) -> Block {
    let whole = Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows)
    // Beyond all pictures there is nothing to read or to add up.
    let inner = window.intersection(covered)
    let wide = Window(column: inner.column - 1, row: inner.row - 1, columns: inner.columns + 2, rows: inner.rows + 2)
      .intersection(whole)
    guard !inner.isEmpty else {
      return Block(
        window: window, bandCount: bandCount, count: count,
        values: Array(repeating: 0, count: window.pixelCount * bandCount * count),
        seen: Array(repeating: false, count: window.pixelCount * count))
    }
    var raw = block(wide)
    let length = bandCount * count
    var weights = raw.seen.map { $0 ? Float(1) : 0 }
    clean(&raw.values, weights.span)
    Self.sumNeighbours(&raw.values, within: raw.values.count, step: wide.columns * length)
    Self.sumNeighbours(&weights, within: weights.count, step: wide.columns * count)
    Self.sumNeighbours(&raw.values, within: wide.columns * length, step: length)
    Self.sumNeighbours(&weights, within: wide.columns * count, step: count)
    return mean(window, inner, of: raw, weights.span)
  }

  /// The smallest window around all scenes' pictures.
  private var covered: Window {
    let windows = scenes.map(\.window).filter { !$0.isEmpty }
    let left = windows.map(\.column).min() ?? 0
    let top = windows.map(\.row).min() ?? 0
    return Window(
      column: left, row: top, columns: (windows.map { $0.column + $0.columns }.max() ?? 0) - left,
      rows: (windows.map { $0.row + $0.rows }.max() ?? 0) - top)
  }

  /// Sets to 0 what was not seen.
  private func clean(_ values: inout [Float], _ weights: Span<Float>) {
    var span = values.mutableSpan
    for pixel in 0..<weights.count / max(count, 1) {
      for band in 0..<bandCount {
        let start = (pixel * bandCount + band) * count
        for scene in 0..<count { span[start + scene] *= weights[pixel * count + scene] }
      }
    }
  }

  /// Each element becomes the one `step` before + 2 × itself + the one `step` after, within parts of `length`
  /// elements, beyond which there is 0.
  private static func sumNeighbours(_ values: inout [Float], within length: Int, step: Int) {
    guard step > 0 else { return }
    var before = [Float](repeating: 0, count: step)
    var span = values.mutableSpan
    var held = before.mutableSpan
    for start in stride(from: 0, to: span.count, by: length) {
      for index in 0..<step { held[index] = 0 }
      for line in stride(from: start, to: start + length - step, by: step) {
        for index in 0..<step {
          let own = span[line + index]
          span[line + index] = held[index] + 2 * own + span[line + step + index]
          held[index] = own
        }
      }
      let last = start + length - step
      for index in 0..<step { span[last + index] = held[index] + 2 * span[last + index] }
    }
  }

  /// Sums over weights where the centre was seen, for the pixels of `inner`.
  private func mean(_ window: Window, _ inner: Window, of sums: Block, _ weights: Span<Float>) -> Block {
    let length = bandCount * count
    var values = [Float](repeating: 0, count: window.pixelCount * length)
    var isSeen = [Bool](repeating: false, count: window.pixelCount * count)
    var target = values.mutableSpan
    var flags = isSeen.mutableSpan
    let source = sums.values.span
    let seen = sums.seen.span
    for row in inner.row..<inner.row + inner.rows {
      for column in inner.column..<inner.column + inner.columns {
        let centre = (row - sums.window.row) * sums.window.columns + column - sums.window.column
        let pixel = (row - window.row) * window.columns + column - window.column
        for scene in 0..<count { flags[pixel * count + scene] = seen[centre * count + scene] }
        for band in 0..<bandCount {
          for scene in 0..<count {
            // Where nothing was seen the weight can be 0.
            let sum = seen[centre * count + scene] ? source[centre * length + band * count + scene] : 0
            target[pixel * length + band * count + scene] = sum / max(weights[centre * count + scene], 1)
          }
        }
      }
    }
    return Block(window: window, bandCount: bandCount, count: count, values: values, seen: isSeen)
  }
}
