import Quantities
import Rasters
import SceneMeasures

extension Raster {
  /// By how much the picture was enlarged as far as its own spectrum tells; 1 where it tells nothing.
  var enlargement: Double { EffectiveGSD.measure(middle, gsd: Metres(1)).limiting(Metres(1)).magnitude }

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
