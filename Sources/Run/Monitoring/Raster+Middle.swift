import Rasters
import SceneMeasures

extension Raster {
  /// The part that the effective size of a pixel is measured on: of the first band alone, since each more takes as long
  /// again and tells the same.
  var middle: Raster {
    let window = EffectiveGSD.window(columns: columns, rows: rows)
    var samples: [Float] = []
    samples.reserveCapacity(window.pixelCount)
    for row in window.row..<window.row + window.rows {
      let start = row * columns + window.column
      samples += self.samples[start..<start + window.columns]
    }
    let flags = (window.row..<window.row + window.rows).flatMap { row in
      validity.flags[row * columns + window.column..<row * columns + window.column + window.columns]
    }
    return Raster(
      columns: window.columns, rows: window.rows, bandCount: 1, samples: samples,
      validity: Mask(columns: window.columns, rows: window.rows, flags: flags))
  }
}
