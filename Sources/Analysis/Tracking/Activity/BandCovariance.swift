import Foundation

/// Covariance of a few bands, by its Cholesky factor.
struct BandCovariance: Sendable {
  let count: Int
  /// Lower triangle, row by row, full rows.
  private let factor: [Double]
  let logDeterminant: Double

  /// - Parameter matrix: `count × count`, symmetric; where it is not positive, the diagonal is raised until it is.
  init(_ matrix: [Double], count: Int) {
    precondition(matrix.count == count * count, "\(matrix.count) numbers are no \(count) × \(count) matrix")
    self.count = count
    let scale = (0..<count).reduce(0) { $0 + matrix[$1 * count + $1] } / Double(count)
    var ridge = max(scale, 1e-30) * 1e-6
    while true {
      if let factor = Self.cholesky(matrix, count, ridge) {
        self.factor = factor
        logDeterminant = 2 * (0..<count).reduce(0) { $0 + log(factor[$1 * count + $1]) }
        return
      }
      ridge *= 10
    }
  }

  private static func cholesky(_ matrix: [Double], _ count: Int, _ ridge: Double) -> [Double]? {
    var factor = [Double](repeating: 0, count: count * count)
    for row in 0..<count {
      for column in 0...row {
        var sum = matrix[row * count + column] + (row == column ? ridge : 0)
        for index in 0..<column { sum -= factor[row * count + index] * factor[column * count + index] }
        if row == column {
          guard sum > 0 else { return nil }
          factor[row * count + row] = sum.squareRoot()
        } else {
          factor[row * count + column] = sum / factor[column * count + column]
        }
      }
    }
    return factor
  }

  /// The vector in units in which the covariance is 1.
  func whitened(_ vector: [Double]) -> [Double] {
    var result = vector
    for row in 0..<count {
      for column in 0..<row { result[row] -= factor[row * count + column] * result[column] }
      result[row] /= factor[row * count + row]
    }
    return result
  }

  /// Squared distance from zero.
  func square(_ vector: [Double]) -> Double { whitened(vector).reduce(0) { $0 + $1 * $1 } }

  /// ln of Student's density with `freedom` degrees whose scale matrix is this covariance.
  /// - Parameter square: distance of the place from the middle.
  func logStudent(_ square: Double, freedom: Double) -> Double {
    Self.logStudent(square, bands: count, freedom: freedom) - logDeterminant / 2
  }

  /// The same for a scale matrix of 1.
  static func logStudent(_ square: Double, bands: Int, freedom: Double) -> Double {
    let half = (freedom + Double(bands)) / 2
    let constant = lgamma(half) - lgamma(freedom / 2) - Double(bands) / 2 * log(freedom * Double.pi)
    return constant - half * log1p(square / freedom)
  }
}
