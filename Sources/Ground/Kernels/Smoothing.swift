/// Means under a bell that is close to a Gaussian: three box means of two widths after each other [Kovesi2010].
package enum Smoothing {
  /// Radii of the boxes whose variances add up closest to the square of `deviation`.
  static func radii(deviation: Double) -> [Int] {
    let ideal = (4 * deviation * deviation + 1).squareRoot()
    var narrow = Int(ideal)
    if narrow % 2 == 0 { narrow -= 1 }
    narrow = max(narrow, 1)
    let w = Double(narrow)
    let share = (12 * deviation * deviation - 3 * w * w - 12 * w - 9) / (-4 * w - 4)
    let count = min(max(Int(share.rounded()), 0), 3)
    return (0..<3).map { ($0 < count ? narrow : narrow + 2) / 2 }
  }

  /// - Parameter weights: pixels of weight 0 count nowhere; where none counts the mean is 0.
  package static func mean(_ plane: [Float], weights: [Float], columns: Int, rows: Int, deviation: Double) -> [Float] {
    // 0 times NaN is NaN, and one NaN in a running sum stays in it.
    var sums = zip(plane, weights).map { $1 == 0 ? 0 : $0 * $1 }
    var counts = weights
    for radius in radii(deviation: deviation) where radius > 0 {
      // Means, not sums: counts stay near 1 whatever the boxes.
      let size = Float((2 * radius + 1) * (2 * radius + 1))
      sums = Convolution.boxSum(sums, columns: columns, rows: rows, radius: radius).map { $0 / size }
      counts = Convolution.boxSum(counts, columns: columns, rows: rows, radius: radius).map { $0 / size }
    }
    return zip(sums, counts).map { $1 > 1e-6 ? $0 / $1 : 0 }
  }
}
