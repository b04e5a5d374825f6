import Foundation
import Kernels
import Rasters

/// How much more often than elsewhere pixels that look alike are marked, in nats of log-odds.
///
/// Marks that are right more often than by chance suffice: they say of each look (brightness and two ratios of bands) what
/// share of the pixels that have it is marked, and so draw, at the sharpness of the picture, what was marked roughly, in
/// halves, or with its shadow. The histogram's cells hold equal numbers of pixels along each axis, so that no unit of the
/// picture's values and no tone curve enters.
package struct AppearanceOdds: Sendable {
  /// Nats above (or below) the share of marks in the whole picture; 0 where the picture shows nothing.
  package let values: [Float]

  /// Cells along each axis.
  static let cells = 16
  /// Pixels of the whole picture's mixture that each cell holds in advance: an empty cell says nothing.
  static let prior = 20.0

  /// - Parameter marked: of each pixel, whether it is marked.
  /// - Returns: `nil` where no valid pixel is marked, or every one.
  package init?(_ picture: Raster, marked: [Bool]) {
    let valid = picture.validity.flags
    let looks = Self.looks(picture)
    let count = Self.cells * Self.cells * Self.cells
    var hits = [Double](repeating: 0, count: count)
    var all = hits
    for pixel in valid.indices where valid[pixel] {
      all[Int(looks[pixel])] += 1
      if marked[pixel] { hits[Int(looks[pixel])] += 1 }
    }
    let (marks, total) = (hits.reduce(0, +), all.reduce(0, +))
    guard marks > 0, marks < total else { return nil }
    let share = marks / total
    (hits, all) = (Self.smoothed(hits), Self.smoothed(all))
    let table = zip(hits, all).map { hits, all in
      let own = (hits + Self.prior * share) / (all + Self.prior)
      return Float(log(own / (1 - own)) - log(share / (1 - share)))
    }
    values = valid.indices.map { valid[$0] ? table[Int(looks[$0])] : 0 }
  }

  /// Cell of each pixel.
  private static func looks(_ picture: Raster) -> [UInt16] {
    let brightness = LogBrightness(picture)
    let plane = picture.columns * picture.rows
    let weights = picture.validity.flags.map { $0 ? Float(1) : 0 }
    // The first, the middle and the last band: red, green and blue; of more bands those that are farthest apart.
    let bands = Set([0, picture.bandCount / 2, picture.bandCount - 1]).sorted()
    let logs = bands.map { band in
      Smoothing.mean(
        Array(picture.samples[band * plane..<(band + 1) * plane]), weights: weights, columns: picture.columns,
        rows: picture.rows, deviation: 0.7
      ).map { brightness.logarithm($0) }
    }
    var axes = [(0..<plane).map { pixel in logs.reduce(Float(0)) { $0 + $1[pixel] } }]
    if logs.count > 1 { axes.append((0..<plane).map { logs[0][$0] - logs[logs.count - 1][$0] }) }
    if logs.count > 2 { axes.append((0..<plane).map { 2 * logs[1][$0] - logs[0][$0] - logs[2][$0] }) }
    var looks = [UInt16](repeating: 0, count: plane)
    for axis in axes {
      let edges = edges(axis, valid: picture.validity.flags)
      for pixel in 0..<plane {
        var cell = 0
        for step in [8, 4, 2, 1] where cell + step < cells && edges[cell + step - 1] < axis[pixel] { cell += step }
        looks[pixel] = looks[pixel] * UInt16(cells) + UInt16(cell)
      }
    }
    return looks
  }

  /// Values that part an axis into cells of equal numbers of pixels.
  private static func edges(_ axis: [Float], valid: [Bool]) -> [Float] {
    let step = max(1, axis.count >> 16)
    let sample = stride(from: 0, to: axis.count, by: step).filter { valid[$0] }.map { axis[$0] }.sorted()
    guard !sample.isEmpty else { return [Float](repeating: 0, count: cells - 1) }
    return (1..<cells).map { sample[min(sample.count - 1, sample.count * $0 / cells)] }
  }

  /// Counts spread over the neighbouring cells by a Gaussian of one cell; beyond the last cell that one counts.
  private static func smoothed(_ counts: [Double]) -> [Double] {
    let kernel = (-3...3).map { exp(-Double($0 * $0) / 2) }
    let sum = kernel.reduce(0, +)
    return [1, cells, cells * cells].reduce(counts) { counts, step in
      counts.indices.map { index in
        let place = index / step % cells
        return (-3...3).reduce(0) { total, offset in
          let other = min(max(place + offset, 0), cells - 1)
          return total + kernel[offset + 3] / sum * counts[index + (other - place) * step]
        }
      }
    }
  }
}
