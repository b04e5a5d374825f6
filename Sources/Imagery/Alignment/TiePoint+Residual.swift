import Foundation

extension TiePoint {
  /// The tie point's displacement minus the transform's.
  func residual(from transform: PictureTransform) -> PictureShift {
    let fitted = transform.displacement(at: place)
    return PictureShift(rows: displacement.rows - fitted.rows, columns: displacement.columns - fitted.columns)
  }

  /// Length of the residual, pixels.
  func distance(from transform: PictureTransform) -> Double {
    let residual = residual(from: transform)
    return (residual.rows * residual.rows + residual.columns * residual.columns).squareRoot()
  }

  /// Square of the residual's length in deviations, where the place itself moves by `scatter` pixels along each axis.
  func squaredDeviations(from transform: PictureTransform, scatter: Double) -> Double {
    let residual = residual(from: transform)
    let (a, b, c) = (rowVariance + scatter * scatter, covariance, columnVariance + scatter * scatter)
    let determinant = max(a * c - b * b, 1e-300)
    return
      (c * residual.rows * residual.rows - 2 * b * residual.rows * residual.columns
      + a * residual.columns * residual.columns) / determinant
  }
}

extension PictureTransform {
  func shifted(by more: PictureShift) -> PictureTransform {
    var moved = self
    moved.shift.rows += more.rows
    moved.shift.columns += more.columns
    return moved
  }
}
