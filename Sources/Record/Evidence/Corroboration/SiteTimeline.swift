import Provenance
import Quantities

/// Events of several sites on one line of time, and how the sites hang together.
package struct SiteTimeline: Sendable {
  /// Two sites that are related, with the lag between their beginnings.
  package struct RelatedLag: Sendable, Hashable {
    package let relation: SiteRelation
    package let lag: SiteLag

    /// "The fuel plant supplies the assembly plant. The fuel plant began to build 5 weeks before …"
    package var sentence: String {
      let isForward = lag.first.site == relation.from
      let (from, to) = isForward ? (lag.first, lag.second) : (lag.second, lag.first)
      return "\(AssessmentText.capitalised(AssessmentText.line(from.name))) \(relation.kind.words) "
        + "\(AssessmentText.line(to.name)). \(lag.sentence)"
    }
  }

  /// The earliest first, by the middle of the bracket; of an open one by the end that is known. Those without any date
  /// come last.
  package let events: [SiteEvent]
  /// Each once; a site's relation to itself is left out.
  package let relations: [SiteRelation]

  package init(_ events: [SiteEvent], relations: [SiteRelation] = []) {
    let keyed = events.map { (event: $0, moment: Self.moment($0.bracket)) }
    self.events = keyed.sorted { a, b in
      if a.moment != b.moment { return (a.moment ?? .infinity) < (b.moment ?? .infinity) }
      if a.event.site != b.event.site { return a.event.site < b.event.site }
      return a.event.what < b.event.what
    }.map(\.event)
    var seen: Set<SiteRelation> = []
    self.relations = relations.filter { $0.from != $0.to && seen.insert($0).inserted }
  }

  /// Days from the first event to the second, with a 90 % interval.
  /// - Throws: `incomplete` where open brackets leave neither a least nor a greatest number of days.
  package func lag(between first: SiteEvent, and second: SiteEvent) throws(EvidenceError) -> SiteLag {
    try SiteLag(between: first, and: second)
  }

  /// For each relation the lag from the first beginning at one site to the first at the other; relations of sites
  /// without a dated beginning, or with one too open to tell, are left out.
  package var relatedLags: [RelatedLag] {
    var beginnings: [String: SiteEvent] = [:]
    for event in events where event.isBeginning && beginnings[event.site] == nil { beginnings[event.site] = event }
    return relations.compactMap { relation in
      guard let from = beginnings[relation.from], let to = beginnings[relation.to],
        let lag = try? SiteLag(between: from, and: to)
      else { return nil }
      return RelatedLag(relation: relation, lag: lag)
    }
  }

  private static func moment(_ bracket: Bracket) -> Double? {
    switch (bracket.notBefore?.daysSince1970, bracket.notAfter?.daysSince1970) {
    case (let first?, let last?): (first + last) / 2
    case (let known?, nil), (nil, let known?): known
    case (nil, nil): nil
    }
  }

  package var json: JSONValue {
    [
      "events": .array(events.map(\.json)), "relations": .array(relations.map(\.json)),
      "lags": .array(
        relatedLags.map {
          ["relation": $0.relation.json, "lag": $0.lag.json, "sentence": .string($0.sentence)]
        }),
    ]
  }
}
