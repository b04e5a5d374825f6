/// Breaks of one pixel after another by COLD; `ReferenceBreaks` is the same method in its plain form and tells what was
/// taken how.
///
/// All bands are reckoned at once; a model is fitted from sums to which dates are added; what the dates alone decide is
/// in `SeriesDates`. The arrays are used again for the next pixel: give each thread a detector of its own.
/// - Source: [Zhu2014], [Zhu2020]
package struct BreakDetector: Sendable {
  let dates: SeriesDates
  let options: BreakOptions
  let groups: Int
  let limit: Float
  let outlierLimit: Float
  let angleLimit: Double
  /// By group, 1 for bands that detect.
  let detecting: [BandLanes]

  /// By date and group.
  var observed: [BandLanes]
  /// Clear dates that are left, in order of time; and all of them, in the order of the year.
  var slots: [Int] = []
  var seasonalOrder: [Int32] = []
  var leastRMSE: [BandLanes]
  var steps: [Double] = []

  /// Window of the model in `slots`, and where the first one may begin.
  var start = 0
  var end = 0
  var first = 0
  var isWatching = false
  var isFresh = false
  var datesAtRefit = 0
  /// Model that was fitted last: `coefficients[term * groups + group]`, and the end of the window it was fitted to.
  var coefficients: [BandLanes]
  var rmse: [BandLanes]
  var terms = BreakOptions.fewestTerms
  var fittedTerms = BreakOptions.fewestTerms
  var fittedEnd = 0
  var fittedWindow = 0..<0
  /// Whether `seasonal` is of an earlier fit.
  var isSeasonalStale = true
  var sums: HarmonicSums
  var lasso: HarmonicLasso
  var screen = RobustScreen()
  var seasonal = SeasonalWindow()
  /// By date, whether the model was fitted to it; and, by date and group, its squared residual.
  var isFitted: [Bool]
  var squares: [BandLanes]
  /// Of the consecutive dates after the window, by date and group; and the sum of squared multiples of each.
  var deviations: [BandLanes]
  var multiples: [BandLanes]
  var sizes: [Float]
  var segments: [SeriesSegment] = []

  /// - Throws: `badOption`
  package init(dates: SeriesDates, options: BreakOptions) throws(ChangesError) {
    let options = try options.checked()
    let groups = BandLanes.groups(of: options.bandCount)
    self.dates = dates
    self.options = options
    self.groups = groups
    limit = Float(options.changeThreshold)
    outlierLimit = Float(options.outlierThreshold)
    angleLimit = options.largestMeanAngle
    detecting = (0..<groups).map { group in
      var lanes = BandLanes.zero
      for lane in 0..<8 where options.detectionBands.contains(group * 8 + lane) { lanes[lane] = 1 }
      return lanes
    }
    let count = dates.days.count
    observed = Array(repeating: .zero, count: count * groups)
    squares = observed
    leastRMSE = Array(repeating: .zero, count: groups)
    rmse = leastRMSE
    coefficients = Array(repeating: .zero, count: BreakOptions.mostTerms * groups)
    sums = HarmonicSums(groups: groups)
    lasso = HarmonicLasso(penalty: options.penalty)
    isFitted = Array(repeating: false, count: count)
    deviations = Array(repeating: .zero, count: options.consecutiveDates * groups)
    multiples = deviations
    sizes = Array(repeating: 0, count: options.consecutiveDates)
  }

  /// Breaks of one pixel.
  /// - Parameters:
  ///   - values: by date, then band.
  ///   - clear: by date, what the masks say.
  package mutating func breaks(values: Span<Float>, clear: Span<Bool>) -> SeriesBreaks {
    precondition(
      values.count == dates.days.count * options.bandCount && clear.count == dates.days.count,
      "\(values.count) values and \(clear.count) marks for \(dates.days.count) dates of \(options.bandCount) bands")
    load(values, clear)
    if let refusal = SeriesBreaks.refusal(days: slots.map { dates.days[$0] }, options) {
      return SeriesBreaks(segments: [], refusal: refusal)
    }
    findLeastRMSE()
    while end + options.consecutiveDates <= slots.count {
      if end - start >= BreakOptions.startingDates, day(end - 1) - day(start) >= BreakOptions.daysInYear {
        if !isWatching, !starts() { continue }
        watch()
      }
      end += 1
    }
    finish()
    return SeriesBreaks(segments: segments, refusal: segments.isEmpty ? .neverStable : nil)
  }

  func day(_ index: Int) -> Double { dates.days[slots[index]] }

  private mutating func load(_ values: Span<Float>, _ clear: Span<Bool>) {
    slots.removeAll(keepingCapacity: true)
    segments.removeAll()
    (start, end, first) = (0, BreakOptions.startingDates, 0)
    (isWatching, isFresh, datesAtRefit) = (false, false, 0)
    let (bands, least, most) = (options.bandCount, Float(options.leastValue), Float(options.mostValue))
    var lastDay = -Double.infinity
    for slot in 0..<clear.count where clear[slot] && dates.days[slot] > lastDay {
      var isInside = true
      for group in 0..<groups {
        var lanes = BandLanes.zero
        for lane in 0..<min(8, bands - group * 8) {
          let value = values[slot * bands + group * 8 + lane]
          isInside = isInside && value > least && value < most
          lanes[lane] = value
        }
        observed[slot * groups + group] = lanes
      }
      guard isInside else { continue }
      slots.append(slot)
      lastDay = dates.days[slot]
    }
    for slot in isFitted.indices { isFitted[slot] = false }
    for slot in slots { isFitted[slot] = true }
    seasonalOrder.removeAll(keepingCapacity: true)
    for slot in dates.seasonalOrder where isFitted[Int(slot)] { seasonalOrder.append(slot) }
    for slot in slots { isFitted[slot] = false }
  }

  /// Of each band the median step between neighbouring clear dates.
  private mutating func findLeastRMSE() {
    for group in 0..<groups {
      leastRMSE[group] = .zero
      for lane in 0..<min(8, options.bandCount - group * 8) {
        steps.removeAll(keepingCapacity: true)
        for index in 1..<slots.count {
          let step = observed[slots[index] * groups + group][lane] - observed[slots[index - 1] * groups + group][lane]
          steps.append(Double(abs(step)))
        }
        leastRMSE[group][lane] = Float(max(Selection.median(of: &steps), options.smallestRMSE))
      }
    }
  }
}
