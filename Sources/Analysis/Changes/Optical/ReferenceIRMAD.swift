import Foundation
import Statistics

/// `IRMAD` in its plain form, pixel by pixel, all rounds over all pixels: what the fast one is tested against.
package enum ReferenceIRMAD {
  /// - Parameter pixels: per pixel its bands, those of the first picture first.
  /// - Returns: the canonical correlations, and Z of every pixel.
  /// - Throws: `CanonicalCorrelation.Singular`.
  package static func fit(
    _ pixels: [[Double]], firstBands: Int, tolerance: Double, mostRounds: Int
  ) throws -> (correlations: [Double], sumsOfSquares: [Double]) {
    let bands = pixels[0].count
    let degrees = min(firstBands, bands - firstBands)
    var weights = [Double](repeating: 1, count: pixels.count)
    var correlations = [Double](repeating: .infinity, count: degrees)
    var z = weights
    for _ in 0..<mostRounds {
      let total = weights.reduce(0, +)
      let means = (0..<bands).map { band in zip(weights, pixels).reduce(0) { $0 + $1.0 * $1.1[band] } / total }
      var covariance = [Double](repeating: 0, count: bands * bands)
      for (weight, pixel) in zip(weights, pixels) {
        for row in 0..<bands {
          for column in 0..<bands {
            covariance[row * bands + column] +=
              weight * (pixel[row] - means[row]) * (pixel[column] - means[column]) / total
          }
        }
      }
      let canonical = try CanonicalCorrelation(covariance: covariance, first: firstBands)
      for (index, pixel) in pixels.enumerated() {
        z[index] = 0
        for (pair, correlation) in canonical.correlations.enumerated() {
          var variate = 0.0
          for band in 0..<firstBands { variate += canonical.first[pair][band] * (pixel[band] - means[band]) }
          for band in firstBands..<bands {
            variate -= canonical.second[pair][band - firstBands] * (pixel[band] - means[band])
          }
          z[index] += variate * variate / (2 * (1 - correlation))
        }
        weights[index] = survival(z[index], degrees: degrees)
      }
      let change = zip(canonical.correlations, correlations).reduce(0) { max($0, abs($1.0 - $1.1)) }
      correlations = canonical.correlations
      if change < tolerance { break }
    }
    return (correlations, z)
  }

  /// The tail of χ² by Simpson's rule over its square root, from its end.
  private static func survival(_ z: Double, degrees: Int) -> Double {
    let (start, steps) = (z.squareRoot(), 120)
    let end = start + 12
    let step = (end - start) / Double(steps)
    func density(_ root: Double) -> Double {
      2 * pow(root, Double(degrees - 1))
        * exp(-root * root / 2 - Double(degrees) / 2 * M_LN2 - lgamma(Double(degrees) / 2))
    }
    var sum = density(start) + density(end)
    for index in 1..<steps { sum += density(start + Double(index) * step) * (index % 2 == 1 ? 4 : 2) }
    return min(1, sum * step / 3)
  }
}
