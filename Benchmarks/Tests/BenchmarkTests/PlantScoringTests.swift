import Foundation
import Measuring
import Testing

@testable import PlantScoring

@Suite("Scoring a plant") struct PlantScoringTests {
  /// A square of so many metres a side, so many metres east of 60° E on the equator.
  private static func geometry(east: Double, side: Double) -> String {
    let degree = 111_319.49
    let meridian = 110_574.28
    let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1), (0, 0)].map {
      "[\(60 + (east + $0.0 * side) / degree),\($0.1 * side / meridian)]"
    }
    return #"{"type":"Polygon","coordinates":[[\#(corners.joined(separator: ","))]]}"#
  }

  private static func truth(
    _ kind: String, east: Double, side: Double, more: String = #""contrast":null,"ratioTo":{}"#
  ) throws -> TrueThing {
    let text = """
      {"geometry":\(geometry(east: east, side: side)),"properties":{"id":"t","kind":"\(kind)","change":"built",
      "date":"2021-06-15T00:00:00Z","area":\(side * side),"pixels":\(side * side / 9),\(more)}}
      """
    return try JSONDecoder().decode(TrueThing.self, from: Data(text.utf8))
  }

  private static func feature(
    _ id: String, _ kind: String, _ change: String?, east: Double, side: Double,
    area: String = #"{"value":900,"low":800,"high":1000,"level":0.9,"unit":"m2","method":"m"}"#, parent: String? = nil
  ) throws -> ReportedFeature {
    func quoted(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "null" }
    let text = """
      {"geometry":\(geometry(east: east, side: side)),"properties":{"id":"\(id)","kind":"\(kind)",
      "change":\(quoted(change)),"parent":\(quoted(parent)),"notBefore":"2021-06-01T06:00:00Z",
      "notAfter":"2021-07-01T06:00:00Z","area":\(area),
      "ratios":[{"to":"hall-A","name":"hall A","value":0.3,"low":0.25,"high":0.35}],
      "scenesFor":["SIM_2021-05-16-aa","SIM_2021-06-01-aa","SIM_2021-07-01-aa"],"scenesAgainst":["SIM_2021-05-01-aa"]}}
      """
    return try JSONDecoder().decode(ReportedFeature.self, from: Data(text.utf8))
  }

  private static func score(_ truth: TrueThing, _ features: [ReportedFeature]) -> ThingScore {
    PlantScore(seed: 1, truth: [truth], features: features, summary: nil, seconds: nil).things[0]
  }

  @Test("A new building is found by place and name, its area and ratio scored, its bracket measured")
  func building() throws {
    let truth = try Self.truth(
      "building", east: 0, side: 30, more: #""contrast":null,"ratioTo":{"hall A":0.31,"hall B":0.5}"#)
    let scored = Self.score(truth, [try Self.feature("f", "building", "built", east: 3, side: 30)])
    #expect(scored.isEligible && scored.isFound && scored.areaHolds && scored.bracketHolds)
    #expect(abs((scored.match?.overlap ?? 0) - 27.0 / 33) < 0.01)
    #expect(scored.ratios.map(\.holds) == [true, false])
    #expect(scored.bracket?.widthInDays == 30)
    // Seen on days 0, 15, 31 and 61: gaps of 15, 16 and 30.
    #expect(scored.bracket?.widthInRevisits == 30.0 / 16)
    #expect(scored.bracket?.gapsInside == 1)
  }

  @Test("Another kind, too little overlap and a refused area are misses")
  func misses() throws {
    let truth = try Self.truth("building", east: 0, side: 30)
    #expect(!Self.score(truth, [try Self.feature("f", "unknown", "built", east: 0, side: 30)]).isFound)
    #expect(!Self.score(truth, [try Self.feature("f", "building", "built", east: 20, side: 30)]).isFound)
    let refused = Self.score(
      truth, [try Self.feature("f", "building", "built", east: 0, side: 30, area: #"{"refused":"too small"}"#)])
    #expect(refused.isFound && !refused.areaHolds)
  }

  @Test("A removed crane is found by overlap, or by a centroid within a pixel of it")
  func crane() throws {
    let bright = #""contrast":5,"ratioTo":{}"#
    let truth = try Self.truth("crane", east: 0, side: 12, more: bright)
    #expect(Self.score(truth, [try Self.feature("f", "unknown", "removed", east: 9, side: 3)]).isFound)
    #expect(Self.score(truth, [try Self.feature("f", "crane", "removed", east: 13, side: 3)]).isFound)
    #expect(!Self.score(truth, [try Self.feature("f", "crane", "removed", east: 15, side: 3)]).isFound)
    #expect(!Self.score(truth, [try Self.feature("f", "crane", "built", east: 0, side: 12)]).isFound)
    #expect(!Self.score(try Self.truth("crane", east: 0, side: 9, more: bright), []).isEligible)
    #expect(
      !Self.score(try Self.truth("crane", east: 0, side: 12, more: #""contrast":2.9,"ratioTo":{}"#), []).isEligible)
  }

  @Test("Invented works count once with their children; what stands does not count")
  func quiet() throws {
    let features = [
      try Self.feature("works", "works", "cleared", east: 0, side: 60),
      try Self.feature("a", "unknown", "altered", east: 0, side: 20, parent: "works"),
      try Self.feature("b", "unknown", "altered", east: 0, side: 10, parent: "a"),
      try Self.feature("alone", "crane", "removed", east: 90, side: 9),
      try Self.feature("hall", "building", nil, east: 120, side: 30),
    ]
    let summary = try JSONDecoder().decode(
      WatchSummary.self, from: Data(#"{"scenes":{"used":24,"excluded":[]},"features":5}"#.utf8))
    let score = QuietScore(seed: 1, features: features, summary: summary)
    #expect(score.invented.map(\.id) == ["works", "alone"])
  }
}
