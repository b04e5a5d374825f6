import Evidence
import Places
import Provenance
import Quantities
import Reports

/// A record in which every text that comes from outside says the same.
enum OutsideRecord {
  static func content(saying text: String) throws -> ReportContent {
    var content = Outside.content(saying: text)
    let findings = try findings(text)
    let sources = try ["S1", "S2", "S3"].map { id in
      try Source(
        id: id, hash: ContentHash(of: id), mediaType: "text/html", size: 9, title: text, kind: .article,
        publisher: text, author: text, capturedAt: day("2022-01-01"), language: "ko",
        quotations: [Quotation(text: text, offset: 0, length: 1)], quotes: id == "S1" ? [] : ["S1"], tip: text,
        addedBy: text)
    }
    let byID = Dictionary(sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let corroborations = findings.map { finding in
      CorroborationOf(finding, sources: byID) { _ in
        [
          SceneLook(text, sensor: text), SceneLook("x" + text, date: day("2021-02-01"), sensor: text),
          SceneLook("y", date: day("2021-02-01"), sensor: text, isFor: false),
        ] + (0..<20).map { SceneLook("\($0)" + text, date: day("2021-03-01"), sensor: text) }
      }
    }
    content.record = ReportRecord(
      findings: findings, sources: sources, assessments: [try judged(text)], corroborations: corroborations,
      timeline: try timeline(text), agreements: [try agreement(text)], forecasts: try forecasts(text),
      capacities: try capacities(text), changes: changes(text, findings), now: day("2022-03-01"))
    return content
  }

  private static func findings(_ text: String) throws -> [Finding] {
    let party = ClaimParty(kind: .feature, id: text, name: text)
    let judgement = Claim(party, .judged, zone: text, words: text.filter { !$0.isNumber } + " x")
    let support: [Finding.Support] = [
      .init(.feature, text, note: text), .init(.place, text, isFor: false, note: text),
      .init(.source, "S1", note: text),
      .init(.source, "S2"), .init(.source, "S3", isFor: false), .init(.source, text), .init(.finding, text),
    ]
    let made = try Finding(
      id: text, claim: judgement, support: support, analyst: "a " + text, at: day("2022-01-01"), likelihood: .likely,
      confidence: Confidence(.low, basis: text + " x"), alternatives: [text])
    let ratio = Claim(
      party, .ratio, quantity: .area, object: ClaimParty(kind: .feature, id: text, name: text),
      estimate: ClaimedEstimate(value: 0.4, low: 0.3, high: 0.5, unit: "1", method: text))
    return [
      try made.reviewed(by: "b " + text, at: day("2022-01-02"), note: text),
      try Finding(id: "F2", claim: ratio, support: support, analyst: "a" + text, at: day("2022-01-01")),
      try Finding(id: "F3", claim: ratio, support: [], analyst: "a" + text, at: day("2022-01-01"))
        .withdrawn(by: "a" + text, at: day("2022-01-02"), note: "x " + text),
    ]
  }

  private static func judged(_ text: String) throws -> ReportRecord.Judged {
    let assessment = try Assessment(
      id: text, question: text + " x",
      hypotheses: ["H1", "H2"].map {
        try Hypothesis(
          id: $0, statement: text.filter { !$0.isNumber } + " x",
          prior: Prior(0.5, by: "a " + text, reason: text + " x"))
      },
      weighings: ["H1", "H2"].map {
        try Weighing(
          finding: "F2", hypothesis: $0, weight: $0 == "H1" ? 4 : 1, reason: text + " x", by: "a " + text,
          at: day("2022-01-01"))
      }, confidence: Confidence(.low, basis: text + " x"), author: "a " + text, at: day("2022-01-01"))
    return .init(try assessment.judgement(), try assessment.sensitivity(), try assessment.matrix())
  }

  private static func timeline(_ text: String) throws -> SiteTimeline {
    let named = "n " + text
    return SiteTimeline(
      [
        try SiteEvent(
          site: named, name: named, what: named, bracket: bracket("2021-01-01", "2021-01-09"), origins: [text]),
        try SiteEvent(site: "b", name: named, what: named, bracket: bracket("2021-02-01", "2021-02-09")),
        try SiteEvent(
          site: "b", name: named, what: named, bracket: bracket(nil, "2021-02-09"), isBeginning: false,
          origins: ["features/" + text]),
      ], relations: [SiteRelation(from: named, .supplies, to: "b")])
  }

  private static func agreement(_ text: String) throws -> AnalystAgreement {
    let outline = try AnalystOutline([(0, 0), (9, 0), (9, 9)].map { .init(east: $0.0, north: $0.1) })
    let id = text + "0"
    return try AnalystAgreement(
      .init(
        analyst: "a " + text, outlines: [id: outline, text: outline], labels: [id: text + " x", "b": "y " + text]),
      .init(analyst: "b " + text, outlines: [id: outline, "c": outline], labels: [id: text + " x", "b": text + " x"]))
  }

  private static func forecasts(_ text: String) throws -> [Forecast] {
    let open = try Forecast(
      id: text, statement: text + " x", probability: 0.4, by: "a " + text, madeAt: day("2021-01-01"),
      due: day("2022-01-01"))
    return [
      try open.revised(probability: 0.5, by: "b " + text, at: day("2021-02-01")),
      try open.resolved(.happened, by: "a " + text, at: day("2022-01-03"), source: text + " x"),
      try open.resolved(.undecidable, by: "a " + text, at: day("2022-01-03"), source: text + " x"),
    ]
  }

  private static func capacities(_ text: String) throws -> [StatedCapacity] {
    let floor = ClaimedEstimate(value: 500, low: 400, high: 600, unit: "m2", method: text)!
    let used = try CapacityAssumption(.utilisation, low: 0.5, high: 0.9, reasons: [text + " x"])
    return try [CapacityAssumption.Kind.areaPerUnitPerYear, .unitsPerAreaPerMonth].flatMap { kind in
      try [nil, text, text + "0"].map { feature in
        try StatedCapacity(
          CapacityRange(
            of: "p " + text, floorArea: floor,
            need: CapacityAssumption(kind, low: 40, high: 80, reasons: [text + " x"]), utilisation: used),
          feature: feature, by: "a " + text, at: day("2022-01-01"))
      }
    }
  }

  private static func changes(_ text: String, _ findings: [Finding]) -> ReportChanges {
    var before = feature(.building, .built, id: text + "0", name: text)
    before.area = .refused(text)
    before.mark = .init(by: text, note: text, at: day("2021-01-01"))
    var now = feature(
      .crane, .removed, id: text + "0", name: text, status: .accepted,
      mark: .init(by: text, note: text, at: day("2021-01-01")))
    now.area = area(5, 4, 6)
    var refused = feature(id: text + "1", name: text, status: .rejected, mark: now.mark)
    refused.area = .refused(text)
    return ReportChanges(
      since: day("2022-01-01"),
      features: (
        [before, feature(id: text + "1"), feature(id: "gone " + text, name: text)],
        [now, refused, feature(id: text + "x", name: text)]
      ),
      findings: (
        [FindingState(id: "lost " + text, sentence: text, status: .candidate)], findings.map { FindingState($0) }
      ))
  }
}
