import Evidence
import Places
import Quantities

/// Events of several sites and the lags between them, as the page's template prints them.
struct TimelineView {
  struct Row {
    let siteEvent: String
    let siteEventBetween: String
    let siteEventReview: String
    let isSiteEventSettled: Bool
  }

  struct Lag {
    let lagWords: String
    let lagReview: String
    let isLagSettled: Bool
  }

  let timelineFigure: Markup?
  let timelineLags: [Lag]
  let timelineRows: [Row]
  let hasNoLag: Bool

  /// `nil` where nothing happened.
  /// - Parameter features: those of the report, by whose review an event is told to be reviewed.
  init?(_ timeline: SiteTimeline, _ features: [ReportFeature]) {
    guard !timeline.events.isEmpty else { return nil }
    let statuses = Dictionary(
      features.map { ($0.feature.id, $0.feature.status == .accepted && $0.feature.mark != nil) },
      uniquingKeysWith: { $0 && $1 })
    timelineFigure = TimelineChart(timeline)?.markup(label: "When what happened at which site")
    timelineLags = timeline.relatedLags.map { lag in
      let isSettled = Self.isReviewed(lag.lag.first, statuses) && Self.isReviewed(lag.lag.second, statuses)
      return Lag(lagWords: lag.sentence, lagReview: Self.review(isSettled), isLagSettled: isSettled)
    }
    hasNoLag = timelineLags.isEmpty
    timelineRows = timeline.events.map { event in
      let isSettled = Self.isReviewed(event, statuses)
      return Row(
        siteEvent: PlainWords.sentenceStart("\(event.name) \(event.what)").asOneLine,
        siteEventBetween: Self.between(event.bracket), siteEventReview: isSettled ? "reviewed" : "not reviewed",
        isSiteEventSettled: isSettled)
    }
  }

  /// Whether each feature that its dates stand on was accepted by somebody with a name. Dates of unknown origin, and
  /// those of features of other cases, are not known to be reviewed.
  private static func isReviewed(_ event: SiteEvent, _ statuses: [String: Bool]) -> Bool {
    let ids = event.origins.map { origin -> String? in
      let parts = origin.split(separator: "/", omittingEmptySubsequences: false)
      return parts.count >= 2 && parts[0] == "features" ? String(parts[1]) : nil
    }
    return !ids.isEmpty && ids.allSatisfy { id in id.flatMap { statuses[$0] } ?? false }
  }

  private static func review(_ isSettled: Bool) -> String {
    isSettled ? "Dates reviewed." : "Rests on dates that are not reviewed."
  }

  private static func between(_ bracket: Bracket) -> String {
    switch (bracket.notBefore?.day, bracket.notAfter?.day) {
    case (let first?, let last?): "between \(first) and \(last)"
    case (let first?, nil): "after \(first)"
    case (nil, let last?): "by \(last)"
    case (nil, nil): "date not known"
    }
  }
}

extension PlainWords {
  static func sentenceStart(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
