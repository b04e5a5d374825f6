import Quantities

/// An area through time: its chart and its last value in words.
struct SeriesView {
  /// In the report's list.
  let seriesIndex: Int
  let seriesName: String
  let seriesFigure: Markup?
  let seriesWords: String

  init(_ series: AreaSeries, index: Int) {
    seriesIndex = index
    seriesName = series.name
    seriesFigure = AreaFigure(series: series).markup()
    guard let last = series.points.max(by: { $0.date < $1.date }) else {
      seriesWords = "No date shows it well enough to be measured."
      return
    }
    let text = IntervalText(
      value: last.value.magnitude, low: last.low.magnitude, high: last.high.magnitude)
    seriesWords =
      "Last measured on \(last.date.day): \(text.value) m² (\(text.low) to \(text.high) m²), "
      + "\(PlainWords.count(series.points.count, "date")) in all."
  }
}
