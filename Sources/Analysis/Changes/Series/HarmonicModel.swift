import Foundation

/// A constant, a trend and up to three waves a year, for each band of a pixel.
///
/// `value = c₀ + c₁ t + Σₖ (c₂ₖ cos 2πkd + c₂ₖ₊₁ sin 2πkd)`, k = 1…3, t in years of 365.25 days from `originDay` and d
/// from day 0 of the caller's count. The lasso shrinks sine and cosine each by itself, so where the year begins moves the
/// fit: residual errors by some percent. Days counted from 1 January of year 1 give what COLD's users get.
/// - Source: [Zhu2014], eq. 1; [Zhu2020]
package struct HarmonicModel: Sendable, Equatable {
  package let originDay: Double
  /// `coefficients[band * 8 + term]`, in units of the data (the trend: a year); terms that were not fitted are 0.
  package let coefficients: [Float]

  package init(originDay: Double, coefficients: [Float]) {
    self.originDay = originDay
    self.coefficients = coefficients
  }

  /// What the model expects of a band on a day.
  package func value(band: Int, day: Double) -> Double {
    let terms = Self.terms(day: day, originDay: originDay)
    return (0..<BreakOptions.mostTerms).reduce(0) {
      $0 + Double(coefficients[band * BreakOptions.mostTerms + $1]) * terms[$1]
    }
  }

  /// 1, t, and cosine and sine of one, two and three turns a year.
  static func terms(day: Double, originDay: Double) -> [Double] {
    let years = (day - originDay) / BreakOptions.daysInYear
    var result = [1, years]
    let season = 2 * .pi * (day / BreakOptions.daysInYear).truncatingRemainder(dividingBy: 1)
    for wave in 1...3 {
      let angle = Double(wave) * season
      result.append(cos(angle))
      result.append(sin(angle))
    }
    return result
  }
}
