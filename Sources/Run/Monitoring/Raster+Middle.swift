import Rasters
import SceneMeasures

extension Raster {
  /// The part that the effective size of a pixel is measured on.
  var middle: Raster {
    let window = EffectiveGSD.window(columns: columns, rows: rows)
    guard window.columns < columns || window.rows < rows else { return self }
    var samples: [Float] = []
    samples.reserveCapacity(window.pixelCount * bandCount)
    for band in 0..<bandCount {
      for row in window.row..<window.row + window.rows {
        let start = (band * rows + row) * columns + window.column
        samples += self.samples[start..<start + window.columns]
      }
    }
    let flags = (window.row..<window.row + window.rows).flatMap { row in
      validity.flags[row * columns + window.column..<row * columns + window.column + window.columns]
    }
    return Raster(
      columns: window.columns, rows: window.rows, bandCount: bandCount, samples: samples,
      validity: Mask(columns: window.columns, rows: window.rows, flags: flags))
  }
}
