/// Multitemporal screening as in `ReferenceScreen`, with sums in vectors and no memory of its own but what it keeps.
struct RobustScreen: Sendable {
  private var rows: [SIMD4<Double>] = []
  private var values: [Double] = []
  private var inflation: [Double] = []
  private var scaled: [Double] = []
  private var sorted: [Double] = []
  private(set) var flagged: [Bool] = []

  /// Takes the dates of a window; sets `flagged` to none.
  mutating func begin(slots: [Int], window: Range<Int>, dates: SeriesDates) {
    let span = dates.days[slots[window.upperBound - 1]] - dates.days[slots[window.lowerBound]]
    let years = Int((span / BreakOptions.daysInYear).rounded(.up))
    rows.removeAll(keepingCapacity: true)
    flagged.removeAll(keepingCapacity: true)
    inflation.removeAll(keepingCapacity: true)
    var sums = ScreenEquations()
    for index in window {
      let slot = slots[index]
      let yearly = dates.exactTerms[slot]
      // Within a year both waves are one.
      let slow = years > 1 ? dates.slowWaves[years - 1][slot] : .zero
      let row = SIMD4(yearly[2], yearly[3], slow[0], slow[1])
      rows.append(row)
      flagged.append(false)
      sums.add(row, value: 0, weight: 1)
    }
    width = years > 1 ? 5 : 3
    factor = sums.factor(width: width)
    guard let factor else { return }
    for row in rows { inflation.append(1 / (1 - min(factor.leverage(row), 0.9999)).squareRoot()) }
  }

  private var width = 5
  private var factor: ScreenEquations.Factor?

  /// Flags the dates of the window at which a band lies further than `limit` from its robust fit.
  /// - Parameters:
  ///   - observed: values by date and group; `group` and `lane` are the band's.
  mutating func screen(
    limit: Double, observed: [BandLanes], slots: [Int], window: Range<Int>, group: Int, groups: Int, lane: Int
  ) {
    guard factor != nil else { return }
    values.removeAll(keepingCapacity: true)
    for index in window { values.append(Double(observed[slots[index] * groups + group][lane])) }
    guard let fit = robustFit() else { return }
    for index in 0..<rows.count where abs(values[index] - fit.value(rows[index])) > limit { flagged[index] = true }
  }

  private mutating func robustFit() -> ScreenEquations.Solution? {
    var sums = ScreenEquations()
    for index in 0..<rows.count { sums.add(rows[index], value: values[index], weight: 1) }
    guard var fit = sums.solution(width: width) else { return nil }
    let floor = smallestScale(sums)
    for _ in 0..<ReferenceScreen.mostRounds {
      scaled.removeAll(keepingCapacity: true)
      sorted.removeAll(keepingCapacity: true)
      for index in 0..<rows.count {
        let residual = (values[index] - fit.value(rows[index])) * inflation[index]
        scaled.append(residual)
        sorted.append(abs(residual))
      }
      let scale = Selection.median(of: &sorted, from: width - 1) / 0.6745
      let reach = 1 / (max(scale, floor) * ReferenceScreen.tuning)
      sums = ScreenEquations()
      for index in 0..<rows.count {
        let u = scaled[index] * reach
        let part = max(0, 1 - u * u)
        sums.add(rows[index], value: values[index], weight: part * part)
      }
      guard let next = sums.solution(width: width) else { return fit }
      let settled = fit.isNear(next)
      fit = next
      if settled { break }
    }
    return fit
  }

  private func smallestScale(_ sums: ScreenEquations) -> Double {
    let count = sums.weight
    let mean = sums.value / count
    var square = 0.0
    for value in values { square += (value - mean) * (value - mean) }
    return square > 0 ? 1e-6 * (square / (count - 1)).squareRoot() : 1
  }
}
