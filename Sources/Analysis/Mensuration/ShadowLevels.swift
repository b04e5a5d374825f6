import Foundation

/// Bayesian fit of a profile's three levels, roof, shade or wall, and lit ground, as shares of lit ground's brightness:
/// normal priors, normal errors, evidence in closed form.
struct ShadowLevels {
  private static let roof = (level: 1.0, deviation: 1.0)
  /// What a shadow leaves of the light.
  private static let shadow = (level: 0.3, deviation: 0.12)
  /// A wall in the sun or in its own shade, of any colour.
  private static let anyWall = (level: 0.7, deviation: 0.5)
  private static let lit = (level: 1.0, deviation: 0.2)
  private var matrix: [Double]
  private var right: [Double]
  private var constant: Double

  static let shade = ShadowLevels(between: shadow)
  static let wall = ShadowLevels(between: anyWall)

  private init(between middle: (level: Double, deviation: Double)) {
    matrix = [Double](repeating: 0, count: 9)
    right = []
    constant = 0
    for (index, prior) in [Self.roof, middle, Self.lit].enumerated() {
      let weight = 1 / (prior.deviation * prior.deviation)
      matrix[index * 3 + index] = weight
      right.append(weight * prior.level)
      constant -= 0.5 * (weight * prior.level * prior.level - log(weight))
    }
  }

  mutating func add(roof: Double, shade: Double, lit: Double, value: Double, deviation: Double, share: Double) {
    let weight = share / (deviation * deviation)
    let row = (roof, shade, lit)
    matrix[0] += weight * row.0 * row.0
    matrix[3] += weight * row.1 * row.0
    matrix[4] += weight * row.1 * row.1
    matrix[6] += weight * row.2 * row.0
    matrix[7] += weight * row.2 * row.1
    matrix[8] += weight * row.2 * row.2
    right[0] += weight * row.0 * value
    right[1] += weight * row.1 * value
    right[2] += weight * row.2 * value
    constant -= 0.5 * (weight * value * value + share * log(2 * .pi * deviation * deviation))
  }

  /// Logarithm of the probability of all that was added. Cholesky by hand: three unknowns.
  var evidence: Double {
    let l00 = matrix[0].squareRoot()
    let l10 = matrix[3] / l00
    let l11 = max(matrix[4] - l10 * l10, 1e-12).squareRoot()
    let l20 = matrix[6] / l00
    let l21 = (matrix[7] - l20 * l10) / l11
    let l22 = max(matrix[8] - l20 * l20 - l21 * l21, 1e-12).squareRoot()
    let y0 = right[0] / l00
    let y1 = (right[1] - l10 * y0) / l11
    let y2 = (right[2] - l20 * y0 - l21 * y1) / l22
    return constant + 0.5 * (y0 * y0 + y1 * y1 + y2 * y2) - log(l00 * l11 * l22)
  }
}
