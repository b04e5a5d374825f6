import Foundation
import Kernels
import Rasters

/// The even patch of a picture around one of its pixels.
package enum RegionGrowing {
  /// Indices of the connected pixels that look like the 3 × 3 neighbourhood of the start: within half the way to the
  /// first clear break in how many pixels join as the tolerance grows.
  package static func region(_ picture: Raster, column: Int, row: Int) -> [Int] {
    let plane = picture.columns * picture.rows
    let near = (max(0, row - 1)...min(picture.rows - 1, row + 1)).flatMap { r in
      (max(0, column - 1)...min(picture.columns - 1, column + 1)).map { r * picture.columns + $0 }
    }
    let start = (0..<picture.bandCount).map { band in
      let values = near.map { picture.samples[band * plane + $0] }.sorted()
      return values[values.count / 2]
    }
    let spread = (0..<picture.bandCount).map { band -> Float in
      let values = (0..<plane).filter { picture.validity.flags[$0] }.map { picture.samples[band * plane + $0] }.sorted()
      guard values.count > 10 else { return 1 }
      return max(values[values.count * 9 / 10] - values[values.count / 10], 1e-6)
    }
    var distances = [Float](repeating: .infinity, count: plane)
    for pixel in 0..<plane where picture.validity.flags[pixel] {
      var sum: Float = 0
      for band in 0..<picture.bandCount {
        let difference = (picture.samples[band * plane + pixel] - start[band]) / spread[band]
        sum += difference * difference
      }
      distances[pixel] = (sum / Float(picture.bandCount)).squareRoot()
    }
    // The tolerance after which the region leaks: just before its largest relative jump.
    var best: [Int] = near
    var worst = 1.0
    var previous: [Int]?
    for step in 2...10 {
      let tolerance = 0.04 * Float(step)
      let flags = distances.map { $0 <= tolerance }
      let component =
        Morphology.components(flags, columns: picture.columns, rows: picture.rows)
        .first { $0.contains(row * picture.columns + column) } ?? near
      if let before = previous, before.count >= 9 {
        let jump = Double(component.count) / Double(before.count)
        if jump > worst {
          worst = jump
          best = before
        }
      } else if previous == nil {
        best = component
      }
      previous = component
    }
    return best
  }
}
