/// The lasso in its plain form: one band, every row by itself, residuals kept.
///
/// Minimises (1/2n) Σ (y − c₀ − Σ bⱼ zⱼ)² + λ Σ |bⱼ| over terms standardised to mean 0 and variance 1. As the peers of
/// COLD do, it stops where no standardised coefficient moves by more than 10⁻⁴ of the values' deviation; sweeps over
/// all terms alternate with sweeps over those that ever left 0.
/// - Source: [Friedman2010], section 2
enum ReferenceLasso {
  static let tolerance = 1e-4

  /// Coefficients, the constant first. A term that does not vary gets 0.
  /// - Parameter rows: terms of each date without the constant.
  static func fit(rows: [[Double]], values: [Double], penalty: Double, tolerance: Double = tolerance) -> [Double] {
    let count = Double(rows.count)
    let terms = rows.first?.count ?? 0
    let mean = values.reduce(0, +) / count
    var residuals = values.map { $0 - mean }
    let deviation = (residuals.reduce(0) { $0 + $1 * $1 } / count).squareRoot()
    let means = (0..<terms).map { term in rows.reduce(0) { $0 + $1[term] } / count }
    let scales = (0..<terms).map { term in
      (rows.reduce(0) { $0 + ($1[term] - means[term]) * ($1[term] - means[term]) } / count).squareRoot()
    }
    let columns = (0..<terms).map { term in
      rows.map { scales[term] > 1e-9 ? ($0[term] - means[term]) / scales[term] : 0 }
    }
    var coefficients = [Double](repeating: 0, count: terms)
    var touched = [Bool](repeating: false, count: terms)
    /// Largest move of a coefficient.
    func sweep(all: Bool) -> Double {
      var largest = 0.0
      for term in 0..<terms where scales[term] > 1e-9 && (all || touched[term]) {
        let old = coefficients[term]
        let gradient = zip(columns[term], residuals).reduce(0) { $0 + $1.0 * $1.1 } / count + old
        let size = abs(gradient) - penalty
        let new = size > 0 ? (gradient > 0 ? size : -size) : 0
        guard new != old else { continue }
        touched[term] = true
        coefficients[term] = new
        for index in residuals.indices { residuals[index] -= (new - old) * columns[term][index] }
        largest = max(largest, abs(new - old))
      }
      return largest
    }
    let small = tolerance * deviation
    while sweep(all: true) > small {
      while sweep(all: false) > small {}
    }
    let slopes = (0..<terms).map { scales[$0] > 1e-9 ? coefficients[$0] / scales[$0] : 0 }
    return [mean - zip(slopes, means).reduce(0) { $0 + $1.0 * $1.1 }] + slopes
  }
}
