import Rasters
import Statistics

/// A translation or an affine transform by weighted least squares.
struct LinearFit: Sendable {
  /// The value is the number of terms along each axis.
  enum Model: Int, Sendable {
    case translation = 1
    case affine = 3
  }

  let transform: PictureTransform

  /// Fits what the prior leaves; the prior's linear part stays in a translation.
  /// - Parameters:
  ///   - weights: of each of `indices`, beside the tie points' own covariances.
  ///   - scatter: deviation along each axis, pixels, of the places themselves.
  /// - Returns: `nil` where the places do not fix the model, such as on one line.
  init?(
    _ ties: [TiePoint], indices: [Int], weights: [Double]? = nil, model: Model, prior: PictureTransform,
    scatter: Double = 0.1
  ) {
    let (terms, width) = (model.rawValue, 2 * model.rawValue)
    // Lengths of about 1 keep the equations well posed.
    let scale = 1 / max(prior.centre.row, prior.centre.column, 1)
    var normal = [Double](repeating: 0, count: width * width)
    var right = [Double](repeating: 0, count: width)
    var cells = normal.mutableSpan
    for (position, index) in indices.enumerated() {
      let tie = ties[index]
      let residual = tie.residual(from: prior)
      let (a, b, c) = (tie.rowVariance + scatter * scatter, tie.covariance, tie.columnVariance + scatter * scatter)
      let weight = (weights?[position] ?? 1) / max(a * c - b * b, 1e-300)
      let (rr, rc, cc) = (c * weight, -b * weight, a * weight)
      let basis = (
        1.0, (tie.place.row - prior.centre.row) * scale, (tie.place.column - prior.centre.column) * scale
      )
      for i in 0..<terms {
        let u = i == 0 ? basis.0 : i == 1 ? basis.1 : basis.2
        right[i] += u * (rr * residual.rows + rc * residual.columns)
        right[terms + i] += u * (rc * residual.rows + cc * residual.columns)
        for j in 0..<terms {
          let v = j == 0 ? basis.0 : j == 1 ? basis.1 : basis.2
          cells[i * width + j] += u * v * rr
          cells[i * width + terms + j] += u * v * rc
          cells[(terms + i) * width + j] += u * v * rc
          cells[(terms + i) * width + terms + j] += u * v * cc
        }
      }
    }
    guard let solution = LeastSquares.solve(symmetric: normal, right: right) else { return nil }
    var transform = prior.shifted(by: PictureShift(rows: solution[0], columns: solution[terms]))
    if model == .affine {
      transform.linear.rowsPerRow += solution[1] * scale
      transform.linear.rowsPerColumn += solution[2] * scale
      transform.linear.columnsPerRow += solution[4] * scale
      transform.linear.columnsPerColumn += solution[5] * scale
    }
    self.transform = transform
  }

  /// Largest difference of a linear coefficient.
  func differs(from prior: PictureTransform) -> Double {
    let (own, other) = (transform.linear, prior.linear)
    return max(
      abs(own.rowsPerRow - other.rowsPerRow), abs(own.rowsPerColumn - other.rowsPerColumn),
      abs(own.columnsPerRow - other.columnsPerRow), abs(own.columnsPerColumn - other.columnsPerColumn))
  }
}
