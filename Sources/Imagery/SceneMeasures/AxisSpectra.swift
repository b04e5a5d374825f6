import Foundation
import Kernels
import Rasters
import Statistics

/// Mean power of a picture along its rows and along its columns, from tiles without an absent pixel.
///
/// The power along one axis is summed over all frequencies of the other, so that it is smooth: thousands of lines count.
struct AxisSpectra {
  /// Pixels a side of a tile; frequencies are multiples of 1 / `size` cycles a pixel.
  static let size = 128

  /// Robust deviations of a tile's brightness from which on what stands out is compressed: the spectrum of one white roof on
  /// dull ground is that of a rectangle, with gaps where an enlarged picture has them, and would drown all else.
  private static let compressed: Float = 3

  /// Natural logarithms of the power at the frequencies 0 … `size` / 2 − 1.
  let alongRows: [Double]
  let alongColumns: [Double]

  /// - Returns: `nil` where no tile is without an absent pixel.
  init?(_ raster: Raster) {
    let size = Self.size
    guard raster.columns >= size, raster.rows >= size else { return nil }
    let transform = FourierTransform(size: size)
    let taper = (0..<size).map { Float(0.5 - 0.5 * cos(2 * Double.pi * (Double($0) + 0.5) / Double(size))) }
    var rows = [Double](repeating: 0, count: size / 2)
    var columns = rows
    var tileCount = 0
    for top in Self.starts(raster.rows) {
      for left in Self.starts(raster.columns) {
        guard var real = Self.tile(raster, left: left, top: top, taper: taper) else { continue }
        var imaginary = [Float](repeating: 0, count: size * size)
        transform.forward(&real, &imaginary)
        Self.add(real, imaginary, &rows, &columns)
        tileCount += 1
      }
    }
    guard tileCount > 0, rows[size / 4] > 0, columns[size / 4] > 0 else { return nil }
    let scale = 1 / Double(tileCount)
    let least = 1e-9 * max(rows[1], columns[1]) * scale
    alongRows = rows.map { log($0 * scale + least) }
    alongColumns = columns.map { log($0 * scale + least) }
  }

  /// Beginnings of tiles that lie side by side, spread over the length.
  private static func starts(_ length: Int) -> [Int] {
    let count = length / size
    return (0..<count).map { count == 1 ? (length - size) / 2 : $0 * (length - size) / (count - 1) }
  }

  /// The mean of the bands less its own mean, tapered; `nil` where a pixel is absent.
  private static func tile(_ raster: Raster, left: Int, top: Int, taper: [Float]) -> [Float]? {
    var values = [Float](repeating: 0, count: size * size)
    let plane = raster.columns * raster.rows
    var sum = 0.0
    for row in 0..<size {
      let start = (top + row) * raster.columns + left
      for column in 0..<size {
        guard raster.validity.flags[start + column] else { return nil }
        var value: Float = 0
        for band in 0..<raster.bandCount { value += raster.samples[band * plane + start + column] }
        values[row * size + column] = value
        sum += Double(value)
      }
    }
    let mean = Float(sum / Double(size * size))
    let scale = compressed * (Quantiles.robustDeviation(values.map(Double.init)).map { Float($0) } ?? 0)
    for row in 0..<size {
      for column in 0..<size {
        let value = values[row * size + column] - mean
        values[row * size + column] = (scale > 0 ? scale * asinh(value / scale) : value) * taper[row] * taper[column]
      }
    }
    return values
  }

  /// `FourierTransform` has the frequency along the rows as its first index.
  private static func add(
    _ real: [Float], _ imaginary: [Float], _ rows: inout [Double], _ columns: inout [Double]
  ) {
    for first in 0..<size {
      for second in 0..<size {
        let index = first * size + second
        let power = Double(real[index] * real[index] + imaginary[index] * imaginary[index])
        if first < size / 2 { rows[first] += power }
        if second < size / 2 { columns[second] += power }
      }
    }
  }
}
