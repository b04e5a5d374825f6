import Foundation

/// The part of a series that returns every year: a constant, and an annual wave where the dates can tell it from a
/// step.
package enum SeasonalBasis {
  package static let daysInYear = 365.2425
  /// Shorter series cannot tell a season from a change.
  package static let shortestSpan = 1.25 * daysInYear
  package static let fewestDates = 10

  /// Whether dates that far apart, and that many, carry an annual wave.
  package static func carriesSeason(_ days: [Double]) -> Bool {
    guard let first = days.first, let last = days.last else { return false }
    return days.count >= fewestDates && last - first >= shortestSpan
  }

  /// Values at `day` of 1, and of the cosine and sine of the year where `withSeason`.
  package static func terms(day: Double, withSeason: Bool) -> [Double] {
    guard withSeason else { return [1] }
    let angle = 2 * .pi * day / daysInYear
    return [1, cos(angle), sin(angle)]
  }

  /// The basis at `days` (rising), orthonormal over them: one or three vectors of the days' length.
  package static func orthonormal(_ days: [Double]) -> [[Float]] {
    let withSeason = carriesSeason(days)
    let rows = days.map { terms(day: $0, withSeason: withSeason) }
    var basis: [[Double]] = []
    for term in 0..<(withSeason ? 3 : 1) {
      var vector = rows.map { $0[term] }
      // Twice: the second pass removes what rounding left.
      for _ in 0..<2 {
        for other in basis {
          let product = zip(vector, other).reduce(0) { $0 + $1.0 * $1.1 }
          for index in vector.indices { vector[index] -= product * other[index] }
        }
      }
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 1e-6 else { continue }
      basis.append(vector.map { $0 / length })
    }
    return basis.map { $0.map(Float.init) }
  }
}
