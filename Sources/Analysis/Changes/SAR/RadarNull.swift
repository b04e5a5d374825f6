import Foundation
import Statistics

/// What the sequential omnibus test's statistic does on ground of one series that did not change, date by date: turns
/// nominal probabilities into ones that hold.
///
/// Nominal P rests on speckle alone. Weather that acts on fields and not on forest, neighbouring pixels that share their
/// speckle, looks that are not quite known make large statistics commoner than χ² has them, by as much as ten times, on
/// some dates more than on others. Here each date has a width: the median of its statistic over that of χ², which the
/// changes of a minority hardly move. In units of their widths the dates are laid together, and how often they exceed a
/// level is counted (`PooledTail`). Reckoned in rounds: the walk restarts where a date exceeds what the round before
/// allows, so that what restarts do to the dates after them is in the null too.
///
/// What it cannot: where 15 % of the ground changes at once, the date's width and the tail grow, and fewer of the changes
/// are found than with the true null. A class of ground that reacts alone, on few dates, is not told apart from change.
package struct RadarNull: Sendable, Hashable {
  /// Pixels that it is fitted to at most, taken evenly.
  package static let mostPixels = 100_000
  /// A date on which fewer pixels were tested has the median of the other dates' widths.
  package static let fewestPixels = 100
  /// Tests of all dates: fewer show no tail.
  package static let fewestTests = 1_000
  private static let rounds = 3

  /// Of each date; `nil` where too few pixels were tested, or the date equals the one before.
  package let widths: [Double?]
  /// Date by date: nominal −ln P at each of `PooledTail.multiples`.
  private let nominals: [[Double]]
  private let tail: PooledTail

  /// The natural logarithm of the probability of so small a nominal P without change.
  /// - Parameter logTail: nominal, 0 or less.
  package func logTail(nominal logTail: Double, date: Int) -> Double {
    let curve = nominals[date]
    let nominal = -logTail
    // The first node beyond it; past the last by the last two.
    var (low, high) = (1, curve.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if curve[middle] > nominal { high = middle } else { low = middle + 1 }
    }
    let share = (nominal - curve[low - 1]) / (curve[low] - curve[low - 1])
    return tail.logShares[low - 1] + share * (tail.logShares[low] - tail.logShares[low - 1])
  }

  /// The natural logarithm of the nominal P below which a date's probability is below `logRate`.
  package func nominalLogTail(at logRate: Double, date: Int) -> Double {
    let (curve, shares) = (nominals[date], tail.logShares)
    let next = shares.firstIndex { $0 < logRate } ?? shares.count - 1
    let share = (logRate - shares[next - 1]) / (shares[next] - shares[next - 1])
    return -(curve[next - 1] + share * (curve[next] - curve[next - 1]))
  }

  /// The null of the walk that `omnibus` makes, at its rate.
  /// - Throws: `ChangesError.tooLittleGround` where fewer than `fewestTests` pixels and dates were tested.
  static func fitted(to series: RadarSeries, of omnibus: SequentialOmnibus) throws(ChangesError) -> RadarNull {
    let step = (series.pixelCount + mostPixels - 1) / mostPixels
    let sample = step > 1 ? series.selecting(Array(stride(from: 0, to: series.pixelCount, by: step))) : series
    let logRate = log(omnibus.falseAlarmRate)
    var null: RadarNull?
    for _ in 0..<rounds {
      let logRates = (0..<series.dateCount).map { null?.nominalLogTail(at: logRate, date: $0) ?? logRate }
      null = try RadarNull(
        omnibus.nominal(sample, logRates: logRates, threads: 1),
        degreesOfFreedom: series.covariance.degreesOfFreedom)
    }
    guard let null else { preconditionFailure("\(rounds) rounds") }
    return null
  }

  /// Of what one walk found, its logarithms nominal.
  private init(_ result: OmnibusResult, degreesOfFreedom: Int) throws(ChangesError) {
    let dates = (0..<result.dateCount).map { result.testedNominals(date: $0).sorted() }
    let tests = dates.reduce(0) { $0 + $1.count }
    let median = ChiSquare.quantile(0.5, degreesOfFreedom: degreesOfFreedom)
    let found = dates.map { Self.width($0, degreesOfFreedom) }
    guard tests >= Self.fewestTests, let usual = Quantiles.median(found.compactMap { $0 }) else {
      throw ChangesError(
        .tooLittleGround, at: "null of the radar series",
        "\(tests) tests of pixels and dates were made, and \(Self.fewestTests) are needed, \(Self.fewestPixels) of one date.",
        mend: "Take a larger area or more dates, or use nominal probabilities.")
    }
    let curves = found.map { width in
      PooledTail.multiples.map { multiple in
        multiple == 0
          ? 0 : -ChiSquare.logSurvival(multiple * median * (width ?? usual), degreesOfFreedom: degreesOfFreedom)
      }
    }
    let own = found.indices.filter { found[$0] != nil }
    tail = PooledTail(
      counts: own.map { Self.counts(dates[$0], beyond: curves[$0]) }, totals: own.map { dates[$0].count })
    nominals = curves
    widths = found
  }

  /// - Parameter nominals: −ln P, rising.
  private static func width(_ nominals: [Double], _ degreesOfFreedom: Int) -> Double? {
    guard nominals.count >= fewestPixels, let middle = Quantiles.quantile(0.5, ofSorted: nominals), middle > 1e-6 else {
      return nil
    }
    return ChiSquare.quantile(-expm1(-middle), degreesOfFreedom: degreesOfFreedom)
      / ChiSquare.quantile(0.5, degreesOfFreedom: degreesOfFreedom)
  }

  /// How many of rising numbers exceed each of rising levels.
  private static func counts(_ numbers: [Double], beyond levels: [Double]) -> [Int] {
    var passed = 0
    return levels.map { level in
      while passed < numbers.count, numbers[passed] <= level { passed += 1 }
      return numbers.count - passed
    }
  }
}

extension OmnibusResult {
  /// Nominal −ln P of the pixels that were tested on a date.
  fileprivate func testedNominals(date: Int) -> [Double] {
    (date * pixelCount..<(date + 1) * pixelCount)
      .filter { outcomes[$0] >= IntervalOutcome.unchanged.rawValue }
      .map { -logTails[$0] }
  }
}
