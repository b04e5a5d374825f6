import Foundation
import Rasters

extension Raster {
  /// Radar's power or amplitude on a logarithmic scale, on which speckle is alike on bright and on dark ground; pixels
  /// that are not positive in a band are not valid. A raster with negative values is in decibels already, and stays.
  func inDecibels() -> Raster {
    let count = columns * rows
    let isLinear = samples.indices.allSatisfy { !validity.flags[$0 % count] || samples[$0] >= 0 }
    guard isLinear else { return self }
    var (result, flags) = (samples, validity.flags)
    for index in samples.indices where flags[index % count] {
      if samples[index] > 0 {
        result[index] = 10 * log10f(samples[index])
      } else {
        flags[index % count] = false
      }
    }
    return Raster(
      columns: columns, rows: rows, bandCount: bandCount, samples: result,
      validity: Mask(columns: columns, rows: rows, flags: flags))
  }
}
