import Geodesy
import Places
import Quantities
import Statistics
import Testing

@testable import Tracking

@Suite struct PaceTests {
  private static let start = Timestamp(year: 2020, month: 1, day: 1) ?? Timestamp(secondsSince1970: 0)

  private func feature(_ month: Double, _ area: Double, kind: FeatureKind = .building) -> Feature {
    func day(_ days: Double) -> Timestamp {
      Timestamp(secondsSince1970: Self.start.secondsSince1970 + Int(days * 86_400))
    }
    return Feature(
      id: "f\(month)", kind: kind, change: .built,
      bracket: Bracket(
        notBefore: day(month * PaceTest.daysInMonth), notAfter: day((month + 0.5) * PaceTest.daysInMonth)),
      area: .estimate(
        Estimate(SquareMetres(area), low: SquareMetres(area * 0.9), high: SquareMetres(area * 1.1), method: "test")),
      score: 9, outline: [])
  }

  private func pace(_ features: [Feature], months: Double = 24.2) -> Pace {
    PaceMeasure(
      id: "site", name: "Site", first: Self.start,
      last: Timestamp(secondsSince1970: Self.start.secondsSince1970 + Int(months * PaceTest.daysInMonth * 86_400))
    ).pace(features)
  }

  @Test("Works that all fall into the last three months are faster than the past") func faster() throws {
    let found = pace([21.3, 22.3, 23.4].map { feature($0, 3_000) })
    #expect(found.verdict == .faster)
    let lately = try #require(found.lately.estimate)
    #expect(lately.low.magnitude <= 3_000 && 3_000 <= lately.high.magnitude)
    #expect(
      found.words
        == "Faster than this site's past: fewer than 1 of 100 random choices of three months hold as much.")
  }

  @Test("Works spread evenly are not shown to be faster") func even() {
    let found = pace((0..<24).map { feature(Double($0) + 0.3, 500) })
    #expect(found.verdict == .notShown)
    #expect(found.words.hasPrefix("Not shown to be faster than this site's past: "))
  }

  @Test("Of seeded sites without a trend at most one in ten is called faster") func level() {
    let faster = (0..<200 as Range<UInt64>).count { seed in
      var generator = SeededGenerator(seed: seed)
      let features = (0..<10).map { _ in
        feature(generator.uniform(0...23.4), generator.uniform(200...5_000))
      }
      return pace(features).verdict == .faster
    }
    #expect(faster <= 20, "\(faster) of 200")
  }

  @Test("Short series, and sites where nothing was found, cannot tell") func cannotTell() {
    #expect(
      pace([feature(2, 100)], months: 5.5).words
        == "The pace cannot be told: the dates whose changes can be confirmed span 5 whole months, and a test against the "
        + "past needs 9.")
    #expect(pace([]).words == "The pace cannot be told: nothing that was built or cleared was found.")
    #expect(pace([]).verdict == .cannotTell)
    #expect(pace([feature(3, 400, kind: .vehicles)]).verdict == .cannotTell)
  }
}
