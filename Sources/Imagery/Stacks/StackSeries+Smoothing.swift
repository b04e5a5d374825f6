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
    var (values, weights) = clean(raw)
    Self.sumNeighbours(&values, within: values.count, step: wide.columns * length)
    Self.sumNeighbours(&weights, within: weights.count, step: wide.columns * count)
    Self.sumNeighbours(&values, within: wide.columns * length, step: length)
    Self.sumNeighbours(&weights, within: wide.columns * count, step: count)
    return mean(window, of: wide, values.span, weights.span, seen: raw.seen.span)
  }

  /// Values with 0 where nothing was seen, and 1 where it was.
  private func clean(_ block: Block) -> (values: [Float], weights: [Float]) {
    var values = block.values
    let weights = block.seen.map { $0 ? Float(1) : 0 }
    var span = values.mutableSpan
    let weight = weights.span
    for pixel in 0..<block.window.pixelCount {
      for band in 0..<bandCount {
        let start = (pixel * bandCount + band) * count
        for scene in 0..<count { span[start + scene] *= weight[pixel * count + scene] }
      }
    }
    return (values, weights)
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

  /// Sums over weights where the centre was seen.
  private func mean(
    _ window: Window, of wide: Window, _ sums: Span<Float>, _ weights: Span<Float>, seen: Span<Bool>
  ) -> Block {
    let length = bandCount * count
    var values = [Float](repeating: 0, count: window.pixelCount * length)
    var isSeen = [Bool](repeating: false, count: window.pixelCount * count)
    var target = values.mutableSpan
    var flags = isSeen.mutableSpan
    for row in 0..<window.rows {
      for column in 0..<window.columns {
        let centre = (row + window.row - wide.row) * wide.columns + column + window.column - wide.column
        let pixel = row * window.columns + column
        for scene in 0..<count { flags[pixel * count + scene] = seen[centre * count + scene] }
        for band in 0..<bandCount {
          for scene in 0..<count {
            // Where nothing was seen the weight can be 0.
            let sum = seen[centre * count + scene] ? sums[centre * length + band * count + scene] : 0
            target[pixel * length + band * count + scene] = sum / max(weights[centre * count + scene], 1)
          }
        }
      }
    }
    return Block(window: window, bandCount: bandCount, count: count, values: values, seen: isSeen)
  }
}
