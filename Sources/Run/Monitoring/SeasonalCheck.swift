import Changes
import Foundation
import Provenance
import Quantities
import Stacks
import Statistics

/// What harmonic models say of a region's mean series: whether it breaks where the region is said to have changed, once a
/// year like those before it is taken off.
struct SeasonalCheck {
  enum Answer: String {
    /// A break lies between the dates of the bracket, or within a revisit of it.
    case confirms
    /// There is no such break: what changed may come back every year.
    case silent
    case cannotTell
  }

  let answer: Answer
  let breakDate: Timestamp?
  let why: String

  var json: JSONValue {
    ["says": .string(answer.rawValue), "break": JSONValue(breakDate?.description), "why": .string(why)]
  }

  /// The series that regions of one stack are read from.
  struct Series {
    private let series: StackSeries
    private let detector: BreakDetector
    /// Units of a band that stand for a hundred of those that COLD's penalty is meant for.
    private let noise: [Double]

    /// A hundredth of reflectance counts 100 in the units of Landsat's products, and is about its noise.
    private static let unitsOfNoise = 100.0
    private static let middle = 5_000.0
    /// Days from the first of January of year 1, from which COLD counts, to that of 1970.
    private static let daysTo1970 = 719_162.0

    /// `nil` where fewer dates than a model needs leave nothing to ask.
    init?(_ series: StackSeries) {
      let days = series.dates.map { $0.daysSince1970 + Self.daysTo1970 }
      guard let dates = try? SeriesDates(days: days) else { return nil }
      let bands = Array(0..<series.bandCount)
      let options = BreakOptions(bandCount: series.bandCount, detectionBands: bands, screeningBands: [])
      guard days.count >= options.fewestDates, let detector = try? BreakDetector(dates: dates, options: options)
      else { return nil }
      self.series = series
      self.detector = detector
      let all = (0..<series.count).map { series.deviations(of: $0) }
      noise = bands.map { band in max(Quantiles.median(all.map { $0[band] }) ?? 0, 1e-12) }
    }

    func check(_ pixels: [Int], bracket: Bracket) -> SeasonalCheck {
      let means = series.means(over: pixels)
      let clear = means.map { $0.values != nil && $0.seen * 2 > pixels.count }
      let middles = noise.indices.map { band in
        Quantiles.median(means.indices.compactMap { clear[$0] ? means[$0].values?[band] : nil }) ?? 0
      }
      let values = means.flatMap { mean in
        noise.indices.map { band -> Float in
          guard let value = mean.values?[band] else { return 0 }
          let scaled = Self.middle + (value - middles[band]) / noise[band] * Self.unitsOfNoise
          return Float(min(max(scaled, 1), 2 * Self.middle - 1))
        }
      }
      var detector = detector
      let found = detector.breaks(values: values.span, clear: clear.span)
      if let refusal = found.refusal {
        return SeasonalCheck(answer: .cannotTell, breakDate: nil, why: refusal.description)
      }
      let dates = found.breakDays.compactMap { day -> Timestamp? in
        let moment = day - Self.daysTo1970
        return series.dates.min { abs($0.daysSince1970 - moment) < abs($1.daysSince1970 - moment) }
      }
      let gaps = zip(series.dates.dropFirst(), series.dates).map { $0.daysSince1970 - $1.daysSince1970 }
      let revisit = 1.5 * (Quantiles.median(gaps) ?? 0)
      let from = (bracket.notBefore?.daysSince1970 ?? -.infinity) - revisit
      let to = (bracket.notAfter?.daysSince1970 ?? .infinity) + revisit
      if let match = dates.first(where: { (from...to).contains($0.daysSince1970) }) {
        return SeasonalCheck(answer: .confirms, breakDate: match, why: "A harmonic model of its series breaks there.")
      }
      return SeasonalCheck(
        answer: .silent, breakDate: nil,
        why: dates.isEmpty
          ? "A harmonic model holds through all dates: it may come back every year, or is too weak to break it."
          : "A harmonic model breaks at other dates.")
    }
  }
}
