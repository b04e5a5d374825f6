/// Radar scenes of one place through time on one grid, in linear power.
///
/// A pixel of a date was not seen where a value is NaN or infinite, a power is 0 or less, or a matrix is not positive
/// definite in what single precision can tell.
package struct RadarSeries: Sendable {
  package let covariance: RadarCovariance
  /// Days since any one moment, rising.
  package let days: [Double]
  package let pixelCount: Int
  /// Date by date, band by band, pixel by pixel.
  package let values: [Float]

  package var dateCount: Int { days.count }

  /// - Throws: `ChangesError` `.tooFewDates` under two dates, `.datesOutOfOrder` where one is not later than the one
  ///   before, `.shape` where the values are not as many as dates × bands × pixels.
  package init(covariance: RadarCovariance, days: [Double], pixelCount: Int, values: [Float])
    throws(ChangesError)
  {
    guard days.count >= 2 else {
      throw ChangesError(
        .tooFewDates, at: "radar series",
        "A change needs two dates, and there \(days.count == 1 ? "is" : "are") "
          + "\(days.count).", mend: "Add scenes of other dates.")
    }
    // A date that is no number compares with nothing.
    if let later = days.indices.dropFirst().first(where: { !(days[$0] > days[$0 - 1]) }) {
      throw ChangesError(
        .datesOutOfOrder, at: "radar series",
        "Date \(later + 1), day \(days[later]), is not later than the one before, day \(days[later - 1]).",
        mend: "Sort the scenes by date and give each date once.")
    }
    let wanted = days.count * covariance.bandCount * pixelCount
    guard pixelCount >= 0, values.count == wanted else {
      throw ChangesError(
        .shape, at: "radar series",
        "\(days.count) dates of \(covariance.bandCount) bands and \(pixelCount) pixels are \(wanted) values, and "
          + "\(values.count) were given.", mend: "Give every band of every date on the one grid.")
    }
    self.covariance = covariance
    self.days = days
    self.pixelCount = pixelCount
    self.values = values
  }

  /// The same dates with other values, as many for each of the pixels.
  init(_ series: RadarSeries, pixelCount: Int? = nil, values: [Float]) {
    covariance = series.covariance
    days = series.days
    self.pixelCount = pixelCount ?? series.pixelCount
    self.values = values
  }

  /// Index of the first pixel of a band of a date in `values`.
  package func start(date: Int, band: Int) -> Int { (date * covariance.bandCount + band) * pixelCount }
}
