import Statistics

/// What counts as a break in a dense series: which bands say so, how far from the model, on how many dates in a row.
///
/// The defaults are COLD's, for reflectances times 10,000: thresholds as probabilities, so that they hold for any number
/// of bands; `penalty` and the valid range are in the data's own units.
/// - Source: [Zhu2014] (model, initialisation, break date), [Zhu2020] (thresholds, angle, outliers)
package struct BreakOptions: Sendable, Equatable {
  package var bandCount: Int
  /// Bands whose deviations are added up; the others are only fitted.
  package var detectionBands: [Int]
  /// Bands in which cloud and shadow that the masks left in stand out: one that clouds brighten, one that shadows darken.
  package var screeningBands: [Int]
  /// Probability of χ², with as many degrees of freedom as bands detect, that every date of a break must exceed.
  package var changeProbability = 0.99
  /// The same for a single date that is dropped as an outlier when no break follows: 30.856 with five bands.
  package var outlierProbability = 0.99999
  /// Clear dates in a row that must deviate.
  package var consecutiveDates = 6
  /// Largest mean angle between the deviations of neighbouring dates, in radians.
  package var largestMeanAngle = Double.pi / 4
  /// λ of the lasso: a term whose standardised coefficient is smaller is 0.
  package var penalty = 20.0
  /// Values at or beyond either end are absent.
  package var leastValue = 0.0
  package var mostValue = 10_000.0
  /// Dates further from a robust fit than so many of the band's typical steps are cloud or shadow.
  package var screeningFactor = 4.42
  /// A model does not start across a longer gap, in days.
  package var longestGap = 365.25
  /// A pixel with fewer clear dates cannot be told about; 24 are three for each term of the fullest model.
  package var fewestDates = 24
  /// A pixel with fewer clear dates a year cannot be told about: six in a row would take years. Not in the papers.
  package var fewestDatesPerYear = 3.5

  package init(bandCount: Int, detectionBands: [Int], screeningBands: [Int]) {
    self.bandCount = bandCount
    self.detectionBands = detectionBands
    self.screeningBands = screeningBands
  }

  static let daysInYear = 365.25
  /// Clear dates for each term of a model.
  static let datesPerTerm = 3
  static let fewestTerms = 4
  static let mostTerms = 8
  /// Dates that start a model.
  static let startingDates = datesPerTerm * fewestTerms
  /// Dates that a provisional model before the first or after the last stable one takes.
  static let provisionalDates = 6
  /// Share of its dates by which a model must have grown before it is fitted again.
  static let growthBeforeRefit = 0.03

  var changeThreshold: Double { ChiSquare.quantile(changeProbability, degreesOfFreedom: detectionBands.count) }
  var outlierThreshold: Double { ChiSquare.quantile(outlierProbability, degreesOfFreedom: detectionBands.count) }

  /// The least RMSE of a band that hardly ever changes, so that a constant series does not divide by 0.
  var smallestRMSE: Double { 1e-6 * (mostValue - leastValue) }

  /// Terms of a model of that many dates: 4, from 18 dates on 6, from 24 on 8.
  static func terms(dates: Int) -> Int {
    if dates < datesPerTerm * 6 { return fewestTerms }
    return dates < datesPerTerm * mostTerms ? 6 : mostTerms
  }

  /// - Throws: `badOption` where a band is not there or a number is outside its range.
  package func checked() throws(ChangesError) -> BreakOptions {
    let place = "break options"
    guard bandCount > 0, !detectionBands.isEmpty,
      (detectionBands + screeningBands).allSatisfy({ (0..<bandCount).contains($0) })
    else {
      throw ChangesError(
        .badOption, at: place,
        "Bands \(detectionBands) detect and \(screeningBands) screen, of \(bandCount) in the data.",
        mend: "Name bands from 0 to \(max(bandCount - 1, 0)), at least one of which detects.")
    }
    guard Set(detectionBands).count == detectionBands.count else {
      throw ChangesError(
        .badOption, at: place, "A band is named twice in \(detectionBands).", mend: "Name each detecting band once.")
    }
    guard changeProbability > 0, changeProbability < 1, outlierProbability > 0, outlierProbability < 1 else {
      throw ChangesError(
        .badOption, at: place,
        "The probabilities are \(changeProbability) for a break and \(outlierProbability) for an outlier.",
        mend: "Give each a number above 0 and below 1.")
    }
    guard consecutiveDates >= 1, penalty >= 0, leastValue < mostValue else {
      throw ChangesError(
        .badOption, at: place,
        "\(consecutiveDates) dates in a row, penalty \(penalty), values from \(leastValue) to \(mostValue).",
        mend: "Ask for at least one date, a penalty of 0 or more, and a range that is not empty.")
    }
    return self
  }
}
