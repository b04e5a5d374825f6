import Evidence
import Quantities

/// Forecasts with what came of them, and how good those were whose outcome is known.
struct ForecastView {
  struct Row {
    let forecastID: String
    let forecastStatement: String
    let forecastProbability: String
    let forecastDue: String
    let forecastWords: String
    let forecastOutcome: String
    let isForecastKnown: Bool
  }

  struct Bin {
    let binRange: String
    let binCount: String
    let binMean: String
    let binShare: String
  }

  let forecastRows: [Row]
  let forecastRest: String?
  let forecastScore: String
  let forecastParts: String?
  let forecastBins: [Bin]
  let hasForecastBins: Bool

  private static let mostRows = 200
  /// Under so many scored forecasts a table of tenths says nothing.
  private static let leastBinned = 10

  /// - Parameter moment: of the report; `nil` leaves out what is overdue.
  init?(_ forecasts: [Forecast], at moment: Timestamp?) {
    guard !forecasts.isEmpty else { return nil }
    forecastRows = forecasts.prefix(Self.mostRows).map { Self.row($0, moment) }
    forecastRest =
      forecasts.count > Self.mostRows ? "and \(NumberText.count(forecasts.count - Self.mostRows)) more." : nil
    let score = BrierScore(of: forecasts)
    let open = forecasts.count { $0.resolution == nil }
    forecastScore =
      (score.map { $0.sentence + " 0 is perfect; who always says one half has 0.25." }
        ?? "No outcome is known yet, so nothing is scored.")
      + (open > 0 ? " \(PlainWords.count(open, "forecast")) \(open == 1 ? "is" : "are") open." : "")
    forecastParts = score.map { score in
      let figures = [score.reliability, score.resolution, score.uncertainty].map { NumberText.fixed($0, decimals: 2) }
      return
        "It is made of reliability \(figures[0]) (0 is best), less resolution \(figures[1]) (more is better), plus "
        + "uncertainty \(figures[2]) (how even the outcomes were)."
    }
    forecastBins = (score?.count ?? 0) < Self.leastBinned ? [] : (score?.bins ?? []).map(Self.bin)
    hasForecastBins = !forecastBins.isEmpty
  }

  private static func row(_ forecast: Forecast, _ moment: Timestamp?) -> Row {
    var words = "\(forecast.by), \(forecast.madeAt.day)"
    if forecast.revisions.count > 1, let first = forecast.revisions.first, let last = forecast.revisions.last {
      words += "; first \(NumberText.share(first.probability)), changed \(last.at.day)"
      if last.by.samePerson != first.by.samePerson { words += " by \(last.by)" }
    }
    return Row(
      forecastID: forecast.id, forecastStatement: forecast.statement.asOneLine,
      forecastProbability: NumberText.share(forecast.probability), forecastDue: forecast.due.day,
      forecastWords: words.asOneLine, forecastOutcome: outcome(forecast, moment),
      isForecastKnown: forecast.resolution != nil)
  }

  private static func outcome(_ forecast: Forecast, _ moment: Timestamp?) -> String {
    guard let resolution = forecast.resolution else {
      let isOverdue = moment.map { forecast.isOverdue(at: $0) } ?? false
      return isOverdue ? "date passed; nobody has said what came of it" : "not known yet"
    }
    let word =
      switch resolution.outcome {
      case .happened: "happened"
      case .didNotHappen: "did not happen"
      case .undecidable: "cannot be decided, not scored"
      }
    return "\(word): \(resolution.source) (\(resolution.by), \(resolution.at.day))".asOneLine
  }

  private static func bin(_ bin: BrierScore.Bin) -> Bin {
    Bin(
      binRange: "\(NumberText.fixed(bin.low * 100, decimals: 0)) to \(NumberText.fixed(bin.high * 100, decimals: 0)) %",
      binCount: NumberText.count(bin.count), binMean: NumberText.share(bin.meanProbability),
      binShare: "\(NumberText.share(bin.share)) (90 % interval \(NumberText.share(bin.shareLow)) to "
        + "\(NumberText.share(bin.shareHigh)))")
  }
}
