import Foundation

/// Pairs of linear combinations of two sets of variables, each pair as strongly correlated as it can be while it is
/// uncorrelated with those before it [Hotelling1936].
package struct CanonicalCorrelation: Sendable, Hashable {
  /// A variable that the ones before it in its set determine, or that does not vary at all.
  package struct Singular: Error, Hashable {
    /// Place among all variables, those of the first set first.
    package let variable: Int
  }

  /// Falling, 0 to 1; as many as the smaller set has variables.
  package let correlations: [Double]
  /// Per pair the factors of the first set's variables: a combination of variance 1, positively correlated with the sum
  /// of its standardised variables.
  package let first: [[Double]]
  /// Per pair those of the second set, positively correlated with the first.
  package let second: [[Double]]

  /// Share of a variable's variance that the ones before it must leave unexplained.
  package static let leastUnexplained = 1e-9

  /// - Parameters:
  ///   - covariance: of all variables, row by row; the first set's come first. Its lower triangle is read.
  ///   - firstCount: variables of the first set.
  ///   - regularisation: share of each variable's variance that is added to it: 0 for none.
  package init(covariance: [Double], first firstCount: Int, regularisation: Double = 0) throws(Singular) {
    let width = Int(Double(covariance.count).squareRoot().rounded())
    precondition(
      width * width == covariance.count && firstCount > 0 && firstCount < width,
      "\(covariance.count) covariances, \(firstCount) variables first")
    let secondCount = width - firstCount
    let left = try Self.factor(covariance, width, 0..<firstCount, regularisation)
    let right = try Self.factor(covariance, width, firstCount..<width, regularisation)
    // Correlations of the sets once each is made white: L₁⁻¹ S₁₂ L₂⁻ᵀ.
    var white = (0..<firstCount).map { row in (0..<secondCount).map { covariance[(firstCount + $0) * width + row] } }
    for column in 0..<secondCount {
      let solved = Self.forward(left, white.map { $0[column] })
      for row in 0..<firstCount { white[row][column] = solved[row] }
    }
    for row in 0..<firstCount { white[row] = Self.forward(right, white[row]) }
    let parts = Self.singular(white)
    correlations = parts.map { min(1, $0.value) }
    let deviations = (0..<firstCount).map { covariance[$0 * width + $0].squareRoot() }
    var (ones, others): ([[Double]], [[Double]]) = ([], [])
    for part in parts {
      let factors = Self.backward(left, part.left)
      // Covariance of the combination with the sum of the standardised variables.
      var sign = 0.0
      for row in 0..<firstCount {
        for column in 0..<firstCount {
          sign += factors[row] * covariance[max(row, column) * width + min(row, column)] / deviations[column]
        }
      }
      ones.append(sign < 0 ? factors.map { -$0 } : factors)
      others.append(Self.backward(right, part.right).map { sign < 0 ? -$0 : $0 })
    }
    first = ones
    second = others
  }

  // MARK: - Small dense matrices, row by row

  /// Cholesky's factor of a diagonal block.
  private static func factor(
    _ covariance: [Double], _ width: Int, _ range: Range<Int>, _ regularisation: Double
  ) throws(Singular) -> [[Double]] {
    var rows: [[Double]] = []
    for row in range {
      var values: [Double] = []
      for column in range.lowerBound...row {
        let place = column - range.lowerBound
        var rest = covariance[row * width + column] * (row == column ? 1 + regularisation : 1)
        let other = column == row ? values : rows[place]
        for index in 0..<place { rest -= values[index] * other[index] }
        if column < row {
          values.append(rest / rows[place][place])
        } else {
          guard rest > leastUnexplained * covariance[row * width + row], rest.isFinite else {
            throw Singular(variable: row)
          }
          values.append(rest.squareRoot())
        }
      }
      rows.append(values)
    }
    return rows
  }

  /// Solves L x = b.
  private static func forward(_ lower: [[Double]], _ right: [Double]) -> [Double] {
    var result: [Double] = []
    for row in lower.indices {
      let known = (0..<row).reduce(0) { $0 + lower[row][$1] * result[$1] }
      result.append((right[row] - known) / lower[row][row])
    }
    return result
  }

  /// Solves Lᵀ x = b.
  private static func backward(_ lower: [[Double]], _ right: [Double]) -> [Double] {
    var result = right
    for row in lower.indices.reversed() {
      for later in row + 1..<lower.count { result[row] -= lower[later][row] * result[later] }
      result[row] /= lower[row][row]
    }
    return result
  }

  private typealias Part = (value: Double, left: [Double], right: [Double])

  /// Singular values, falling, with their vectors, by one-sided Jacobi rotations [GolubVanLoan2013].
  private static func singular(_ matrix: [[Double]]) -> [Part] {
    let (rows, columns) = (matrix.count, matrix[0].count)
    guard rows >= columns else {
      let turned = (0..<columns).map { column in matrix.map { $0[column] } }
      return singular(turned).map { ($0.value, $0.right, $0.left) }
    }
    // Columns of the matrix, turned until they are orthogonal, and the turns.
    var turned = (0..<columns).map { column in matrix.map { $0[column] } }
    var turns = (0..<columns).map { column in (0..<columns).map { $0 == column ? 1.0 : 0 } }
    var (sweep, isTurning) = (0, true)
    while isTurning, sweep < 60 {
      isTurning = false
      sweep += 1
      for one in 0..<columns {
        for other in one + 1..<columns where rotate(&turned, &turns, one, other) { isTurning = true }
      }
    }
    let norms = turned.map { dot($0, $0).squareRoot() }
    let order = norms.indices.sorted { (-norms[$0], $0) < (-norms[$1], $1) }
    var parts: [Part] = []
    for index in order {
      // A column of zeros has no direction of its own: any that is orthogonal to the others serves.
      let left =
        norms[index] > 1e-14 * max(norms[order[0]], 1e-300)
        ? turned[index].map { $0 / norms[index] } : orthogonal(to: parts.map(\.left), of: rows)
      parts.append((norms[index], left, turns[index]))
    }
    return parts
  }

  private static func rotate(_ columns: inout [[Double]], _ turns: inout [[Double]], _ one: Int, _ other: Int) -> Bool {
    let (a, b) = (dot(columns[one], columns[one]), dot(columns[other], columns[other]))
    let mixed = dot(columns[one], columns[other])
    guard abs(mixed) > 1e-15 * (a * b).squareRoot(), abs(mixed) > 1e-300 else { return false }
    let slope = (b - a) / (2 * mixed)
    let tangent = (slope < 0 ? -1 : 1) / (abs(slope) + (1 + slope * slope).squareRoot())
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = cosine * tangent
    for row in columns[one].indices {
      let (x, y) = (columns[one][row], columns[other][row])
      columns[one][row] = cosine * x - sine * y
      columns[other][row] = sine * x + cosine * y
    }
    for row in turns[one].indices {
      let (x, y) = (turns[one][row], turns[other][row])
      turns[one][row] = cosine * x - sine * y
      turns[other][row] = sine * x + cosine * y
    }
    return true
  }

  private static func orthogonal(to others: [[Double]], of count: Int) -> [Double] {
    for axis in 0..<count {
      var vector = (0..<count).map { $0 == axis ? 1.0 : 0 }
      for other in others {
        let share = dot(vector, other)
        for index in 0..<count { vector[index] -= share * other[index] }
      }
      let norm = dot(vector, vector).squareRoot()
      if norm > 0.5 / Double(count).squareRoot() { return vector.map { $0 / norm } }
    }
    return [Double](repeating: 0, count: count)
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
}
