import Foundation
import Kernels

/// How far the edges around a pixel run along one pair of directions that are at right angles, as those of buildings
/// do, and those of trees, fields and water do not.
///
/// The direction of an edge, four times its angle, is the same for all four sides of a rectangle. Edge vectors of that
/// angle, of the length of the gradient of the picture's logarithm, add up where the sides agree and cancel where edges
/// run anyhow. The sum's length is the measure; light and shadow change it little, as the logarithm's gradient is a ratio.
enum RightAngles {
  /// - Parameters:
  ///   - plane: brightness, above 0 where `weights` is not 0.
  ///   - deviation: of the neighbourhood that is summed over, in pixels.
  /// - Returns: mean resultant length of the edges; 0 where nothing is shown.
  static func measure(_ plane: [Float], weights: [Float], columns: Int, rows: Int, deviation: Double) -> [Float] {
    var along = [Float](repeating: 0, count: plane.count)
    var across = along
    guard columns > 2, rows > 2 else { return along }
    let logs = zip(plane, weights).map { $1 > 0 && $0 > 0 ? logf($0) : 0 }
    let smooth = Smoothing.mean(logs, weights: weights, columns: columns, rows: rows, deviation: edgeDeviation)
    for row in 1..<rows - 1 {
      for pixel in row * columns + 1..<(row + 1) * columns - 1
      where weights[pixel] > 0 && weights[pixel - 1] > 0 && weights[pixel + 1] > 0 && weights[pixel - columns] > 0
        && weights[pixel + columns] > 0
      {
        let x = smooth[pixel + 1] - smooth[pixel - 1]
        let y = smooth[pixel + columns] - smooth[pixel - columns]
        let length = (x * x + y * y).squareRoot()
        guard length > 0 else { continue }
        // (x + iy)² and then its square over the cube of the length: the angle four times, the length once.
        let (real, imaginary) = (x * x - y * y, 2 * x * y)
        let cube = length * length * length
        along[pixel] = (real * real - imaginary * imaginary) / cube
        across[pixel] = 2 * real * imaginary / cube
      }
    }
    func mean(_ part: [Float]) -> [Float] {
      Smoothing.mean(part, weights: weights, columns: columns, rows: rows, deviation: deviation)
    }
    return zip(mean(along), mean(across)).map { ($0 * $0 + $1 * $1).squareRoot() }
  }

  /// Of the bell under which gradients are taken, in pixels.
  static let edgeDeviation = 1.0
}
