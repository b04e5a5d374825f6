import Quantities

/// The bands of ICD 203 that a probability with its interval reaches, in words.
package struct LikelihoodSpan: Sendable, Hashable {
  /// `nil` where the interval begins under 1 %.
  package let lowest: Likelihood?
  /// `nil` where the interval ends over 99 %.
  package let highest: Likelihood?
  private let isBelow: Bool
  private let isAbove: Bool

  /// - Parameters: probabilities with `low` ≤ `high`. An interval that ends on the bound between two bands lies within
  ///   the lower one.
  package init(low: Double, high: Double) {
    let bands = Likelihood.allCases
    isBelow = high < 0.01
    isAbove = low > 0.99
    let first = low < 0.01 ? nil : bands.last { $0.range.lowerBound <= low }
    let last = high > 0.99 ? nil : bands.first { $0.range.upperBound >= high }
    // A probability on the bound itself belongs to the band that it begins, as in Likelihood.
    let isOnBound = first.map { $0.range.lowerBound >= high } ?? false
    lowest = isAbove ? nil : first
    highest = isBelow ? nil : isOnBound ? first : last
  }

  /// The one band in which the whole interval lies.
  package var band: Likelihood? { lowest == highest ? lowest : nil }

  /// "likely"; "unlikely to likely"; "under 1 %, for which there are no words, to unlikely".
  package var words: String {
    if let band { return band.words }
    if isBelow { return "under 1 %, for which ICD 203 has no words" }
    if isAbove { return "over 99 %, for which ICD 203 has no words" }
    let start = lowest?.words ?? "under 1 %, for which ICD 203 has no words,"
    let end = highest?.words ?? "over 99 %, for which ICD 203 has no words"
    return "\(start) to \(end)"
  }
}
