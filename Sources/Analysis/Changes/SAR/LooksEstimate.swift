import Foundation
import Statistics

/// The equivalent number of looks of a series, from how much its pixels scatter within small windows.
///
/// Within a window of ground that is all alike, ln|mean of the N matrices| less the mean of their ln|·| depends on the
/// looks alone: its expectation is Σᵢ [ψ(Nn − i) − ψ(n − i)] − p ln N over i = 0 … p − 1, of each block. Windows with
/// texture or an edge show more. The value taken is therefore the mode over all windows and dates, of its logarithm, in
/// which a homogeneous window's density is highest at its expectation. Speckle of neighbouring pixels is correlated, which
/// would make the looks too many: pixels of a window lie `spacing` apart.
/// - Source: [Anfinsen2009], the estimator from the logarithm of the determinant and the mode over windows.
package struct LooksEstimate: Sendable, Hashable {
  package let looks: Looks
  /// Windows that it rests on.
  package let windows: Int

  /// Pixels of a window along a side.
  package static let side = 7
  /// More than these are not looked at: those of every so many extents.
  static let mostWindows = 20_000
  /// Fewer windows show no mode.
  package static let fewestWindows = 200

  /// - Parameters:
  ///   - columns: pixels of a row of the series' grid.
  ///   - spacing: pixels from one of a window to the next.
  /// - Throws: `ChangesError` `.tooLittleGround` where fewer than `fewestWindows` windows were seen whole,
  ///   `.absurdLooks` where the windows scatter as no radar scene does.
  package static func of(_ series: RadarSeries, columns: Int, spacing: Int = 2) throws(ChangesError)
    -> LooksEstimate
  {
    precondition(columns > 0 && series.pixelCount % columns == 0, "\(series.pixelCount) pixels in rows of \(columns)")
    precondition(spacing >= 1, "a spacing of \(spacing)")
    let excesses = logExcesses(series, columns: columns, spacing: spacing)
    guard excesses.count >= fewestWindows, let mode = mode(of: excesses) else {
      throw ChangesError(
        .tooLittleGround, at: "equivalent number of looks",
        "\(excesses.count) windows of \(side) × \(side) pixels were seen whole, and \(fewestWindows) are needed.",
        mend: "Take a larger area, or give the number of looks of the product.")
    }
    let value = looks(excess: exp(mode), series.covariance)
    do {
      return LooksEstimate(looks: try Looks(value, of: series.covariance), windows: excesses.count)
    } catch {
      throw ChangesError(
        .absurdLooks, at: "equivalent number of looks",
        "Estimated from the data it is \(value.formatted), which no radar scene has.",
        mend: "Check that the values are power, not decibels or filtered for speckle, or give the product's own figure."
      )
    }
  }

  /// Expectation of a window's excess where the ground is all alike, less the more looks there are.
  static func expectedExcess(_ looks: Double, _ covariance: RadarCovariance) -> Double {
    let count = Double(side * side)
    let terms = (0..<covariance.order).map { digamma(count * looks - Double($0)) - digamma(looks - Double($0)) }
    return Double(covariance.blocks) * (terms.reduce(0, +) - Double(covariance.order) * log(count))
  }

  /// The looks with that expectation, by bisection of their logarithm.
  private static func looks(excess: Double, _ covariance: RadarCovariance) -> Double {
    var low = log(Double(covariance.order - 1) + 1e-3)
    var high = log(10 * Looks.most)
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if expectedExcess(exp(middle), covariance) > excess { low = middle } else { high = middle }
    }
    return exp((low + high) / 2)
  }

  /// ln of the excess of each window of each date that was seen whole and is not constant.
  private static func logExcesses(_ series: RadarSeries, columns: Int, spacing: Int) -> [Double] {
    let rows = series.pixelCount / columns
    let extent = side * spacing
    let most = series.dateCount * (rows / extent) * (columns / extent) * spacing * spacing
    let step = extent * max(1, Int((Double(most) / Double(mostWindows)).squareRoot().rounded(.up)))
    var excesses: [Double] = []
    for date in 0..<series.dateCount {
      for top in stride(from: 0, through: rows - extent, by: step) {
        for left in stride(from: 0, through: columns - extent, by: step) {
          // Windows of one extent lie in one another, so that none is left out.
          for shift in 0..<spacing * spacing {
            let corner = (top + shift / spacing) * columns + left + shift % spacing
            let pixels = (0..<side * side).map { corner + ($0 / side * columns + $0 % side) * spacing }
            if let excess = excess(series, date, pixels), excess > 1e-12 { excesses.append(log(excess)) }
          }
        }
      }
    }
    return excesses
  }

  private static func excess(_ series: RadarSeries, _ date: Int, _ pixels: [Int]) -> Double? {
    var sum: [ComplexMatrix] = []
    var logarithms = 0.0
    for pixel in pixels {
      guard let matrices = series.matrices(date: date, pixel: pixel) else { return nil }
      logarithms += RadarSeries.logDeterminant(matrices)
      sum = sum.isEmpty ? matrices : zip(sum, matrices).map { $0.adding($1) }
    }
    let count = Double(pixels.count)
    return RadarSeries.logDeterminant(sum.map { $0.scaled(by: 1 / count) }) - logarithms / count
  }

  /// Where a Gaussian kernel's density of the values is highest.
  private static func mode(of values: [Double]) -> Double? {
    let sorted = values.sorted()
    guard let low = Quantiles.quantile(0.005, ofSorted: sorted), let high = Quantiles.quantile(0.75, ofSorted: sorted),
      let quarter = Quantiles.quantile(0.25, ofSorted: sorted), high > low
    else { return sorted.first }
    // Silverman's width for a kernel, of the scatter on the side of the mode that windows with texture leave alone.
    let width = 0.9 * (high - quarter) / 1.34 * pow(Double(sorted.count), -0.2)
    let steps = 400
    var best = (density: -1.0, place: low)
    for step in 0...steps {
      let place = low + (high - low) * Double(step) / Double(steps)
      let density = sorted.reduce(0) { $0 + exp(-0.5 * (($1 - place) / width) * (($1 - place) / width)) }
      if density > best.density { best = (density, place) }
    }
    return best.place
  }
}

extension Double {
  /// With one decimal, for a message.
  fileprivate var formatted: String { String(format: "%.1f", self) }
}
