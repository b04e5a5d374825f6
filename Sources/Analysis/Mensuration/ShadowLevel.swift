import Foundation

/// The brightness below which pixels may lie in shadow.
enum ShadowLevel {
  private static let cells = 256

  /// Lower of the two thresholds that part `values` into dark, middle and bright with the least variance within
  /// [Otsu1979]; `nil` where all are alike.
  static func threshold(_ values: [Float]) -> Float? {
    guard let low = values.min(), let high = values.max(), high > low else { return nil }
    let width = (high - low) / Float(cells)
    var counts = [Double](repeating: 0, count: cells)
    for value in values { counts[min(cells - 1, Int((value - low) / width))] += 1 }
    // Running sums: pixels, and pixels times cell, below each cell.
    var (pixels, moments) = ([0.0], [0.0])
    for (cell, count) in counts.enumerated() {
      pixels.append(pixels[cell] + count)
      moments.append(moments[cell] + count * Double(cell))
    }
    func between(_ from: Int, _ to: Int) -> Double {
      let count = pixels[to] - pixels[from]
      let moment = moments[to] - moments[from]
      return count > 0 ? moment * moment / count : 0
    }
    var best = (value: -1.0, cell: 1)
    for first in 1..<cells - 1 {
      for second in first + 1..<cells {
        let value = between(0, first) + between(first, second) + between(second, cells)
        if value > best.value { best = (value, first) }
      }
    }
    return low + Float(best.cell) * width
  }
}
