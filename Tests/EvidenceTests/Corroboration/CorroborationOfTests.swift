import Evidence
import Foundation
import Provenance
import Quantities
import Testing

@Suite("What one finding rests on") struct CorroborationOfTests {
  static let at = Timestamp(iso8601: "2026-03-01T10:00:00Z")!

  static func source(_ id: String, author: String? = nil, quotes: [String] = [], tip: String? = nil) throws -> Source {
    try Source(
      id: id, hash: ContentHash(of: "text of \(id)"), mediaType: "text/plain", size: 9, title: "Article \(id)",
      kind: .article, author: author, capturedAt: at, quotes: quotes, tip: tip, addedBy: "Kim")
  }

  static func finding(_ support: [Finding.Support], id: String = "F1") throws -> Finding {
    let claim = Claim(
      ClaimParty(kind: .feature, id: "a1", name: "the new hall"), .built,
      bracket: Bracket(notBefore: Timestamp(iso8601: "2025-04-03"), notAfter: Timestamp(iso8601: "2025-04-19")))
    return try Finding(id: id, claim: claim, support: support, analyst: "Kim", at: at)
  }

  static func table<Item>(_ items: [Item], _ id: (Item) -> String) -> [String: Item] {
    Dictionary(items.map { (id($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  static func looks(_ support: Finding.Support) -> [SceneLook] {
    func look(_ scene: String, _ day: String, isFor: Bool = true) -> SceneLook {
      SceneLook(scene, date: Timestamp(iso8601: day), sensor: "PlanetScope", isFor: isFor)
    }
    switch support.id {
    case "a1": return [look("s1", "2025-04-19"), look("s2", "2025-05-01"), look("s9", "2025-06-01", isFor: false)]
    case "a2": return [look("s2", "2025-05-01"), look("s3", "2025-05-09")]
    case "s2": return [look("s2", "2025-05-01")]
    default: return []
    }
  }

  @Test("Each scene is one line, however many things it shows, and a source's quotes go through others")
  func lines() throws {
    let sources = try [
      Self.source("S1"), Self.source("S2", quotes: ["S4"]), Self.source("S4", quotes: ["S1"]), Self.source("S3"),
    ]
    let finding = try Self.finding([
      .init(.feature, "a1"), .init(.feature, "a2"), .init(.scene, "s2"), .init(.source, "S1"), .init(.source, "S2"),
      .init(.source, "S3", isFor: false),
    ])
    let told = CorroborationOf(finding, sources: Self.table(sources) { $0.id }, looks: Self.looks)
    // Scenes s1, s2 and s3, and S1 with S2, which quotes it through S4; s9 and S3 against it.
    #expect(told.graph.independentFor == 4 && told.graph.independentAgainst == 2)
    #expect(
      told.headline
        == "Three pictures of one sensor and one other independent line support it, and one picture and one other "
        + "independent line speak against it.")
    #expect(
      told.graph.supporting.map(\.id)
        == ["2025-04-19 PlanetScope", "2025-05-01 PlanetScope", "2025-05-09 PlanetScope", "S1", "S2"])
    #expect(told.looks["2025-05-01 PlanetScope"]?.scene == "s2" && told.uncounted.isEmpty)
    #expect(
      told.graph.sentence
        == "2 sources and 3 observations support it; they are 4 independent lines, because S2 quotes S1. 1 source and "
        + "1 observation speak against it; they are 2 independent lines.")
    #expect(
      told.remarks.first
        == "All 3 pictures for it are of one sensor, PlanetScope: they are independent looks, not "
        + "independent instruments."
    )
    #expect(told.json["headline"]?.stringValue == told.headline)
    #expect(told.json["lines"]?.arrayValue?.count == 7 && told.json["independentFor"]?.intValue == 4)
  }

  @Test("What a thing that speaks against the finding shows speaks against it, and what denies that thing for it")
  func turned() throws {
    let told = CorroborationOf(
      try Self.finding([.init(.feature, "a1", isFor: false)]), sources: [:], looks: Self.looks)
    #expect(told.graph.opposing.map(\.id) == ["2025-04-19 PlanetScope", "2025-05-01 PlanetScope"])
    #expect(told.graph.supporting.map(\.id) == ["2025-06-01 PlanetScope"])
    #expect(told.headline == "One picture supports it, and two pictures of one sensor speak against it.")
  }

  @Test("A scene that speaks both ways is one line on both sides, and is told")
  func divided() throws {
    let told = CorroborationOf(
      try Self.finding([.init(.scene, "s2"), .init(.feature, "a2", isFor: false)]), sources: [:], looks: Self.looks)
    #expect(told.graph.components.map(\.isDivided) == [true, false])
    #expect(told.graph.independentFor == 1 && told.graph.independentAgainst == 2)
    #expect(told.graph.remarks.first == "2025-05-01 PlanetScope speaks both for it and against it.")
  }

  @Test("A finding gives its own lines, not if it was withdrawn, and circles of findings end")
  func findings() throws {
    let second = try Self.finding([.init(.source, "S1"), .init(.finding, "F1")], id: "F2")
    let first = try Self.finding(
      [.init(.finding, "F2"), .init(.finding, "F3", isFor: false), .init(.source, "S2")], id: "F1")
    let third = try Self.finding([.init(.source, "S3")], id: "F3")
    let sources = Self.table(try [Self.source("S1"), Self.source("S2", quotes: ["S1"]), Self.source("S3")]) { $0.id }
    let all = CorroborationOf(
      first, sources: sources, findings: Self.table([first, second, third]) { $0.id }, looks: Self.looks)
    #expect(all.graph.independentFor == 1 && all.graph.independentAgainst == 1)
    #expect(all.graph.supporting.map(\.id) == ["S2", "S1"])
    let fallen = try third.withdrawn(by: "Lee", at: Self.at, note: "wrong picture")
    let less = CorroborationOf(
      first, sources: sources, findings: Self.table([first, second, fallen]) { $0.id }, looks: Self.looks)
    #expect(less.graph.independentAgainst == 0)
    #expect(less.uncounted == ["Finding F3 was withdrawn, so what it rests on is not counted."])
  }

  @Test("What is not known here makes no line and is told, each once")
  func unknown() throws {
    let finding = try Self.finding([
      .init(.source, "S7"), .init(.source, "S7", isFor: false), .init(.feature, "ref"), .init(.place, "zone"),
      .init(.scene, "x"), .init(.finding, "F9"),
    ])
    let told = CorroborationOf(finding, sources: [:], looks: Self.looks)
    #expect(told.graph.lines.isEmpty && told.headline == "No line of evidence supports it.")
    #expect(
      told.uncounted == [
        "Source S7 is named, but it is not in the record, so it counts for nothing here.",
        "Feature ref is named, but no picture of it is told, so it makes no line.",
        "Place zone is named, but no picture of it is told, so it makes no line.",
        "Picture x is named, but no picture of it is told, so it makes no line.",
        "Finding F9 is named, but it is not in the record, so it counts for nothing here.",
      ])
  }

  @Test("Two scenes of one day and sensor stay two lines, and one without date has its id")
  func sameDay() throws {
    let date = Timestamp(iso8601: "2025-05-01T03:00:00Z")
    let told = CorroborationOf(try Self.finding([.init(.feature, "a1")]), sources: [:]) { _ in
      ["p", "q"].map { SceneLook($0, date: date, sensor: "S") } + [SceneLook("r"), SceneLook("S1")]
    }
    #expect(told.graph.supporting.map(\.id) == ["2025-05-01 S", "2025-05-01 S (q)", "picture r", "picture S1"])
    #expect(told.graph.independentFor == 4)
  }

  @Test("Ten thousand findings that rest on one another in a chain are gathered without exhausting the stack")
  func chain() throws {
    let findings = try (0..<10_000).map { index in
      try Self.finding([.init(.finding, "F\(index + 1)"), .init(.source, "S\(index + 1)")], id: "F\(index)")
    }
    let sources = Self.table([try Self.source("S10000")]) { $0.id }
    let told = CorroborationOf(
      findings[0], sources: sources, findings: Self.table(findings) { $0.id }, looks: Self.looks)
    #expect(told.graph.supporting.map(\.id) == ["S10000"])
  }

  @Test("Hostile ids and sensors break nothing", arguments: AssessmentMaking.hostile)
  func hostile(_ text: String) throws {
    let told = CorroborationOf(
      try Self.finding([.init(.feature, text), .init(.source, text), .init(.finding, text)]), sources: [:]
    ) { [SceneLook($0.id, sensor: text), SceneLook(text, date: Self.at, sensor: text, isFor: false)] }
    let words = told.headline + told.graph.sentence + told.graph.remarks.joined() + told.uncounted.joined()
    #expect(words.count < 2_000 && !words.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
  }
}
