import Evidence
import Foundation
import Places
import Provenance
import Quantities
import Reports
import Testing

@Suite("Changes since the last report")
struct ReportChangesTests {
  static func changes(_ before: [Feature], _ now: [Feature]) -> ReportChanges {
    ReportChanges(since: day("2022-01-01"), features: (before, now))
  }

  @Test("New, gone and the same are told apart by id")
  func ids() {
    let changes = Self.changes(
      [feature(id: "a"), feature(id: "b")], [feature(id: "b"), feature(id: "c")])
    #expect(changes.new.map(\.id) == ["c"] && changes.gone.map(\.id) == ["a"] && changes.moved.isEmpty)
    #expect(changes.sameCount == 1 && !changes.isNothing)
    #expect(Self.changes([feature()], [feature()]).isNothing)
    #expect(changes.json["gone"]?.arrayValue == ["a"])
  }

  @Test(
    "An area is another one beyond a hundredth of its former half-width, at any of its three numbers",
    arguments: [
      (1240.9, 1130, 1350, true), (1241.2, 1130, 1350, false), (1240, 1128.8, 1350, false), (1240, 1130.9, 1350, true),
      (1240, 1130, 1351.2, false),
    ])
  func tolerance(_ value: Double, _ low: Double, _ high: Double, _ isSame: Bool) {
    // Half of 1,130 to 1,350 is 110; a hundredth of it 1.1.
    var moved = feature()
    moved.area = area(value, low, high)
    #expect(Self.changes([feature()], [moved]).isNothing == isSame)
  }

  @Test("An open end that stays open is the same, and one that closes is not")
  func open() {
    var before = feature()
    before.area = area(500, 400, .infinity)
    var now = before
    #expect(Self.changes([before], [now]).isNothing)
    now.area = area(500, 400, 700)
    #expect(!Self.changes([before], [now]).isNothing)
  }

  @Test("Dates, kind, status and refusals are told, what it is and what it was")
  func words() {
    var before = feature(between: bracket("2021-04-03", "2021-05-05"))
    before.area = .refused("it is narrower than two pixels.")
    var now = feature(.housing, .built, status: .accepted, mark: .init(by: "M. Ito", note: nil, at: day("2022-01-05")))
    #expect(
      Self.changes([before], [now]).moved.map(\.words) == [
        [
          "It was accepted by M. Ito on 2022-01-05.", "It is now called housing; before, building.",
          "Its dates are now between 2021-04-03 and 2021-04-19; before, between 2021-04-03 and 2021-05-05.",
          "Its area is now 1,240 m² (90 % interval 1,130 to 1,350 m²); before, it was not given.",
        ]
      ])
    now = feature(.building, .altered, between: bracket(nil, nil))
    now.area = .refused("a roof hides it. ")
    #expect(
      Self.changes([feature()], [now]).moved.first?.words == [
        "It is now told as altered; before, as new.",
        "Its dates are now open on both sides; before, between 2021-04-03 and 2021-04-19.",
        "Its area is no longer given: a roof hides it; before, 1,240 m² (90 % interval 1,130 to 1,350 m²).",
      ])
  }

  @Test("Findings are told that are new, went on, were withdrawn or are gone, by their histories")
  func findings() throws {
    let findings = try SampleRecord.findings()
    let before = FindingState.states(of: findings, at: day("2022-01-01"))
    #expect(before.map(\.id) == ["F4"] && before[0].status == .candidate)
    let later = FindingState.states(of: findings, at: day("2022-01-03"))
    #expect(later.map(\.status) == [.candidate, .candidate, .candidate, .candidate])
    let now = findings.map { FindingState($0) }
    let changes = ReportChanges(
      since: day("2022-01-01"), features: ([], []),
      findings: (before + [FindingState(id: "F0", sentence: "Lost.", status: .reviewed)], now))
    #expect(changes.findings.map(\.finding.id) == ["F1", "F2", "F3", "F4"])
    #expect(changes.findings.last?.before == .candidate && changes.findings.last?.finding.status == .withdrawn)
    #expect(changes.goneFindings.map(\.id) == ["F0"])
    var page = content([])
    page.record = ReportRecord(findings: findings, changes: changes)
    let html = try HTMLReport.render(page)
    for words in [
      "Since the last report of 2022-01-01", "5 findings new or with another status.", "New, reviewed.",
      "New, a candidate, not reviewed.", "Withdrawn; it was candidate.", "Do not quote it any more.",
      "Not in the record any more; it was reviewed.",
    ] { #expect(html.contains(words), "\(words) is missing") }
  }

  @Test("That nothing changed is said, and candidates are marked as not reviewed")
  func page() throws {
    var page = content([ReportFeature(feature: feature(), number: 1)])
    page.record = ReportRecord(changes: Self.changes([feature()], [feature()]))
    #expect(
      try HTMLReport.render(page).contains("Nothing that this report tells has changed. 1 feature says what it said."))
    page.record = ReportRecord(changes: Self.changes([], [feature()]))
    let html = try HTMLReport.render(page)
    let section = try #require(html.components(separatedBy: "<section id=\"changes\" ").last?.prefix(900))
    #expect(section.contains("Features: 1 new.") && section.contains("<a class=\"mark\" href=\"#feature-1\">1</a>"))
    #expect(section.contains("<span class=\"review\">Candidate, not reviewed.</span>"))
    let gone = Self.changes([feature(id: "f-9")], [])
    page.record = ReportRecord(changes: gone)
    #expect(try HTMLReport.render(page).contains("That is not to say that they were removed from the ground."))
  }

  @Test("A features.geojson is read back as it was written, and what is none is refused with its place")
  func reading() throws {
    let features = Sample.features.map(\.feature)
    let data = Data(FeatureJSON.collection(features).prettyText.utf8)
    let read = try ReportChanges.features(in: data, at: "features.geojson")
    #expect(Self.changes(features, read).isNothing && read.count == features.count)
    #expect(
      throws: ReportError(
        .unreadable, at: "old.geojson, features[0]", "It lacks a member, or holds one that cannot be read.",
        mend: "Take the file as the report wrote it.")
    ) { try ReportChanges.features(in: Data("{\"features\": [{}]}".utf8), at: "old.geojson") }
    for text in ["", "[]", "{}", "{\"features\": 3}", "\u{0}"] {
      #expect(throws: ReportError.self) { try ReportChanges.features(in: Data(text.utf8), at: "old.geojson") }
    }
  }
}
