import Evidence
import Foundation
import Provenance
import Quantities
import Testing

@Suite("Findings") struct FindingTests {
  static let at = Timestamp(iso8601: "2026-03-01T10:00:00Z")!
  static let hall = ClaimParty(kind: .feature, id: "a1", name: "the new hall")
  static let old = ClaimParty(kind: .feature, id: "ref", name: "hall A")

  static func ratio(_ value: Double, _ low: Double, _ high: Double) -> Claim {
    Claim(
      hall, .ratio, quantity: .area, object: old,
      estimate: ClaimedEstimate(value: value, low: low, high: high, unit: "1", method: "monte-carlo"),
      origins: ["features/a1/ratios/ref"])
  }

  static func finding(_ claim: Claim = ratio(0.35, 0.31, 0.39), by: String = "Kim") throws -> Finding {
    try Finding(id: "F1", claim: claim, support: [.init(.feature, "a1")], analyst: by, at: at)
  }

  static func harm(
    people: HarmCheck.Answer = .init(false), live: Bool = false, licence: Bool = true, until: String? = nil
  ) -> HarmCheck {
    HarmCheck(
      peopleAtRisk: people, liveOperation: .init(live), licenceAllows: .init(licence),
      embargoUntil: until.flatMap(Timestamp.init(iso8601:)), by: "Lee", at: at)
  }

  @Test("A ratio's sentence names its base, its interval and what that means in words")
  func ratioSentence() throws {
    #expect(
      Self.ratio(0.35, 0.31, 0.39).sentence
        == "The area of the new hall is 35 % of the area of hall A (90 % interval 31 to 39 %): it is 61 to 69 % smaller."
    )
    #expect(Self.ratio(1.4, 1.2, 1.6).sentence.hasSuffix("it is 20 to 60 % larger."))
    #expect(Self.ratio(0.98, 0.9, 1.1).sentence.hasSuffix("the same size is not ruled out."))
    #expect(
      Self.ratio(2.4, 2.1, 2.7).sentence
        == "The area of the new hall is 2.40 times the area of hall A (90 % interval 2.10 to 2.70 times).")
  }

  @Test("What happened is told between its two dates, also where one is open")
  func dates() {
    func sentence(_ relation: ClaimRelation, _ first: String?, _ last: String?) -> String {
      Claim(
        Self.hall, relation,
        bracket: Bracket(
          notBefore: first.flatMap(Timestamp.init(iso8601:)), notAfter: last.flatMap(Timestamp.init(iso8601:)))
      ).sentence
    }
    #expect(sentence(.built, "2021-04-03", "2021-04-19") == "The new hall was built between 2021-04-03 and 2021-04-19.")
    #expect(
      sentence(.removed, "2021-04-03", "2021-04-19")
        == "The new hall was last seen on 2021-04-03 and was gone on 2021-04-19.")
    #expect(sentence(.built, nil, "2021-04-19").contains("on or before 2021-04-19"))
    #expect(sentence(.built, "2021-04-03", nil).contains("no later date"))
  }

  @Test("A claim without what makes it one is refused")
  func incomplete() {
    let estimate = ClaimedEstimate(value: 0.3, low: 0.2, high: 0.4, unit: "1", method: "m")
    for claim in [
      Claim(Self.hall, .ratio, quantity: .area, estimate: estimate),
      Claim(Self.hall, .ratio, quantity: .area, object: Self.old), Claim(Self.hall, .built),
      Claim(Self.hall, .measures, quantity: .area), Claim(Self.hall, .judged, words: " "),
      Claim(
        ClaimParty(kind: .feature, id: "a1", name: " "), .built, bracket: Bracket(notBefore: nil, notAfter: Self.at)),
    ] {
      let error = #expect(throws: EvidenceError.self) { try Self.finding(claim) }
      #expect(error?.code == .incomplete)
    }
  }

  @Test("A judgement holds no number, and needs likelihood and confidence, which stand in two sentences")
  func judgement() throws {
    let words = "They want more throughput"
    let error = #expect(throws: EvidenceError.self) {
      try Self.finding(Claim(Self.hall, .judged, words: "Output will rise by 30 %"))
    }
    #expect(error?.code == .numberInJudgement)
    #expect(throws: EvidenceError.self) { try Self.finding(Claim(Self.hall, .judged, words: words)) }
    let finding = try Finding(
      id: "F2", claim: Claim(Self.hall, .judged, words: words), support: [], analyst: "Kim", at: Self.at,
      likelihood: .likely, confidence: Confidence(.low, basis: "one picture"))
    #expect(finding.likelihoodSentence == "It is likely (55 % to 80 %).")
    #expect(finding.confidenceSentence == "Confidence in this is low: one picture.")
    #expect(finding.likelihoodSentence?.contains("onfidence") == false)
  }

  @Test("Publishing takes two people and an answered harm check")
  func publishing() throws {
    let candidate = try Self.finding()
    func code(_ body: () throws -> Finding) -> EvidenceError.Code? {
      do { _ = try body() } catch let error as EvidenceError { return error.code } catch {}
      return nil
    }
    #expect(code { try candidate.published(by: "Lee", at: Self.at, harmCheck: Self.harm()) } == .wrongStatus)
    let reviewed = try candidate.reviewed(by: "Lee", at: Self.at)
    #expect(code { try reviewed.published(by: " LEE ", at: Self.at, harmCheck: Self.harm()) } == .needsAnother)
    for harm in [
      Self.harm(people: .init(true)), Self.harm(live: true), Self.harm(licence: false), Self.harm(until: "2026-03-02"),
    ] {
      #expect(code { try reviewed.published(by: "Kim", at: Self.at, harmCheck: harm) } == .harm)
    }
    let published = try reviewed.published(
      by: "Kim", at: Self.at, harmCheck: Self.harm(people: .init(true, note: "the village is not shown")))
    #expect(published.status == .published && published.history.map(\.status) == [.candidate, .reviewed, .published])
    #expect(published.statusSentence == "Reviewed by Lee on 2026-03-01. Published by Kim on 2026-03-01.")
    #expect(code { try published.withdrawn(by: "Kim", at: Self.at, note: " ") } == .incomplete)
    #expect(try published.withdrawn(by: "Kim", at: Self.at, note: "the shadow was a pit's").status == .withdrawn)
    #expect(code { try published.superseded(by: "F1", person: "Kim", at: Self.at) } == .wrongStatus)
    #expect(try published.superseded(by: "F3", person: "Kim", at: Self.at).supersededBy == "F3")
  }

  @Test("A finding is read back from its own JSON, whatever stands in its texts")
  func roundTrip() throws {
    var claim = Self.ratio(0.35, 0.31, 0.39)
    claim.zone = "z<1>"
    claim.date = Self.at
    let finding = try Finding(
      id: "F1", claim: claim, support: [.init(.feature, "a1"), .init(.source, "S1", isFor: false, note: "\"quoted\"")],
      analyst: "Kim\u{202E}", at: Self.at, likelihood: .veryLikely, confidence: Confidence(.high, basis: "x"),
      alternatives: ["a tent", " "]
    ).reviewed(by: "Lee", at: Self.at, note: "checked").published(by: "Kim", at: Self.at, harmCheck: Self.harm())
    let read = Finding(json: try JSONValue(parsing: Data(finding.json.canonicalText.utf8)))
    #expect(read == finding)
    #expect(finding.alternatives == ["a tent"])
    for name in ["id", "claim", "support", "history", "status"] {
      let members = finding.json.members?.filter { $0.key != name } ?? []
      #expect(Finding(json: .object(members)) == nil, "\(name)")
    }
  }

  @Test(
    "A probability falls in the band whose lower bound it has reached",
    arguments: [
      (0.005, nil), (0.01, .almostNoChance), (0.05, .veryUnlikely), (0.2, .unlikely), (0.45, .roughlyEvenChance),
      (0.55, .likely), (0.8, .veryLikely), (0.95, .almostCertain), (0.995, nil), (.nan, nil),
    ] as [(Double, Likelihood?)])
  func bands(_ probability: Double, _ band: Likelihood?) { #expect(Likelihood(probability: probability) == band) }
}
