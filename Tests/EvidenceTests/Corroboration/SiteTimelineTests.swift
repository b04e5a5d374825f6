import Evidence
import Foundation
import Provenance
import Quantities
import Testing

@Suite("Related sites") struct SiteTimelineTests {
  private static func event(
    _ site: String, _ name: String, _ from: String?, _ to: String?, what: String = "began to build",
    isBeginning: Bool = true
  ) throws -> SiteEvent {
    try SiteEvent(
      site: site, name: name, what: what,
      bracket: Bracket(
        notBefore: from.map { Timestamp(iso8601: $0)! }, notAfter: to.map { Timestamp(iso8601: $0)! }),
      isBeginning: isBeginning, origins: ["features/\(site)"])
  }

  private static func fuel(_ from: String? = "2025-03-01", _ to: String? = "2025-03-31") throws -> SiteEvent {
    try event("fuel", "the fuel plant", from, to)
  }

  private static func hall(_ from: String? = "2025-04-10", _ to: String? = "2025-04-30") throws -> SiteEvent {
    try event("hall", "the assembly plant", from, to)
  }

  @Test("The lag is told in whole weeks with its interval, and becomes a claim")
  func sentence() throws {
    let lag = try SiteTimeline([]).lag(between: Self.fuel(), and: Self.hall())
    // From 10 to 60 days, rising over 20, level over 10, falling over 20; 35 in the middle. The rising part holds a
    // third, so that 5 % lie below 10 + √(0.1 · 20 · 30).
    #expect(abs(lag.days! - 35) < 1e-9 && abs(lag.low! - (10 + 60.0.squareRoot())) < 1e-9)
    #expect(abs(lag.high! - (60 - 60.0.squareRoot())) < 1e-9 && lag.probabilityFirst == 1)
    #expect(
      lag.sentence
        == "The fuel plant began to build 5 weeks before the assembly plant (90 % interval 2 to 8 weeks).")
    let claim = try lag.claim()
    #expect(claim.relation == .beganBefore && claim.estimate?.unit == "d" && claim.subject.id == "fuel")
    #expect(claim.origins == ["features/fuel", "features/hall"])
    #expect(
      claim.sentence
        == "The fuel plant began 18 to 52 days before the assembly plant (90 % interval).")
    let turned = try SiteLag(between: Self.hall(), and: Self.fuel())
    #expect(
      turned.sentence
        == "The assembly plant began to build 5 weeks after the fuel plant (90 % interval 2 to 8 weeks).")
  }

  @Test("The quantiles are those of 200,000 draws", arguments: 1...8)
  func quantiles(_ seed: Int) throws {
    var draws = AssessmentDraws(seed: UInt64(seed))
    let widths = [0, draws.logUniform(1...300), draws.logUniform(1...300)]
    let (a, b) = (widths[seed % 2], widths[1 + seed % 2])
    let start = 19_000.0
    let gap = draws.uniform(-100...100)
    func moment(_ days: Double) -> Timestamp { Timestamp(secondsSince1970: Int(days * 86_400)) }
    let first = try SiteEvent(
      site: "a", name: "a", what: "w", bracket: Bracket(notBefore: moment(start), notAfter: moment(start + a)))
    let second = try SiteEvent(
      site: "b", name: "b", what: "w",
      bracket: Bracket(notBefore: moment(start + gap), notAfter: moment(start + gap + b)))
    let lag = try SiteLag(between: first, and: second)
    let count = 200_000
    let values = (0..<count).map { _ in gap + draws.uniform(0...b) - draws.uniform(0...a) }.sorted()
    let tolerance = 0.01 * (a + b) + 0.001
    #expect(abs(lag.low! - values[count / 20]) < tolerance && abs(lag.high! - values[count - count / 20]) < tolerance)
    #expect(abs(lag.days! - values[count / 2]) < tolerance)
    #expect(abs(lag.probabilityFirst! - Double(values.count { $0 > 0 }) / Double(count)) < 0.01)
  }

  @Test("The 90 % interval holds the truth in 88 to 92 % of 4,000 seeded draws", arguments: [3, 4, 5])
  func calibration(_ seed: Int) throws {
    var draws = AssessmentDraws(seed: UInt64(seed))
    var inside = 0
    for _ in 0..<4_000 {
      let truth = (draws.uniform(0...400), draws.uniform(0...400))
      // Pictures at random intervals: the moment lies anywhere between the two that hold it.
      func event(_ site: String, _ moment: Double) throws -> SiteEvent {
        let width = draws.logUniform(2...120)
        let before = moment - draws.uniform() * width
        let seconds = { (days: Double) in Timestamp(secondsSince1970: Int((20_000 + days) * 86_400)) }
        return try SiteEvent(
          site: site, name: site, what: "began",
          bracket: Bracket(notBefore: seconds(before), notAfter: seconds(before + width)))
      }
      let lag = try SiteLag(between: event("a", truth.0), and: event("b", truth.1))
      if lag.low! <= truth.1 - truth.0, truth.1 - truth.0 <= lag.high! { inside += 1 }
    }
    #expect((3_520...3_680).contains(inside), "\(inside) of 4,000")
  }

  @Test("An open bracket leaves the interval open, or is refused with the reason")
  func open() throws {
    let above = try SiteLag(between: Self.fuel(nil), and: Self.hall())
    #expect(above.low == 10 && above.high == nil && above.days == nil && above.probabilityFirst == 1)
    #expect(above.sentence == "The fuel plant began to build at least 10 days before the assembly plant.")
    let below = try SiteLag(between: Self.fuel("2025-03-01", nil), and: Self.hall())
    #expect(below.low == nil && below.high == 60 && below.probabilityFirst == nil)
    #expect(
      below.sentence
        == "The dates do not tell whether the fuel plant began to build before the assembly plant began to build: "
        + "up to 9 weeks before to any time after.")
    #expect(
      AssessmentMaking.code { _ = try SiteLag(between: Self.fuel(nil), and: Self.hall(nil, "2025-04-30")) }
        == .incomplete)
    #expect(
      throws: EvidenceError(
        .incomplete, at: "fuel and hall", "Their dates are open on sides that leave any number of days between them.",
        mend: "Find an earlier or a later picture of one of the two sites.")
    ) { try SiteLag(between: Self.fuel(nil, nil), and: Self.hall()) }
    #expect(AssessmentMaking.code { _ = try above.claim() } == .incomplete)
    let closed = try Self.event("x", "x", "2025-01-01", "2025-01-02", what: "was closed", isBeginning: false)
    #expect(AssessmentMaking.code { _ = try SiteLag(between: closed, and: Self.hall()).claim() } == .incomplete)
  }

  @Test("Where the interval holds none, the sentence does not say which came first")
  func undecided() throws {
    let lag = try SiteLag(between: Self.fuel(), and: Self.hall("2025-03-05", "2025-03-20"))
    let ends = ("\(Int(lag.high!.rounded(.up)))", "\(Int((-lag.low!).rounded(.up)))")
    #expect(lag.sentence.hasSuffix("up to \(ends.0) days before to up to \(ends.1) days after (90 % interval)."))
    let same = try SiteLag(between: Self.fuel("2025-03-01", "2025-03-01"), and: Self.hall("2025-03-01", "2025-03-01"))
    #expect(same.days == 0 && same.probabilityFirst == 0.5)
  }

  @Test("Far lags are told in months or years, close ones in days")
  func units() throws {
    func words(_ from: String, _ to: String) throws -> String {
      try SiteLag(between: Self.fuel("2020-01-01", "2020-01-03"), and: Self.hall(from, to)).sentence
    }
    #expect(try words("2020-01-10", "2020-01-12").contains(" 9 days before"))
    #expect(try words("2020-02-10", "2020-02-12").contains(" 6 weeks before"))
    #expect(try words("2021-02-10", "2021-02-12").contains(" 13 months before"))
    #expect(try words("2024-02-10", "2024-02-12").contains(" 4 years before"))
    #expect(try words("2020-01-04", "2020-01-05").contains(" 3 days before"))
  }

  @Test("Events stand in order, and related sites are told with the relation")
  func timeline() throws {
    let ended = try Self.event("fuel", "the fuel plant", "2024-01-01", "2024-02-01", what: "closed", isBeginning: false)
    let unknown = try Self.event("far", "the far plant", nil, nil)
    let timeline = SiteTimeline(
      [unknown, try Self.hall(), try Self.fuel(), ended],
      relations: [
        SiteRelation(from: "fuel", .supplies, to: "hall"), SiteRelation(from: "fuel", .supplies, to: "hall"),
        SiteRelation(from: "fuel", .near, to: "fuel"), SiteRelation(from: "far", .partOf, to: "hall"),
      ])
    #expect(timeline.events.map(\.what) == ["closed", "began to build", "began to build", "began to build"])
    #expect(timeline.events.last == unknown && timeline.relations.count == 2)
    #expect(
      timeline.relatedLags.map(\.sentence) == [
        "The fuel plant supplies the assembly plant. The fuel plant began to build 5 weeks before the assembly plant "
          + "(90 % interval 2 to 8 weeks)."
      ])
    let event = try Self.fuel(nil)
    #expect(SiteEvent(json: try JSONValue(parsing: Data(event.json.canonicalText.utf8))) == event)
    let relation = SiteRelation(from: "a", .replaces, to: "b")
    #expect(SiteRelation(json: relation.json) == relation)
  }

  @Test(
    "A bracket that ends before it begins, and hostile words, are refused or harmless",
    arguments: AssessmentMaking.hostile)
  func hostile(_ text: String) throws {
    #expect(AssessmentMaking.code { _ = try Self.fuel("2025-03-02", "2025-03-01") } == .outOfRange)
    let event: SiteEvent
    do { event = try Self.event(text, text, "2025-03-01", "2025-03-02", what: text) } catch let error as EvidenceError {
      #expect(error.code == .incomplete, "\(error)")
      return
    }
    let words = try SiteLag(between: event, and: Self.hall()).sentence
    #expect(!words.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
  }
}
