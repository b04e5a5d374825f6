import Evidence
import Places
import Provenance
import Quantities
import Reports

/// What persons add to the made-up case: findings of all states, sources that quote one another, related sites, two
/// analysts, forecasts, capacity, and a last report that said something else.
enum SampleRecord {
  static func at(_ text: String) -> Timestamp { day(text) }

  static func content() throws -> ReportContent {
    var content = Sample.content
    content.record = try record()
    return content
  }

  static func record() throws -> ReportRecord {
    let findings = try findings()
    let sources = try sources()
    let sourceOfID = Dictionary(sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let findingOfID = Dictionary(findings.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return ReportRecord(
      findings: findings, sources: sources,
      corroborations: findings.map { finding in
        CorroborationOf(finding, sources: sourceOfID, findings: findingOfID, looks: looks)
      }, timeline: try timeline(), agreements: [try agreement()], forecasts: try forecasts(),
      capacities: try capacities(), changes: changes(findings), now: day("2022-01-10"))
  }

  static func source(
    _ id: String, _ title: String, author: String? = nil, publisher: String? = nil, quotes: [String] = []
  ) throws -> Source {
    try Source(
      id: id, hash: ContentHash(of: title), mediaType: "text/html", size: 900, title: title, kind: .article,
      publisher: publisher, author: author, published: day("2021-11-03"), capturedAt: day("2021-12-01"), quotes: quotes,
      addedBy: "M. Ito")
  }

  static func sources() throws -> [Source] {
    [
      try source("S1", "Modernisation of the plant goes ahead", publisher: "State agency"),
      try source("S2", "The plant is being enlarged, agency says", author: "J. Doe", quotes: ["S1"]),
      try source("S3", "New halls at the plant: what the pictures show", author: "R. Roe", quotes: ["S1", "S2"]),
      try source("S4", "Visit to the works", publisher: "State agency"),
      try source("S5", "No works are under way, ministry says", publisher: "Ministry"),
      try source("S6", "Column: 공장 현대화 공사의 진행 상황에 대하여", author: "A", quotes: ["S7"]),
      try source("S7", "Reply to a column", author: "B", quotes: ["S6"]),
    ]
  }

  static func looks(_ support: Finding.Support) -> [SceneLook] {
    let scenes = Dictionary(Sample.scenes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    func look(_ id: String, _ isFor: Bool) -> SceneLook {
      SceneLook(id, date: scenes[id]?.date, sensor: scenes[id]?.sensor, isFor: isFor)
    }
    switch support.kind {
    case .scene: return [look(support.id, true)]
    case .feature:
      guard let feature = Sample.features.first(where: { $0.feature.id == support.id })?.feature else { return [] }
      return feature.scenesFor.map { look($0, true) } + feature.scenesAgainst.map { look($0, false) }
    default: return []
    }
  }

  static func findings() throws -> [Finding] {
    let hall = FeatureClaims(Sample.features[1].feature)
    let crane = FeatureClaims(Sample.features[3].feature)
    let built = try Finding(
      id: "F1", claim: hall.happening!,
      support: [
        .init(.feature, Sample.features[1].feature.id), .init(.source, "S1"), .init(.source, "S2"),
        .init(.source, "S3"),
        .init(.source, "S4"), .init(.source, "S5", isFor: false),
      ], analyst: "M. Ito", at: day("2022-01-02")
    ).reviewed(by: "A. Berg", at: day("2022-01-04"))
    let judged = try Finding(
      id: "F2",
      claim: Claim(
        ClaimParty(kind: .idea, id: "", name: "the site"), .judged,
        words: "more is meant to be made there than before"),
      support: [
        .init(.finding, "F1"), .init(.source, "S6"), .init(.source, "S7"), .init(.scene, Sample.scenes[12].id),
        .init(.source, "S5", isFor: false), .init(.scene, Sample.scenes[12].id, isFor: false), .init(.source, "S9"),
      ], analyst: "M. Ito", at: day("2022-01-03"), likelihood: .likely,
      confidence: Confidence(.moderate, basis: "one sensor, articles that go back to one"))
    let gone = try Finding(
      id: "F3", claim: crane.happening!,
      support: [.init(.scene, Sample.scenes[22].id), .init(.scene, Sample.scenes[23].id)], analyst: "A. Berg",
      at: day("2022-01-03"))
    let wrong = try Finding(
      id: "F4", claim: hall.measures[0], support: [.init(.source, "S1")], analyst: "A. Berg", at: day("2021-12-01")
    ).withdrawn(by: "M. Ito", at: day("2022-01-06"), note: "wrong roof")
    return [built, judged, gone, wrong]
  }

  static func timeline() throws -> SiteTimeline {
    func event(
      _ site: String, _ name: String, _ what: String, _ first: String?, _ last: String?, isBeginning: Bool = true,
      origin: Int? = nil
    ) throws -> SiteEvent {
      try SiteEvent(
        site: site, name: name, what: what, bracket: bracket(first, last), isBeginning: isBeginning,
        origins: origin.map { ["features/\(Sample.features[$0].feature.id)/notBefore"] } ?? [])
    }
    return SiteTimeline(
      [
        try event("fuel", "the fuel plant", "began to build", "2021-02-21", "2021-03-14"),
        try event("hall", "the assembly plant", "began to build", "2021-04-03", "2021-04-19", origin: 1),
        try event(
          "hall", "the assembly plant", "cleared ground", nil, "2021-01-12", isBeginning: false, origin: 5),
        try event("hall", "the assembly plant", "took its crane down", "2021-06-06", "2021-07-04", isBeginning: false),
        try event("rail", "the rail spur", "began to lay track", "2021-09-10", nil),
      ],
      relations: [
        SiteRelation(from: "fuel", .supplies, to: "hall"), SiteRelation(from: "rail", .partOf, to: "hall"),
      ])
  }

  static func agreement() throws -> AnalystAgreement {
    func box(_ width: Double, _ height: Double, _ shift: Double = 0) throws -> AnalystOutline {
      try AnalystOutline(
        [(shift, 0), (shift + width, 0), (shift + width, height), (shift, height)].map {
          AnalystOutline.Point(east: $0.0, north: $0.1)
        })
    }
    let ids = Sample.features.map(\.feature.id)
    return try AnalystAgreement(
      .init(
        analyst: "M. Ito", outlines: [ids[1]: box(44, 28), ids[2]: box(20, 20), "quay": box(90, 12)],
        labels: [ids[1]: "building", ids[2]: "housing", ids[4]: "screen", "quay": "unknown"]),
      .init(
        analyst: "A. Berg", outlines: [ids[1]: box(46, 27, 1), ids[2]: box(21, 22, -1), ids[3]: box(3, 20)],
        labels: [ids[1]: "building", ids[2]: "housing", ids[4]: "building", "quay": "unknown"]))
  }

  static func forecasts() throws -> [Forecast] {
    let made = day("2021-06-01")
    var forecasts = try (0..<11).map { index in
      try Forecast(
        id: "P\(index + 3)", statement: "Hall \(index + 1) of the housing stands", probability: Double(index) / 10,
        by: "M. Ito", madeAt: made, due: day("2021-10-01")
      ).resolved(index > 5 ? .happened : .didNotHappen, by: "A. Berg", at: day("2021-10-12"), source: "F\(index + 3)")
    }
    forecasts.insert(
      try Forecast(
        id: "P1", statement: "The roof of the assembly plant is closed", probability: 0.5, by: "M. Ito", madeAt: made,
        due: day("2022-06-30")
      ).revised(probability: 0.7, by: "A. Berg", at: day("2021-09-01")), at: 0)
    forecasts.insert(
      try Forecast(
        id: "P2", statement: "Rail cars stand on the new spur", probability: 0.3, by: "A. Berg", madeAt: made,
        due: day("2021-12-31")), at: 1)
    return forecasts
  }

  static func capacities() throws -> [StatedCapacity] {
    let used = try CapacityAssumption(.utilisation, low: 0.5, high: 0.9, reasons: ["one shift to two shifts"])
    let need = try CapacityAssumption(
      .areaPerUnitPerYear, low: 40, high: 80, reasons: ["two plants of the same maker, S3"])
    let yield = try CapacityAssumption(.unitsPerAreaPerMonth, low: 0.01, high: 0.03, reasons: ["S5, page 4"])
    let hall = ClaimedEstimate(Sample.features[1].feature.area.estimate!)
    let given = ClaimedEstimate(value: 5_000, low: 4_600, high: 5_400, unit: "m2", method: "plan of the hall, S5")!
    return [
      try StatedCapacity(
        CapacityRange(of: "engines", floorArea: hall, need: need, utilisation: used),
        feature: Sample.features[1].feature.id, by: "M. Ito", at: day("2022-01-04")),
      try StatedCapacity(
        CapacityRange(of: "wagons", floorArea: given, need: yield, utilisation: used), by: "A. Berg",
        at: day("2022-01-05")),
    ]
  }

  static func changes(_ findings: [Finding]) -> ReportChanges {
    var before = Sample.features.map(\.feature).filter { $0.id != Sample.features[4].feature.id }
    before[1].area = area(1180, 1060, 1300)
    before[1].bracket = bracket("2021-04-03", "2021-05-05")
    before[5].status = .candidate
    before[5].mark = nil
    before.append(feature(.stockpile, .built, id: "f-0ld", area: area(300, 260, 350)))
    return ReportChanges(
      since: day("2022-01-01"), features: (before, Sample.features.map(\.feature)),
      findings: (FindingState.states(of: findings, at: day("2022-01-01")), findings.map { FindingState($0) }))
  }
}
