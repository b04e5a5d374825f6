import Foundation
import Statistics

/// What whole scenes have in common beyond the season: wet soil, slant light, a veil of haze. Each mode is one number a
/// scene; pixels follow it more or less (bare soil darkens in the wet, roofs do not), so it is a term for regressions,
/// not a correction.
///
/// - Source: [Jolliffe2002], ch. 7: principal factors. Only what two dates share counts, so that one noisy date makes no
///   mode of its own.
package enum CommonModes {
  static let most = 2
  /// A mode is kept where it explains this share of the variance between dates.
  static let leastShare = 0.08
  /// Dates that each further term of a regression needs.
  static let datesPerMode = 7
  static let rounds = 8

  /// Sums of products of pixels' residuals between dates, in deviations of their scenes.
  struct Sums: Sendable {
    let count: Int
    private(set) var products: [Double]
    private(set) var pairs: [Double]

    init(count: Int) {
      self.count = count
      products = Array(repeating: 0, count: count * count)
      pairs = products
    }

    /// Residuals of one pixel and band at `scenes`.
    mutating func add(_ residuals: [Float], scenes: [Int]) {
      for (i, first) in scenes.enumerated() {
        for (j, second) in scenes[...i].enumerated() {
          products[first * count + second] += Double(residuals[i] * residuals[j])
          pairs[first * count + second] += 1
        }
      }
    }

    mutating func merge(_ other: Sums) {
      for index in products.indices {
        products[index] += other.products[index]
        pairs[index] += other.pairs[index]
      }
    }
  }

  /// Per mode one value a scene, of mean square 1; the strongest first.
  static func modes(_ sums: Sums) -> [[Double]] {
    let count = sums.count
    let most = min(most, count / datesPerMode - 1)
    guard most > 0 else { return [] }
    var matrix = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in 0...i where sums.pairs[i * count + j] > 0 {
        let mean = sums.products[i * count + j] / sums.pairs[i * count + j]
        matrix[i * count + j] = mean
        matrix[j * count + i] = mean
      }
    }
    let total = (0..<count).reduce(0) { $0 + matrix[$1 * count + $1] }
    // The first guess of what a date shares is the most it shares with one other: from its whole variance a noisy date
    // would make a mode of its own that no round takes back.
    for i in 0..<count {
      matrix[i * count + i] = (0..<count).reduce(0) { $1 == i ? $0 : max($0, abs(matrix[i * count + $1])) }
    }
    var found: [(value: Double, vector: [Double])] = []
    for _ in 0..<rounds {
      found = strongest(matrix, count: count, number: most)
      for i in 0..<count {
        matrix[i * count + i] = found.reduce(0) { $0 + $1.value * $1.vector[i] * $1.vector[i] }
      }
    }
    return found.filter { $0.value > leastShare * total }
      .map { mode in mode.vector.map { $0 * Double(count).squareRoot() } }
  }

  /// The largest eigenvalues of a symmetric matrix, with unit vectors, by powers and deflation.
  private static func strongest(_ matrix: [Double], count: Int, number: Int) -> [(value: Double, vector: [Double])] {
    var matrix = matrix
    var found: [(value: Double, vector: [Double])] = []
    for _ in 0..<number {
      var vector = (0..<count).map { 1 + 0.1 * cos(Double($0)) }
      var value = 0.0
      for _ in 0..<60 {
        var next = [Double](repeating: 0, count: count)
        for i in 0..<count { for j in 0..<count { next[i] += matrix[i * count + j] * vector[j] } }
        let length = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 1e-12 else { return found }
        value = zip(next, vector).reduce(0) { $0 + $1.0 * $1.1 } / vector.reduce(0) { $0 + $1 * $1 }
        vector = next.map { $0 / length }
      }
      guard value > 0 else { return found }
      found.append((value, vector))
      for i in 0..<count { for j in 0..<count { matrix[i * count + j] -= value * vector[i] * vector[j] } }
    }
    return found
  }
}
