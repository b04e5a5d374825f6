/// Small dense least-squares problems by the normal equations and Cholesky's factorisation.
package enum LeastSquares {
  /// Coefficients that minimise Σ wᵢ (yᵢ − Σⱼ aⱼ xᵢⱼ)²; `nil` where the columns do not fix them.
  package static func solve(rows: [[Double]], values: [Double], weights: [Double]? = nil) -> [Double]? {
    guard let width = rows.first?.count, values.count == rows.count else { return nil }
    guard rows.count >= width else { return nil }
    var normal = [Double](repeating: 0, count: width * width)
    var right = [Double](repeating: 0, count: width)
    var normalSpan = normal.mutableSpan
    var rightSpan = right.mutableSpan
    for (index, row) in rows.enumerated() {
      precondition(row.count == width, "\(row.count) terms in a row of \(width)")
      let (terms, weight) = (row.span, weights?[index] ?? 1)
      for i in 0..<width { rightSpan[i] += weight * terms[i] * values[index] }
      addSquares(of: terms, weight: weight, &normalSpan)
    }
    return factor(normal, width: width).map { substitute($0, right, width: width) }
  }

  /// Adds the products of a row's terms to the lower triangle of a square matrix.
  @inline(__always)
  fileprivate static func addSquares(of row: Span<Double>, weight: Double, _ normal: inout MutableSpan<Double>) {
    var start = 0
    for i in 0..<row.count {
      let weighted = weight * row[i]
      for j in 0...i { normal[start &+ j] += weighted * row[j] }
      start &+= row.count
    }
  }

  /// Sums over the rows of a problem, added one by one, so that none has to be kept.
  package struct NormalEquations {
    private let width: Int
    private var count = 0
    private var normal: [Double]
    private var right: [Double]

    package init(width: Int) {
      self.width = width
      normal = Array(repeating: 0, count: width * width)
      right = Array(repeating: 0, count: width)
    }

    package mutating func add(_ row: Span<Double>, value: Double, weight: Double = 1) {
      precondition(row.count == width, "\(row.count) terms in a row of \(width)")
      count += 1
      var rightSpan = right.mutableSpan
      for i in 0..<row.count { rightSpan[i] += weight * row[i] * value }
      var normalSpan = normal.mutableSpan
      LeastSquares.addSquares(of: row, weight: weight, &normalSpan)
    }

    /// As `solve`.
    package var solution: [Double]? {
      guard count >= width else { return nil }
      return LeastSquares.factor(normal, width: width).map { LeastSquares.substitute($0, right, width: width) }
    }
  }

  /// x of `matrix` x = right for a symmetric positive matrix, row-major; `nil` where it is not positive.
  package static func solve(symmetric matrix: [Double], right: [Double]) -> [Double]? {
    precondition(matrix.count == right.count * right.count, "\(matrix.count) cells for \(right.count) unknowns")
    return factor(matrix, width: right.count).map { substitute($0, right, width: right.count) }
  }

  /// Lower Cholesky factor of a symmetric matrix given by its lower triangle, row-major; `nil` unless it is positive.
  package static func factor(_ matrix: [Double], width: Int) -> [Double]? {
    var lower = matrix
    var cells = lower.mutableSpan
    for i in 0..<width {
      let row = i &* width
      for j in 0...i {
        let other = j &* width
        var sum = cells[row &+ j]
        for k in 0..<j { sum -= cells[row &+ k] * cells[other &+ k] }
        if i == j {
          guard sum > 1e-9 * max(matrix[row &+ i], 1e-300) else { return nil }
          cells[row &+ i] = sum.squareRoot()
        } else {
          cells[row &+ j] = sum / cells[other &+ j]
        }
      }
    }
    return lower
  }

  /// x of L Lᵀ x = right.
  package static func substitute(_ lower: [Double], _ right: [Double], width: Int) -> [Double] {
    var solution = right
    for i in 0..<width {
      for k in 0..<i { solution[i] -= lower[i * width + k] * solution[k] }
      solution[i] /= lower[i * width + i]
    }
    for i in (0..<width).reversed() {
      for k in i + 1..<max(i + 1, width) { solution[i] -= lower[k * width + i] * solution[k] }
      solution[i] /= lower[i * width + i]
    }
    return solution
  }
}
