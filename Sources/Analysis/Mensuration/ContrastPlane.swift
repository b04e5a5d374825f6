import Foundation
import Kernels
import Rasters

/// A window of a picture as one plane in which a thing is about 1 and what surrounds it about 0.
///
/// Bands are combined by their contrast over their scatter, so that the band that shows the thing best counts most.
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
  /// Per band the weight by which `values` were made.
  private let weights: [Float]

  /// - Parameters:
  ///   - picture: the pixels of `window` of the grid.
  ///   - inside: indices in `window` that surely lie on the thing.
  ///   - around: indices that surely lie beside it.
  ///   - shade: per band the level of sunlit ground beside the thing. A shadow takes the same share of every band from
  ///     it, so a combination of bands that gives this spectrum no weight does not see shadows; it is taken where the
  ///     thing still stands out in it. `nil` to leave shadows in.
  /// - Returns: `nil` where either has fewer than 3 valid pixels, or no band shows a difference.
  package init?(_ picture: Raster, window: Window, inside: [Int], around: [Int], shade: [Double]? = nil) {
    let inside = inside.filter { picture.validity.flags[$0] }
    let around = around.filter { picture.validity.flags[$0] }
    guard inside.count >= 3, around.count >= 3 else { return nil }
    let plane = window.pixelCount
    var contrasts: [Double] = []
    var scatters: [Double] = []
    var levels: [Double] = []
    for band in 0..<picture.bandCount {
      let thing = Self.centre(inside.map { picture.samples[band * plane + $0] })
      let ground = Self.centre(around.map { picture.samples[band * plane + $0] })
      scatters.append(max(ground.scatter, 0.5 * thing.scatter, 1e-6))
      contrasts.append(thing.median - ground.median)
      levels.append(ground.median)
    }
    let weights = Self.weights(contrasts: contrasts, scatters: scatters, shade: shade)
    let total = zip(weights, contrasts).reduce(0) { $0 + $1.0 * $1.1 }
    let separation = zip(contrasts, scatters).reduce(0) { $0 + $1.0 * $1.0 / ($1.1 * $1.1) }
    guard total > 0 else { return nil }
    var values = [Float](repeating: 0, count: plane)
    self.weights = weights.map { Float($0 / total) }
    for band in 0..<picture.bandCount {
      let weight = self.weights[band]
      let level = Float(levels[band])
      for pixel in 0..<plane { values[pixel] += weight * (picture.samples[band * plane + pixel] - level) }
    }
    column = window.column
    row = window.row
    columns = window.columns
    rows = window.rows
    self.values = values
    valid = picture.validity.flags
    self.separation = separation.squareRoot()
  }

  /// Contrast over variance, made blind to the spectrum `shade` where enough contrast is left.
  private static func weights(contrasts: [Double], scatters: [Double], shade: [Double]?) -> [Double] {
    let plain = zip(contrasts, scatters).map { $0 / ($1 * $1) }
    guard let shade, contrasts.count >= 3 else { return plain }
    // In bands scaled by their scatter: what is left of the contrast at right angles to the shadow's direction.
    let contrast = zip(contrasts, scatters).map { $0 / $1 }
    let direction = zip(shade, scatters).map { $0 / $1 }
    let length = direction.reduce(0) { $0 + $1 * $1 }
    guard length > 0 else { return plain }
    let along = zip(contrast, direction).reduce(0) { $0 + $1.0 * $1.1 } / length
    let left = zip(contrast, direction).map { $0 - along * $1 }
    let strength = left.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard strength >= leastStrength else { return plain }
    return zip(left, scatters).map { $0 / $1 }
  }

  /// Deviations of contrast that must be left once shadows are hidden.
  static let leastStrength = 4.0

  /// Another picture of the same window under the same weights, its zero left where it is.
  package func combining(_ picture: Raster) -> ContrastPlane {
    ContrastPlane(
      self,
      values: (0..<columns * rows).map { pixel in
        weights.indices.reduce(Float(0)) { $0 + weights[$1] * picture.samples[$1 * columns * rows + pixel] }
      }, valid: picture.validity.flags)
  }

  private init(_ other: ContrastPlane, values: [Float], valid: [Bool]) {
    column = other.column
    row = other.row
    columns = other.columns
    rows = other.rows
    self.values = values
    self.valid = valid
    separation = other.separation
    weights = other.weights
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

  private static func centre(_ values: [Float]) -> (median: Double, scatter: Double) {
    let sorted = values.sorted()
    let median = Double(sorted[sorted.count / 2])
    let deviations = values.map { abs(Double($0) - median) }.sorted()
    return (median, 1.4826 * deviations[deviations.count / 2])
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
