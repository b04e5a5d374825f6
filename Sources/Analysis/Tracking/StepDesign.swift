import Statistics

/// What the fits of a step at many places have in common: the terms beside the step, laid out row after row, and their
/// normal equations as long as no date counts less for being an outlier.
struct StepDesign: Sendable {
  let count: Int
  /// Terms beside the step: those given, the constant and the other steps.
  let width: Int
  /// Those of them that were given; they come first.
  let given: Int
  /// `terms[date * width + term]`
  private let terms: [Double]
  /// Of each date, without outliers.
  let weights: [Double]
  /// Lower triangle, row-major, with an empty row and column more, for the step.
  private let normal: [Double]

  init(_ rows: [[Double]], variances: [Double], otherSteps: [Int]) {
    precondition(rows.count == variances.count, "\(rows.count) dates and \(variances.count) variances")
    count = rows.count
    given = rows.first?.count ?? 0
    width = given + 1 + otherSteps.count
    var terms: [Double] = []
    terms.reserveCapacity(count * width)
    for (index, row) in rows.enumerated() {
      precondition(row.count == given, "\(row.count) terms in a row of \(given)")
      terms += row
      terms.append(1)
      for step in otherSteps { terms.append(index >= step ? 1 : 0) }
    }
    self.terms = terms
    weights = variances.map { 1 / $0 }
    normal = Self.normal(terms, width: width, weights: weights)
  }

  /// Coefficients of the terms and, last, of the step whose first new date is `date`; `nil` where the dates do not fix
  /// them.
  /// - Parameters:
  ///   - weights: of each date.
  ///   - arePlain: whether they are those of the design.
  ///   - stiffness: weight with which each given term is held to 0.
  func solve(
    _ values: [Double], stepAt date: Int, weights: [Double], arePlain: Bool, stiffness: Double
  ) -> [Double]? {
    guard count > 0, count + given >= width + 1 else { return nil }
    var matrix = arePlain ? normal : Self.normal(terms, width: width, weights: weights)
    var right = [Double](repeating: 0, count: width + 1)
    addStep(&matrix, &right, values, from: date, weights: weights)
    for term in 0..<given { matrix[term * (width + 1) + term] += stiffness }
    return LeastSquares.factor(matrix, width: width + 1).map {
      LeastSquares.substitute($0, right, width: width + 1)
    }
  }

  /// What a solution leaves of the values.
  func residuals(_ values: [Double], _ solution: [Double], stepAt date: Int) -> [Double] {
    var residuals = values
    var output = residuals.mutableSpan
    let (terms, solution) = (terms.span, solution.span)
    for index in 0..<count {
      var modelled = 0.0
      let start = index &* width
      for term in 0..<width { modelled += terms[start &+ term] * solution[term] }
      if index >= date { modelled += solution[width] }
      output[index] -= modelled
    }
    return residuals
  }

  /// The step's row of the matrix, and the right-hand side.
  private func addStep(
    _ matrix: inout [Double], _ right: inout [Double], _ values: [Double], from date: Int, weights: [Double]
  ) {
    var cells = matrix.mutableSpan
    var sums = right.mutableSpan
    let (terms, values, weights) = (terms.span, values.span, weights.span)
    let row = width &* (width &+ 1)
    for index in 0..<count {
      let (start, weight, value) = (index &* width, weights[index], values[index])
      for term in 0..<width { sums[term] += weight * terms[start &+ term] * value }
      guard index >= date else { continue }
      sums[width] += weight * value
      for term in 0..<width { cells[row &+ term] += weight * terms[start &+ term] }
      cells[row &+ width] += weight
    }
  }

  private static func normal(_ terms: [Double], width: Int, weights: [Double]) -> [Double] {
    var normal = [Double](repeating: 0, count: (width + 1) * (width + 1))
    var cells = normal.mutableSpan
    let span = terms.span
    for index in weights.indices {
      let row = span.extracting(index * width..<(index + 1) * width)
      var start = 0
      for i in 0..<width {
        let weighted = weights[index] * row[i]
        for j in 0...i { cells[start &+ j] += weighted * row[j] }
        start &+= width &+ 1
      }
    }
    return normal
  }
}
