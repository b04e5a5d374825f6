import Foundation

/// Pixel by pixel, for what does not have to be fast.
extension RadarSeries {
  /// Of all blocks.
  package static func logDeterminant(_ blocks: [ComplexMatrix]) -> Double {
    blocks.flatMap(\.pivots).reduce(0) { $0 + log($1) }
  }

  /// Blocks of one date of a pixel; `nil` where it was not seen.
  package func matrices(date: Int, pixel: Int) -> [ComplexMatrix]? {
    let elements = (0..<covariance.bandCount).map { Double(values[start(date: date, band: $0) + pixel]) }
    guard elements.allSatisfy(\.isFinite) else { return nil }
    let blocks = covariance.order == 1 ? elements.map { [$0] } : [elements]
    let matrices = blocks.map { ComplexMatrix(order: covariance.order, elements: $0) }
    let isDefinite = matrices.allSatisfy { matrix in
      var (determinant, diagonal) = (1.0, 1.0)
      return matrix.diagonal.allSatisfy { $0 > 0 }
        && zip(matrix.pivots, matrix.diagonal).enumerated().allSatisfy { index, pair in
          determinant *= pair.0
          diagonal *= pair.1
          return index == 0 || determinant > DualFullLanes.leastDeterminant * diagonal
        }
    }
    return isDefinite ? matrices : nil
  }
}
