import Foundation
import Kernels
import Rasters
import Statistics

/// A window of a picture as one plane in which a thing is about 1 and what surrounds it about 0.
///
/// Bands are combined by Fisher's linear discriminant [Fisher1936]: what varies most around the thing, the step from
/// sunlit ground to a shadow above all, counts least. So a shadow beside a roof lies near 0 as the ground does, and does
/// not grow into the roof's outline.
package struct ContrastPlane: Sendable {
  /// Place of the window's first pixel in the grid.
  package let column: Int
  package let row: Int
  package let columns: Int
  package let rows: Int
  package let values: [Float]
  package let valid: [Bool]
  /// Contrast between thing and surroundings over the scatter of the surroundings.
  package let separation: Double
  /// Per band the weight by which `values` were made; none where no weighted sum made them.
  private let weights: [Float]

  /// - Parameters:
  ///   - picture: the pixels of `window` of the grid.
  ///   - inside: indices in `window` that surely lie on the thing.
  ///   - around: indices that surely lie beside it.
  ///   - ground: per band the level of sunlit ground. A shadow takes most of it away: a direction in which pixels may
  ///     lie though no sampled one does. `nil` to expect no shadows.
  /// - Returns: `nil` where either has fewer than 3 valid pixels, or no band shows a difference.
  package init?(_ picture: Raster, window: Window, inside: [Int], around: [Int], ground: [Double]? = nil) {
    let inside = inside.filter { picture.validity.flags[$0] }
    let around = around.filter { picture.validity.flags[$0] }
    guard inside.count >= 3, around.count >= 3 else { return nil }
    let plane = window.pixelCount
    let thing = Cloud(picture, inside)
    let surroundings = Cloud(picture, around)
    let contrasts = zip(thing.medians, surroundings.medians).map { $0 - $1 }
    guard let weights = Self.discriminant(contrasts, thing, surroundings, ground: ground) else { return nil }
    let total = zip(weights, contrasts).reduce(0) { $0 + $1.0 * $1.1 }
    guard total > 0 else { return nil }
    var values = [Float](repeating: 0, count: plane)
    self.weights = weights.map { Float($0 / total) }
    for band in 0..<picture.bandCount {
      let weight = self.weights[band]
      let level = Float(surroundings.medians[band])
      for pixel in 0..<plane { values[pixel] += weight * (picture.samples[band * plane + pixel] - level) }
    }
    column = window.column
    row = window.row
    columns = window.columns
    rows = window.rows
    self.values = values
    valid = picture.validity.flags
    separation = Self.separation(values, around)
  }

  /// The plane made again with what it shows itself: pixels of `near` above three quarters are the thing, those of
  /// `around` below one quarter what surrounds it. The first regions hold some of both.
  package func refined(
    _ picture: Raster, window: Window, near: [Int], around: [Int], ground: [Double]? = nil
  ) -> ContrastPlane {
    let inside = near.filter { values[$0] > 0.75 }
    let outside = around.filter { values[$0] < 0.25 }
    guard inside.count * 3 >= near.count, outside.count * 3 >= around.count else { return self }
    return ContrastPlane(picture, window: window, inside: inside, around: outside, ground: ground) ?? self
  }

  /// Inverse of the scatter times the contrast.
  private static func discriminant(
    _ contrasts: [Double], _ thing: Cloud, _ surroundings: Cloud, ground: [Double]?
  ) -> [Double]? {
    let bands = contrasts.count
    let largest = contrasts.map(abs).max() ?? 0
    guard largest > 0 else { return nil }
    var scatter = zip(surroundings.covariance, thing.covariance).map { $0 + thingShare * $1 }
    if let ground {
      for i in 0..<bands { for j in 0..<bands { scatter[i * bands + j] += shadowScatter * ground[i] * ground[j] } }
    }
    for band in 0..<bands { scatter[band * bands + band] += leastScatter * leastScatter * largest * largest }
    return LeastSquares.solve(symmetric: scatter, right: contrasts)
  }

  /// Variance that shadows add along the spectrum of the ground: a fifth of the pixels lose three quarters of the light.
  static let shadowScatter = 0.2 * 0.75 * 0.75
  /// How much the thing's own scatter (its slopes, its ribs) counts beside that of its surroundings.
  private static let thingShare = 0.5
  /// Deviation that each band keeps, as a share of the largest contrast: a small sample may show less by chance.
  static let leastScatter = 0.04

  /// 1 over the robust deviation of what surrounds the thing.
  private static func separation(_ values: [Float], _ around: [Int]) -> Double {
    let scatter = Quantiles.robustDeviation(around.map { Double(values[$0]) }) ?? 1
    return 1 / max(scatter, 1e-6)
  }

  /// Some pixels of a picture as points in the space of its bands.
  private struct Cloud {
    let medians: [Double]
    /// About the medians, row-major; points count up to four deviations away.
    let covariance: [Double]

    init(_ picture: Raster, _ pixels: [Int]) {
      let plane = picture.columns * picture.rows
      let bands = (0..<picture.bandCount).map { band in pixels.map { Double(picture.samples[band * plane + $0]) } }
      let medians = bands.map { Quantiles.median($0) ?? 0 }
      let bounds = zip(bands, medians).map { values, median in
        4 * max(Quantiles.robustDeviation(values) ?? 0, 1e-9)
      }
      let points = zip(bands, zip(medians, bounds)).map { values, centre in
        values.map { max(-centre.1, min(centre.1, $0 - centre.0)) }
      }
      self.medians = medians
      covariance = points.flatMap { first in
        points.map { second in zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } / Double(max(pixels.count, 1)) }
      }
    }
  }

  /// Another picture of the same window under the same weights, its zero left where it is.
  package func combining(_ picture: Raster) -> ContrastPlane {
    ContrastPlane(
      window: Window(column: column, row: row, columns: columns, rows: rows),
      values: (0..<columns * rows).map { pixel in
        weights.indices.reduce(Float(0)) { $0 + weights[$1] * picture.samples[$1 * columns * rows + pixel] }
      }, valid: picture.validity.flags, separation: separation, weights: weights)
  }

  init(window: Window, values: [Float], valid: [Bool], separation: Double, weights: [Float] = []) {
    column = window.column
    row = window.row
    columns = window.columns
    rows = window.rows
    self.values = values
    self.valid = valid
    self.separation = separation
    self.weights = weights
  }

  /// Mean fall of the plane from `reach` pixels inside a ring to as far outside; 1 is the thing's full contrast.
  package func fall(across ring: [PixelPoint], reach: Double = 1.5) -> Double {
    let isPositive = PixelOutline.signedArea(ring) > 0
    var sum = 0.0
    var count = 0.0
    for index in ring.indices {
      let a = ring[index]
      let b = ring[(index + 1) % ring.count]
      let length = hypot(b.column - a.column, b.row - a.row)
      guard length > 1e-6 else { continue }
      let sign = isPositive ? 1.0 : -1.0
      let normal = (column: sign * (b.row - a.row) / length, row: -sign * (b.column - a.column) / length)
      let places = max(1, Int(length * 2))
      for place in 0..<places {
        let t = (Double(place) + 0.5) / Double(places)
        let column = a.column + t * (b.column - a.column)
        let row = a.row + t * (b.row - a.row)
        guard let inside = value(at: PixelPoint(column: column - reach * normal.column, row: row - reach * normal.row)),
          let outside = value(at: PixelPoint(column: column + reach * normal.column, row: row + reach * normal.row))
        else { continue }
        sum += (inside - outside) * length / Double(places)
        count += length / Double(places)
      }
    }
    return count > 0 ? sum / count : 0
  }

  /// Value between pixels, bilinear; `nil` outside and beside invalid pixels. Coordinates are of the grid.
  func value(at point: PixelPoint) -> Double? {
    let x = point.column - Double(column) - 0.5
    let y = point.row - Double(row) - 0.5
    let c = Int(x.rounded(.down))
    let r = Int(y.rounded(.down))
    guard c >= 0, r >= 0, c + 1 < columns, r + 1 < rows else { return nil }
    let index = r * columns + c
    guard valid[index], valid[index + 1], valid[index + columns], valid[index + columns + 1] else { return nil }
    let u = x - Double(c)
    let v = y - Double(r)
    return (Double(values[index]) * (1 - u) + Double(values[index + 1]) * u) * (1 - v)
      + (Double(values[index + columns]) * (1 - u) + Double(values[index + columns + 1]) * u) * v
  }
}
