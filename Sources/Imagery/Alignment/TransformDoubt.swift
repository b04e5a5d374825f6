import Foundation
import Rasters
import Statistics

/// How far a fitted transform may be off, at a place that tie points support.
///
/// Neighbouring tie points share content, and their errors with it, so that their number says little. The ground is cut
/// into blocks, and the fit repeated without each in turn: what that moves is the error, however it is shared.
/// - Source: [Kunsch1989] for leaving out blocks.
struct TransformDoubt: Sendable {
  let ce90InPixels: Double

  /// What all tie points have in common besides, pixels along each axis: the estimator's bias between pixels, which no
  /// residual shows. With it, errors on the pictures for development are held in 90 %.
  static let estimator = 0.0026
  /// Blocks along a side, at most.
  private static let mostBlocks = 5
  private static let probesAlong = 4

  /// - Parameters:
  ///   - refit: the transform of the tie points at these indices, with the weights of the fit on all.
  ///   - window: pixels that a tie point rests on, along a side.
  ///   - common: variance along an axis, square pixels, of what moves all tie points alike.
  init?(
    _ ties: [TiePoint], _ fit: RobustFit, window: Double, common: Double, refit: ([Int]) -> PictureTransform?
  ) {
    let used = ties.indices.filter { fit.weights[$0] > 0 }
    guard let bounds = Self.bounds(ties, used) else { return nil }
    let blocks = Self.blocks(ties, used, bounds, window: window)
    let probes = Self.probes(bounds)
    var moved: [[PictureShift]] = []
    for block in blocks {
      let rest = Set(block)
      guard let without = refit(used.filter { !rest.contains($0) }) else { continue }
      moved.append(probes.map { without.displacement(at: $0) })
    }
    guard moved.count >= 4 else { return nil }
    var variance = 0.0
    let count = Double(moved.count)
    for probe in probes.indices {
      for part in [\PictureShift.rows, \PictureShift.columns] {
        let values = moved.map { $0[probe][keyPath: part] }
        let mean = values.reduce(0, +) / count
        variance += values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * (count - 1) / count
      }
    }
    variance /= Double(2 * probes.count)
    let shared = common + Self.estimator * Self.estimator
    let all = variance + Self.distortion(ties, fit, used, window: window) + shared
    ce90InPixels = all.squareRoot() * Self.radiusOf90(degreesOfFreedom: count - 1)
  }

  /// Deviations that hold 90 % of an error in two dimensions of which the variance itself is known by so many degrees of
  /// freedom: 2.146 for many.
  /// - Source: [Hotelling1931]; the quantile of F with 2 and m degrees of freedom is m/2 · (0.1^(−2/m) − 1).
  static func radiusOf90(degreesOfFreedom: Double) -> Double {
    let rest = max(degreesOfFreedom - 1, 1)
    return (degreesOfFreedom * (pow(0.1, -2 / rest) - 1)).squareRoot()
  }

  private static func bounds(_ ties: [TiePoint], _ used: [Int]) -> (low: PixelPoint, high: PixelPoint)? {
    guard let first = used.first else { return nil }
    var (low, high) = (ties[first].place, ties[first].place)
    for index in used {
      let place = ties[index].place
      low = PixelPoint(column: min(low.column, place.column), row: min(low.row, place.row))
      high = PixelPoint(column: max(high.column, place.column), row: max(high.row, place.row))
    }
    return (low, high)
  }

  /// Blocks of about as wide as a window or wider, those without tie points left out.
  private static func blocks(
    _ ties: [TiePoint], _ used: [Int], _ bounds: (low: PixelPoint, high: PixelPoint), window: Double
  ) -> [[Int]] {
    func along(_ span: Double) -> Int { min(mostBlocks, max(2, Int(span / window) + 1)) }
    let (width, height) = (bounds.high.column - bounds.low.column, bounds.high.row - bounds.low.row)
    let (across, down) = (along(width), along(height))
    var blocks = [[Int]](repeating: [], count: across * down)
    for index in used {
      let place = ties[index].place
      let column = min(across - 1, Int((place.column - bounds.low.column) / max(width, 1) * Double(across)))
      let row = min(down - 1, Int((place.row - bounds.low.row) / max(height, 1) * Double(down)))
      blocks[row * across + column].append(index)
    }
    return blocks.filter { !$0.isEmpty }
  }

  private static func probes(_ bounds: (low: PixelPoint, high: PixelPoint)) -> [PixelPoint] {
    (0..<probesAlong * probesAlong).map { index in
      let (v, u) = (
        (Double(index / probesAlong) + 0.5) / Double(probesAlong),
        (Double(index % probesAlong) + 0.5) / Double(probesAlong)
      )
      return PixelPoint(
        column: bounds.low.column + u * (bounds.high.column - bounds.low.column),
        row: bounds.low.row + v * (bounds.high.row - bounds.low.row))
    }
  }

  /// Variance along an axis, square pixels, of what the transform leaves of the ground's own displacement: the covariance
  /// of residuals of tie points that share no content and yet lie beside each other. Never below 0.
  static func distortion(_ ties: [TiePoint], _ fit: RobustFit, _ used: [Int], window: Double) -> Double {
    var (sum, squares, count) = (0.0, 0.0, 0.0)
    for (position, first) in used.enumerated() {
      let own = ties[first].residual(from: fit.transform)
      for second in used[(position + 1)...] {
        let (a, b) = (ties[first].place, ties[second].place)
        let apart = max(abs(a.row - b.row), abs(a.column - b.column))
        guard apart >= window, apart < 1.75 * window else { continue }
        let other = ties[second].residual(from: fit.transform)
        let product = (own.rows * other.rows + own.columns * other.columns) / 2
        sum += product
        squares += product * product
        count += 1
      }
    }
    guard count >= 8 else { return 0 }
    let mean = sum / count
    // Each tie point stands in several pairs, so that about a quarter of them are independent.
    let error = (squares / (count * count) * 4).squareRoot()
    return mean > 2 * error ? mean : 0
  }
}
