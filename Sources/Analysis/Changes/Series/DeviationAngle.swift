import Foundation

/// How far two deviations of a pixel point apart.
enum DeviationAngle {
  /// Radians from 0 to π; π where one of them is 0, for nothing points the same way as that.
  static func between(_ first: [Double], _ second: [Double]) -> Double {
    var (product, firstSquare, secondSquare) = (0.0, 0.0, 0.0)
    for (a, b) in zip(first, second) {
      product += a * b
      firstSquare += a * a
      secondSquare += b * b
    }
    return radians(product: product, squares: firstSquare * secondSquare)
  }

  static func radians(product: Double, squares: Double) -> Double {
    guard squares > 0 else { return .pi }
    return acos(min(max(product / squares.squareRoot(), -1), 1))
  }
}
