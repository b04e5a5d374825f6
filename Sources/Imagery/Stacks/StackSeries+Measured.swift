import Rasters

extension StackSeries {
  /// A scene over the whole grid as it was measured, aligned and warped but brought to no common level: for methods that
  /// know what noise the numbers have. `validity` is true where it was seen.
  package func measured(of scene: Int) -> Raster {
    let count = grid.pixelCount
    var samples = [Float](repeating: 0, count: count * bandCount)
    var flags = [Bool](repeating: false, count: count)
    let warped = scenes[scene]
    let window = warped.window
    warped.withPlanes { numbers, _ in
      for row in 0..<window.rows {
        for column in 0..<window.columns {
          let index = row * window.columns + column
          guard codes[scene][index] == MaskCode.seen else { continue }
          let target = (row + window.row) * grid.columns + column + window.column
          flags[target] = true
          for band in 0..<bandCount {
            samples[band * count + target] =
              warped.offset + warped.scale * Float(numbers[band * window.pixelCount + index])
          }
        }
      }
    }
    return Raster(
      columns: grid.columns, rows: grid.rows, bandCount: bandCount, samples: samples,
      validity: Mask(columns: grid.columns, rows: grid.rows, flags: flags))
  }
}
