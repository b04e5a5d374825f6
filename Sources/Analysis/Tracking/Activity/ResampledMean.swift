import Foundation

/// Mean of pixels that were interpolated from a coarser detector's, with as much doubt as there are pixels of its own.
///
/// Pixels of 30 m that were made from 100 m are not eleven witnesses each but parts of one. How alike two of them are
/// follows from the kernel that made them, whatever the detector's pixels hold, as long as these vary each for itself; where
/// the detector's lattice lies is not known, so that all places of it count alike.
/// - Source: [Keys1981], the cubic kernel (a = −1/2) by which the products are resampled.
struct ResampledMean {
  let mean: Double
  /// Of the mean.
  let variance: Double
  /// Degrees of freedom that `variance` is known with.
  let freedom: Double

  /// - Parameters:
  ///   - values: one for each of `pixels`.
  ///   - pixels: indices in a grid of `columns`, rising.
  ///   - pitch: the detector's pixel in pixels of the grid, 1 at least.
  /// - Returns: `nil` of fewer than two pixels, and of pixels that are all parts of one.
  init?(_ values: [Double], at pixels: [Int], columns: Int, pitch: Double) {
    precondition(values.count == pixels.count, "\(values.count) values of \(pixels.count) pixels")
    guard pixels.count > 1 else { return nil }
    let count = Double(pixels.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let (sum, ofSquares) = Self.likeness(pixels, columns: columns, pitch: pitch)
    let own = Self.likeness(0, 0)
    let expected = count * own - sum / count
    guard expected > 1e-6 * count else { return nil }
    self.mean = mean
    variance = squares / expected * sum / (count * count)
    freedom = count * own * count * own / ofSquares - 1
  }

  /// Of all pairs of pixels, each with itself too: the sum of their covariances, in variances of the detector's pixels, and
  /// that of their squares.
  private static func likeness(_ pixels: [Int], columns: Int, pitch: Double) -> (sum: Double, ofSquares: Double) {
    let rows = (first: (pixels.first ?? 0) / columns, last: (pixels.last ?? 0) / columns)
    var flags = [Bool](repeating: false, count: (rows.last - rows.first + 1) * columns)
    for pixel in pixels { flags[pixel - rows.first * columns] = true }
    let reach = Int((4 * pitch).rounded(.down))
    var (sum, ofSquares) = (0.0, 0.0)
    for down in 0...reach {
      for right in (down == 0 ? 0 : -reach)...reach {
        let alike = likeness(Double(right) / pitch, Double(down) / pitch)
        guard alike != 0 else { continue }
        let pairs = pixels.count { pixel in
          let (column, row) = (pixel % columns + right, pixel / columns + down)
          return column >= 0 && column < columns && row <= rows.last && flags[(row - rows.first) * columns + column]
        }
        // Each pair of two is met from one of its ends.
        let weight = Double(pairs) * (down == 0 && right == 0 ? 1 : 2)
        sum += weight * alike
        ofSquares += weight * alike * alike
      }
    }
    return (sum, ofSquares)
  }

  /// Covariance of two pixels so many detector pixels apart, in variances of one of these.
  private static func likeness(_ right: Double, _ down: Double) -> Double { overlap(right) * overlap(down) }

  private static func overlap(_ distance: Double) -> Double {
    let place = abs(distance) * Double(stepsPerPixel)
    let cell = Int(place)
    guard cell + 1 < overlaps.count else { return 0 }
    return overlaps[cell] + (place - Double(cell)) * (overlaps[cell + 1] - overlaps[cell])
  }

  private static let stepsPerPixel = 32

  /// The kernel's product with itself so many steps off, integrated.
  private static let overlaps: [Double] = (0...4 * stepsPerPixel).map { offset in
    let step = 1 / Double(stepsPerPixel)
    return (-2 * stepsPerPixel...2 * stepsPerPixel).reduce(0) { sum, place in
      sum + step * kernel(Double(place) * step) * kernel(Double(place + offset) * step)
    }
  }

  private static func kernel(_ distance: Double) -> Double {
    let away = abs(distance)
    if away < 1 { return (1.5 * away - 2.5) * away * away + 1 }
    return away < 2 ? ((-0.5 * away + 2.5) * away - 4) * away + 2 : 0
  }
}
