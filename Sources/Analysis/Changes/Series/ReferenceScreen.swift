import Foundation
import Statistics

/// Multitemporal screening in its plain form: which dates stand out of a robust fit in a screening band.
///
/// The fit: constant, a wave a year and a wave over the whole span in whole years (rounded up); bisquare weights with
/// tuning 4.685, residuals divided by √(1 − leverage), their scale the median without the p − 1 smallest over 0.6745, at
/// most 5 re-weightings. The paper's limit is an absolute reflectance; COLD's is a multiple of the band's typical step.
/// - Source: [ZhuTmask2014]; [Holland1977] (weights)
enum ReferenceScreen {
  static let mostRounds = 5
  static let tuning = 4.685

  /// Per date whether it is cloud or shadow.
  /// - Parameters:
  ///   - bands: values of each screening band, by date.
  ///   - limits: how far each may lie from the fit.
  static func flagged(days: [Double], bands: [[Double]], limits: [Double]) -> [Bool] {
    var result = [Bool](repeating: false, count: days.count)
    let rows = terms(days: days)
    for (values, limit) in zip(bands, limits) {
      guard let fit = robustFit(rows: rows, values: values) else { continue }
      for index in days.indices where abs(values[index] - expected(fit, rows[index])) > limit { result[index] = true }
    }
    return result
  }

  private static func terms(days: [Double]) -> [[Double]] {
    guard let first = days.first, let last = days.last else { return [] }
    let years = ((last - first) / BreakOptions.daysInYear).rounded(.up)
    return days.map { day in
      let angle = 2 * .pi * (day - first) / BreakOptions.daysInYear
      // Within a year both waves are one.
      return years <= 1
        ? [1, cos(angle), sin(angle)] : [1, cos(angle), sin(angle), cos(angle / years), sin(angle / years)]
    }
  }

  private static func expected(_ fit: [Double], _ row: [Double]) -> Double {
    zip(fit, row).reduce(0) { $0 + $1.0 * $1.1 }
  }

  static func robustFit(rows: [[Double]], values: [Double]) -> [Double]? {
    guard var fit = LeastSquares.solve(rows: rows, values: values), let width = rows.first?.count else { return nil }
    var normal = [Double](repeating: 0, count: width * width)
    for row in rows { for i in 0..<width { for j in 0..<width { normal[i * width + j] += row[i] * row[j] } } }
    guard let factor = LeastSquares.factor(normal, width: width) else { return nil }
    let inflation = rows.map { row in
      let leverage = zip(row, LeastSquares.substitute(factor, row, width: width)).reduce(0) { $0 + $1.0 * $1.1 }
      return 1 / (1 - min(leverage, 0.9999)).squareRoot()
    }
    let floor = smallestScale(values)
    for _ in 0..<mostRounds {
      let scaled = rows.indices.map { (values[$0] - expected(fit, rows[$0])) * inflation[$0] }
      let sorted = scaled.map(abs).sorted().dropFirst(width - 1)
      let scale = (Quantiles.median(Array(sorted)) ?? 0) / 0.6745
      let weights = scaled.map { residual -> Double in
        let u = residual / (max(scale, floor) * tuning)
        return abs(u) < 1 ? (1 - u * u) * (1 - u * u) : 0
      }
      guard let next = LeastSquares.solve(rows: rows, values: values, weights: weights) else { return fit }
      let settled = zip(fit, next).allSatisfy { abs($0 - $1) <= 1.49e-8 * max(abs($0), abs($1)) }
      fit = next
      if settled { break }
    }
    return fit
  }

  /// A millionth of the values' deviation, so that a perfect fit does not divide by 0.
  private static func smallestScale(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    return square > 0 ? 1e-6 * square.squareRoot() : 1
  }
}
