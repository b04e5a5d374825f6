/// A stretch of a pixel's series that one model describes.
package struct SeriesSegment: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// Started stably and was watched.
    case stable
    /// What lies before the first stable model, fitted as it is.
    case beforeFirst
    /// What lies after the last break and is too little to start a model.
    case afterLast
  }

  package var kind: Kind
  package var firstDay: Double
  package var lastDay: Double
  /// First day that deviates: of a break if `changeProbability` is 1, else of deviations that may yet become one.
  package var breakDay: Double?
  /// Share of the last consecutive dates that deviate: 1 a break; under 1 only at the end of the series.
  package var changeProbability: Double
  /// Dates that the model was last fitted to.
  package var dateCount: Int
  /// 4, 6 or 8.
  package var termCount: Int
  package var model: HarmonicModel
  /// Of each band, with `dateCount` less `termCount` degrees of freedom.
  package var rmse: [Float]
  /// Median of what was observed less what the model expects over the dates of the break, of each band; 0 without one.
  package var magnitude: [Float]
}
