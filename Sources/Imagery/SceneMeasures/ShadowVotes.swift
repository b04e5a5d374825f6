import Foundation
import Kernels
import Rasters
import Statistics

/// The votes of a picture's tiles on the direction from bright to dark, in the picture's own frame.
struct ShadowVotes {
  /// From the direction of columns towards that of rows.
  let angle: Double
  /// Half of a 90 % interval: spread over resampled tiles, and what the shapes of things add.
  let halfWidth: Double
  let strength: Double

  static let tile = 32
  /// Shadows longer than this, in pixels, count by their first part.
  private static let reach = 8
  private static let surroundings = 12
  /// Error of a direction that many tiles share: halls stand in rows, and their shadows are cut by their corners.
  private static let shared = 10 * Double.pi / 180

  /// - Returns: `nil` for pictures under 64 pixels a side or without contrast.
  init?(_ raster: Raster) {
    guard min(raster.columns, raster.rows) >= 64 else { return nil }
    let size = max(raster.columns, raster.rows) > 256 ? 512 : 256
    let plane = Self.plane(raster, size: size)
    guard let residual = Self.residual(plane, size: size) else { return nil }
    let field = Self.field(residual.below, size: size)
    var votes: [(Double, Double)] = []
    for top in stride(from: 0, to: size, by: Self.tile) {
      for left in stride(from: 0, to: size, by: Self.tile) {
        var (across, down) = (0.0, 0.0)
        for row in top..<top + Self.tile {
          for column in left..<left + Self.tile {
            let index = row * size + column
            across += Double(residual.above[index] * field.columns[index])
            down += Double(residual.above[index] * field.rows[index])
          }
        }
        // The square root keeps one tile with large roofs from outvoting all.
        let length = (across * across + down * down).squareRoot()
        if length > 0 { votes.append((across / length.squareRoot(), down / length.squareRoot())) }
      }
    }
    guard votes.count >= 8 else { return nil }
    let sum = votes.reduce((0.0, 0.0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    let squares = votes.reduce(0.0) { $0 + $1.0 * $1.0 + $1.1 * $1.1 }
    guard squares > 0 else { return nil }
    angle = atan2(sum.1, sum.0)
    strength = ((sum.0 * sum.0 + sum.1 * sum.1) / squares).squareRoot()
    let spread = Self.spread(votes, about: angle)
    halfWidth = (spread * spread + pow(1.645 * Self.shared, 2)).squareRoot()
  }

  /// The angle in 0 ..< 2π.
  static func turned(_ angle: Double) -> Double {
    let rest = angle.truncatingRemainder(dividingBy: 2 * .pi)
    return rest < 0 ? rest + 2 * .pi : rest
  }

  /// 90th centile of the departures of resampled sums from `angle`.
  private static func spread(_ votes: [(Double, Double)], about angle: Double) -> Double {
    var generator = SeededGenerator(seed: 11)
    var departures: [Double] = []
    for _ in 0..<200 {
      var sum = (0.0, 0.0)
      for _ in votes.indices {
        let vote = votes[generator.integer(0...votes.count - 1)]
        sum = (sum.0 + vote.0, sum.1 + vote.1)
      }
      let difference = turned(atan2(sum.1, sum.0) - angle + .pi) - .pi
      departures.append(abs(difference))
    }
    return Quantiles.quantile(0.9, of: &departures) ?? .pi
  }

  /// The mean of the bands of the middle, absent pixels as NaN, in a square of `size`.
  private static func plane(_ raster: Raster, size: Int) -> [Float] {
    var plane = [Float](repeating: .nan, count: size * size)
    let (width, height) = (min(raster.columns, size), min(raster.rows, size))
    let (left, top) = ((raster.columns - width) / 2, (raster.rows - height) / 2)
    let count = raster.columns * raster.rows
    for row in 0..<height {
      for column in 0..<width {
        let source = (top + row) * raster.columns + left + column
        guard raster.validity.flags[source] else { continue }
        var sum: Float = 0
        for band in 0..<raster.bandCount { sum += raster.samples[band * count + source] }
        plane[row * size + column] = sum
      }
    }
    return plane
  }

  /// Brightness above and below the mean of the surroundings, beyond half its usual departure and up to four of them.
  private static func residual(_ plane: [Float], size: Int) -> (above: [Float], below: [Float])? {
    let mean = boxMean(plane, size: size)
    var departures = plane.indices.map { plane[$0] - mean[$0] }
    var sample = departures.filter { $0.isFinite }.map { abs($0) }
    guard let scale = Quantiles.upperMedian(&sample), scale > 0 else { return nil }
    let deviation = 1.4826 * scale
    for index in departures.indices where !departures[index].isFinite { departures[index] = 0 }
    func part(_ sign: Float) -> [Float] {
      departures.map { min(max(sign * $0 / deviation - 0.5, 0), 4) }
    }
    return (part(1), part(-1))
  }

  /// Mean of the pixels that are there within a square around each.
  private static func boxMean(_ plane: [Float], size: Int) -> [Float] {
    let width = size + 1
    var sums = [Double](repeating: 0, count: width * width)
    var counts = sums
    for row in 0..<size {
      var (sum, count) = (0.0, 0.0)
      for column in 0..<size {
        let value = plane[row * size + column]
        if value.isFinite {
          sum += Double(value)
          count += 1
        }
        let index = (row + 1) * width + column + 1
        sums[index] = sums[index - width] + sum
        counts[index] = counts[index - width] + count
      }
    }
    var means = [Float](repeating: .nan, count: plane.count)
    for row in 0..<size {
      let (top, bottom) = (max(0, row - surroundings), min(size, row + surroundings + 1))
      for column in 0..<size {
        let (left, right) = (max(0, column - surroundings), min(size, column + surroundings + 1))
        func total(_ table: [Double]) -> Double {
          table[bottom * width + right] - table[top * width + right] - table[bottom * width + left]
            + table[top * width + left]
        }
        let count = total(counts)
        if count > 0 { means[row * size + column] = Float(total(sums) / count) }
      }
    }
    return means
  }

  /// At each pixel, the sum over displacements of the darkness there times the displacement's direction.
  ///
  /// One transform serves both components: they are the real and the imaginary part of one kernel.
  private static func field(_ below: [Float], size: Int) -> (columns: [Float], rows: [Float]) {
    let transform = FourierTransform(size: size)
    var (real, imaginary) = (below, [Float](repeating: 0, count: below.count))
    transform.forward(&real, &imaginary)
    var kernel = [Float](repeating: 0, count: below.count)
    var kernelImaginary = kernel
    for row in -reach...reach {
      for column in -reach...reach {
        let distance = Double(row * row + column * column).squareRoot()
        guard distance >= 1, distance <= Double(reach) else { continue }
        // What lies at x + d is brought to x by the kernel's value at −d.
        let index = ((size - row) % size) * size + (size - column) % size
        kernel[index] = Float(Double(column) / distance)
        kernelImaginary[index] = Float(Double(row) / distance)
      }
    }
    transform.forward(&kernel, &kernelImaginary)
    for index in real.indices {
      let product = real[index] * kernel[index] - imaginary[index] * kernelImaginary[index]
      imaginary[index] = real[index] * kernelImaginary[index] + imaginary[index] * kernel[index]
      real[index] = product
    }
    transform.inverse(&real, &imaginary)
    return (real, imaginary)
  }
}
