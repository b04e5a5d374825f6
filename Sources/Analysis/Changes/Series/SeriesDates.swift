import Foundation

/// The days of a stack, and what all its pixels share of them: the terms of the models, the order in the year.
package struct SeriesDates: Sendable {
  package let days: [Double]
  /// `terms[date]` of the models: constant, years since the first day, cosine and sine of one, two and three turns a year.
  let terms: [SIMD8<Float>]
  /// The same in double precision.
  let exactTerms: [SIMD8<Double>]
  /// Place in the year in days, from 0 to 365.25.
  let seasons: [Double]
  /// Dates in the order of `seasons`.
  let seasonalOrder: [Int32]
  /// `slowWaves[years - 1][date]`: cosine and sine of one turn in so many years.
  let slowWaves: [[SIMD2<Double>]]

  /// - Throws: `datesOutOfOrder` where a day is less than the one before it, or not finite.
  package init(days: [Double]) throws(ChangesError) {
    for (index, day) in days.enumerated() where !day.isFinite || (index > 0 && days[index - 1] > day) {
      throw ChangesError(
        .datesOutOfOrder, at: "date \(index)",
        index > 0 ? "Day \(day) follows day \(days[index - 1])." : "The first day is \(day).",
        mend: "Sort the dates, values with them.")
    }
    self.days = days
    let (origin, year) = (days.first ?? 0, BreakOptions.daysInYear)
    exactTerms = days.map { day in
      let terms = HarmonicModel.terms(day: day, originDay: origin)
      var row = SIMD8<Double>.zero
      for term in 0..<BreakOptions.mostTerms { row[term] = terms[term] }
      return row
    }
    terms = exactTerms.map { SIMD8<Float>($0) }
    let seasons = days.map { ($0 - origin) - (($0 - origin) / year).rounded(.down) * year }
    self.seasons = seasons
    seasonalOrder = days.indices.sorted { (seasons[$0], $0) < (seasons[$1], $1) }.map(Int32.init)
    let span = ((days.last ?? 0) - origin) / year
    slowWaves = (1...max(1, Int(span.rounded(.up)))).map { years in
      days.map { day in
        let angle = 2 * .pi * (day - origin) / (year * Double(years))
        return SIMD2(cos(angle), sin(angle))
      }
    }
  }
}
