import Rasters

extension WarpedScene {
  /// Parts of a scene on one grid, pasted: where several show a pixel the first counts. `nil` for no parts.
  ///
  /// Numbers are scaled anew to the range of all; what that moves is under a sixty-thousandth of it.
  package init?(pasting parts: [WarpedScene]) {
    let shown = parts.filter { !$0.window.isEmpty }
    guard let first = shown.first else { return nil }
    guard shown.count > 1 else {
      self = first
      return
    }
    let left = shown.map(\.window.column).min() ?? 0
    let top = shown.map(\.window.row).min() ?? 0
    let right = shown.map { $0.window.column + $0.window.columns }.max() ?? 0
    let bottom = shown.map { $0.window.row + $0.window.rows }.max() ?? 0
    let window = Window(column: left, row: top, columns: right - left, rows: bottom - top)
    var samples = [Float](repeating: 0, count: window.pixelCount * first.bandCount)
    var status = [UInt8](repeating: Status.absent, count: window.pixelCount)
    for part in shown { part.paste(into: &samples, &status, of: window) }
    self.init(window: window, bandCount: first.bandCount, samples: samples, status: status)
  }

  private func paste(into samples: inout [Float], _ status: inout [UInt8], of target: Window) {
    var output = samples.mutableSpan
    var flags = status.mutableSpan
    withPlanes { numbers, own in
      for row in 0..<window.rows {
        let start = (row + window.row - target.row) * target.columns + window.column - target.column
        for column in 0..<window.columns {
          let (from, to) = (row * window.columns + column, start + column)
          guard own[from] != Status.absent, flags[to] == Status.absent else { continue }
          flags[to] = own[from]
          for band in 0..<bandCount {
            output[band * target.pixelCount + to] = offset + scale * Float(numbers[band * window.pixelCount + from])
          }
        }
      }
    }
  }
}
