import Evidence
import Foundation
import Places
import Quantities
import Reports
import Testing

@Suite("The page's sections on what persons add")
struct RecordPageTests {
  @Test("The sample is written where TELLTALE_RECORD_SAMPLE says, for eyes")
  func sample() throws {
    let html = try HTMLReport.render(SampleRecord.content())
    guard let path = ProcessInfo.processInfo.environment["TELLTALE_RECORD_SAMPLE"] else { return }
    try Data(html.utf8).write(to: URL(fileURLWithPath: path))
  }

  @Test("Each section stands once, and none where nothing is told")
  func sections() throws {
    let html = try HTMLReport.render(SampleRecord.content())
    let names = ["changes", "corroboration", "timeline", "capacity", "forecasts", "agreement"]
    for name in names { #expect(html.components(separatedBy: "<section id=\"\(name)\"").count == 2, "\(name)") }
    var bare = Sample.content
    bare.record = ReportRecord()
    let without = try HTMLReport.render(bare)
    for name in names { #expect(!without.contains("<section id=\"\(name)\">"), "\(name)") }
    #expect(try HTMLReport.render(SampleRecord.content()) == html)
  }

  @Test(
    "Corroboration tells lines in words, scenes by date and sensor, circles, contradictions and what is not reviewed")
  func corroboration() throws {
    let html = try HTMLReport.render(SampleRecord.content())
    let expected = [
      " pictures of one sensor and two other independent lines support it, and one picture and one other independent "
        + "line speak against it.</p>",
      "<title>Evidence of finding F1: ", "PlanetScope: 2021-",
      "S2, The plant is being enlarged, agency says (quotes S1)", "because S2 and S3 quote S1",
      "S6 and S7 quote one another in a circle: none of them is the origin.",
      "Source S9 is named, but it is not in the record", "class=\"tie-box divided\"", "class=\"tie weak\"",
      "id=\"corroboration-F2\"",
    ]
    for words in expected { #expect(html.contains(words), "\(words) is missing") }
    // What was withdrawn is not to be quoted, and has nothing that supports it.
    #expect(!html.contains("id=\"corroboration-F4\""))
    let candidate = html.components(separatedBy: "id=\"corroboration-F2\"")[1].prefix(900)
    #expect(candidate.contains("<span class=\"review\">") && candidate.contains("not reviewed"))
    let reviewed = html.components(separatedBy: "id=\"corroboration-F1\"")[1].prefix(900)
    #expect(reviewed.contains("<span class=\"review done\">"))
  }

  @Test("Lags are told with their interval, and dates that nobody reviewed are marked")
  func timeline() throws {
    let html = try HTMLReport.render(SampleRecord.content())
    let expected = [
      "The fuel plant supplies the assembly plant. The fuel plant began to build 6 weeks before the assembly plant "
        + "(90 % interval 3 to 8 weeks). <span class=\"review\">Rests on dates that are not reviewed.</span>",
      "<tr><td>The rail spur began to lay track</td><td>after 2021-09-10</td>",
      "<tr><td>The assembly plant cleared ground</td><td>by 2021-01-12</td>"
        + "<td><span class=\"review done\">reviewed</span></td></tr>",
      "class=\"event-open\"", "<title>When what happened at which site</title>",
    ]
    for words in expected { #expect(html.contains(words), "\(words) is missing") }
  }

  @Test("Agreement, capacity and forecasts are told with intervals, names and what is not reviewed")
  func outlook() throws {
    let html = try HTMLReport.render(SampleRecord.content())
    let expected = [
      "M. Ito and A. Berg both outlined 2 things", "The two give the same label to 75 % of 4 things: kappa 0.67",
      "Area by A. Berg",
      "<b>Feature 2, the new building.</b> Before: 1,240 m² (90 % interval 1,130 to 1,350 m²); with the "
        + "scatter between analysts, from 2 things that both measured: 1,240 m²",
      "<span class=\"review\">Candidate, not reviewed.</span>",
      "If one of the engines takes 40 to 80 m² of floor for a year (two plants of the same maker, S3)",
      "The floor area is that of feature 2, the new building. Assumed by M. Ito on 2022-01-04.",
      "The floor area was given: plan of the hall, S5.", "Brier score", "2 forecasts are open.",
      "date passed; nobody has said what came of it", "not known yet", "first 50 %, changed 2021-09-01 by A. Berg",
      "did not happen: F3 (A. Berg, 2021-10-12)", "0 to 10 %",
    ]
    for words in expected { #expect(html.contains(words), "\(words) is missing") }
  }

  @Test("Pages with sixty graphs, two hundred forecasts and sixty events stop drawing and say so")
  func large() throws {
    let finding = try SampleRecord.findings()[0]
    let findings = try (1...200).map { index in
      try Finding(
        id: "F\(index)", claim: finding.claim, support: [.init(.feature, "a")], analyst: "M. Ito", at: day("2022-01-01")
      )
    }
    let start = day("2000-01-01").secondsSince1970
    let graphs = findings.map { finding in
      CorroborationOf(finding, sources: [:]) { _ in
        (0..<300).map { index in
          SceneLook("s\(index)", date: Timestamp(secondsSince1970: start + index * 86_400), sensor: "S\(index % 3)")
        }
      }
    }
    let forecasts = try (0..<500).map {
      try Forecast(
        id: "P\($0)", statement: "so", probability: 0.5, by: "a", madeAt: day("2022-01-01"), due: day("2022-02-01"))
    }
    let events = try (0..<500).map {
      try SiteEvent(
        site: "site \($0)", name: "site \($0)", what: "began",
        bracket: Bracket(notBefore: nil, notAfter: Timestamp(secondsSince1970: start + $0 * 86_400)))
    }
    var content = content([])
    content.record = ReportRecord(
      findings: findings, corroborations: graphs, timeline: SiteTimeline(events), forecasts: forecasts)
    let html = try HTMLReport.render(content)
    #expect(html.components(separatedBy: "<title>Evidence of finding").count == 61)
    #expect(html.contains("The pictures of the first 60 findings are drawn; the words stand for all."))
    #expect(html.contains("and 300 more."))
    #expect(html.components(separatedBy: "class=\"event-open\"").count == 61)
    #expect(html.contains("S1: 2000-01-02, 2000-01-05,") && html.contains("dates in all"))
    #expect(html.utf8.count < 3_000_000)
  }
}
