import Foundation
import Measuring
import Testing

@testable import WorksScoring

@Suite("Scoring annotated works") struct WorksScoringTests {
  private static let degree = 111_319.49
  private static let meridian = 110_574.28

  /// A rectangle in metres east and north of 55° E on the equator.
  private static func geometry(_ east: Double, _ north: Double, _ width: Double, _ height: Double) -> Geometry {
    let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1), (0, 0)].map {
      Position(
        longitude: 55 + (east + $0.0 * width) / degree, latitude: (north + $0.1 * height) / meridian)
    }
    return Geometry(polygons: [[corners]])
  }

  private static func feature(
    _ id: String, _ kind: String, _ geometry: Geometry, parent: String? = nil, from notBefore: String? = "2018-07-03",
    to notAfter: String = "2018-08-02"
  ) -> ReportedFeature {
    ReportedFeature(
      id: id, geometry: geometry, kind: kind, change: "built", parent: parent,
      notBefore: notBefore.flatMap(Moment.parse), notAfter: Moment.parse(notAfter),
      area: .refused("not measured here"), ratios: [], seenIn: [])
  }

  private static let truth = TrueSite(
    id: "true", outline: geometry(-20, -20, 440, 340),
    observed: [geometry(0, 0, 400, 300), geometry(0, 0, 400, 300), geometry(10, 10, 400, 300)])
  private static let ignored = TrueSite(id: "ignored", outline: geometry(1_000, 0, 200, 200), observed: [])

  @Test("The works is the best overlapping one, and only its own buildings count, once each place")
  func works() {
    let score = WorksScore(
      features: [
        Self.feature("works", "works", Self.geometry(0, 0, 400, 240)),
        Self.feature("a", "building", Self.geometry(0, 0, 100, 120), parent: "works"),
        Self.feature("b", "building", Self.geometry(50, 0, 100, 120), parent: "works"),
        Self.feature("other", "building", Self.geometry(200, 0, 100, 100), parent: "elsewhere"),
      ], truth: Self.truth, others: [])
    #expect(abs(score.trueArea - 120_000) < 200)
    #expect(score.works?.id == "works")
    #expect(abs(score.overlap - 0.8) < 0.002)
    #expect(score.buildings.map(\.id) == ["a", "b"])
    #expect(abs(score.coveredByBuildings - 0.15) < 0.002)
  }

  @Test("The first change lies inside the truth and has a date before which it was not there")
  func first() {
    let score = WorksScore(
      features: [
        Self.feature("standing", "building", Self.geometry(0, 0, 50, 50), from: nil, to: "2018-06-23"),
        Self.feature("outside", "works", Self.geometry(900, 0, 50, 50), to: "2018-07-01"),
        Self.feature("inside", "clearedGround", Self.geometry(300, 100, 50, 50), to: "2018-09-01"),
        Self.feature("later", "building", Self.geometry(100, 100, 50, 50), to: "2019-09-01"),
      ], truth: Self.truth, others: [])
    #expect(score.first?.id == "inside")
    #expect(score.bars[2].verdict == .met)
  }

  @Test("Further features are large and touch neither the truth nor an ignored site")
  func further() {
    let score = WorksScore(
      features: [
        Self.feature("touching", "works", Self.geometry(410, 0, 100, 100)),
        Self.feature("ignored", "works", Self.geometry(1_190, 0, 100, 100)),
        Self.feature("small", "works", Self.geometry(600, 0, 80, 90)),
        Self.feature("large", "works", Self.geometry(600, 200, 100, 90)),
      ], truth: Self.truth, others: [Self.ignored])
    #expect(score.further.map(\.id) == ["large"])
  }

  @Test("Without a works feature the bars are missed and nothing breaks")
  func nothing() {
    let score = WorksScore(features: [], truth: Self.truth, others: [Self.ignored])
    #expect(score.overlap == 0)
    #expect(score.bars.map(\.verdict) == [.missed, .missed, .missed, .met])
  }
}
