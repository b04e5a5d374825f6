import Rasters

extension WarpedScene {
  /// The scene over a whole grid as it was measured.
  /// - Parameter isShown: of an index in the scene's window and what is known of the pixel, whether it is valid.
  package func raster(on grid: Grid, isShown: (_ index: Int, _ status: UInt8) -> Bool) -> Raster {
    var samples = [Float](repeating: 0, count: grid.pixelCount * bandCount)
    var flags = [Bool](repeating: false, count: grid.pixelCount)
    withPlanes { numbers, status in
      for row in 0..<window.rows {
        for column in 0..<window.columns {
          let index = row * window.columns + column
          guard isShown(index, status[index]) else { continue }
          let target = (row + window.row) * grid.columns + column + window.column
          flags[target] = true
          for band in 0..<bandCount {
            samples[band * grid.pixelCount + target] =
              offset + scale * Float(numbers[band * window.pixelCount + index])
          }
        }
      }
    }
    return Raster(
      columns: grid.columns, rows: grid.rows, bandCount: bandCount, samples: samples,
      validity: Mask(columns: grid.columns, rows: grid.rows, flags: flags))
  }
}
