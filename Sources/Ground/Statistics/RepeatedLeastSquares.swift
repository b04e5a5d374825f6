/// Least squares with one table of terms and many sets of values, most of which share their rows: the factor is kept
/// until the rows change.
package struct RepeatedLeastSquares: Sendable {
  private let rows: [[Double]]
  private let weights: [Double]
  private let width: Int
  private var chosen: [Int] = []
  private var factor: [Double]?

  /// - Parameter weights: of each row; 1 where not given.
  package init(rows: [[Double]], weights: [Double]? = nil) {
    precondition(weights.map { $0.count == rows.count } ?? true, "one weight a row")
    self.rows = rows
    self.weights = weights ?? rows.map { _ in 1 }
    width = rows.first?.count ?? 0
  }

  /// Chooses the rows that the next values belong to; false where they do not fix the coefficients.
  package mutating func prepare(_ indices: [Int]) -> Bool {
    if indices == chosen { return factor != nil }
    chosen = indices
    var normal = [Double](repeating: 0, count: width * width)
    for index in indices {
      for i in 0..<width {
        for j in 0...i { normal[i * width + j] += weights[index] * rows[index][i] * rows[index][j] }
      }
    }
    factor = LeastSquares.factor(normal, width: width)
    return factor != nil
  }

  /// Coefficients for one value for each chosen row. Calling it without a successful `prepare` is a broken promise.
  package func solve(_ values: [Double]) -> [Double] {
    guard let factor else { preconditionFailure("no rows were prepared") }
    precondition(values.count == chosen.count, "\(values.count) values for \(chosen.count) rows")
    var right = [Double](repeating: 0, count: width)
    for (position, index) in chosen.enumerated() {
      for i in 0..<width { right[i] += weights[index] * rows[index][i] * values[position] }
    }
    return LeastSquares.substitute(factor, right, width: width)
  }
}
