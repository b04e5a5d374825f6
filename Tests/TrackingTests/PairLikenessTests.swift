import Geodesy
import Mensuration
import Quantities
import Testing

@testable import Tracking

@Suite("Pairs of like season and sun") struct PairLikenessTests {
  private static func witness(
    _ day: Int, sensor: String = "A", elevation: Double? = 40, azimuth: Double = 150, view: Double? = nil,
    isShown: Bool = true
  ) -> ChipWitness {
    ChipWitness(
      date: Timestamp(secondsSince1970: 1_546_300_800 + day * 86_400), sensor: sensor,
      aspect: SceneAspect(
        sun: elevation.map { SolarPosition(elevation: Radians(degrees: $0), azimuth: Radians(degrees: azimuth)) },
        isHourKnown: true, offNadir: view.map { Radians(degrees: $0) }), isShown: isShown)
  }

  @Test(
    "Season goes round the year, both ways", arguments: [(0, 14, 14), (0, 365, 0), (10, 355, 20), (5, 5 + 548, 183)])
  func season(_ one: Int, _ other: Int, _ days: Int) {
    #expect(PairLikeness(Self.witness(one), Self.witness(other)).daysInSeason == days)
    #expect(PairLikeness(Self.witness(other), Self.witness(one)).daysInSeason == days)
  }

  @Test("Words say how alike, and no more than is known")
  func words() {
    #expect(
      PairLikeness(Self.witness(0, elevation: 32), Self.witness(14, elevation: 30)).words
        == "14 days apart in season, sun 32° and 30° high")
    #expect(
      PairLikeness(
        Self.witness(0, elevation: 32, view: 3), Self.witness(366, sensor: "B", elevation: 30, view: 20)
      ).words
        == "1 day apart in season, sun 32° and 30° high, views 17° apart, two sensors")
    #expect(
      PairLikeness(Self.witness(0), Self.witness(2, elevation: nil)).words == "2 days apart in season, one by radar")
    #expect(
      PairLikeness(Self.witness(0, elevation: nil), Self.witness(2, elevation: nil)).words == "2 days apart in season")
  }

  @Test("Each thing that differs makes a pair worse, and the sun's direction goes round the circle")
  func costs() {
    let base = PairLikeness(Self.witness(0), Self.witness(10)).cost
    for other in [
      Self.witness(40), Self.witness(10, sensor: "B"), Self.witness(10, elevation: 20), Self.witness(10, azimuth: 200),
      Self.witness(10, elevation: nil),
    ] {
      #expect(PairLikeness(Self.witness(0), other).cost > base)
    }
    let north = PairLikeness(Self.witness(0, azimuth: 359), Self.witness(0, azimuth: 1))
    #expect(abs((north.sunTurn?.degrees ?? 0) - 2) < 1e-9)
  }

  // MARK: - Choosing

  private static let hall = TrackingWorld.rectangle(24, 24, 12, 8)

  /// Forty scenes a month apart; the hall stands from the twentieth on, and dates 18 and 19 are hidden.
  private static func chosen(
    hidden: Set<Int> = [], _ change: (Int) -> ChipWitness
  ) -> (before: Int?, after: Int?) {
    let members = Set(hall)
    let world = TrackingWorld(
      count: 40, seed: 5,
      look: { scene, band, pixel in
        TrackingWorld.ground(band, pixel) + (scene >= 20 && members.contains(pixel) ? 200 : 0)
      }, isHidden: { scene, _ in hidden.contains(scene) })
    return ChipChoice(world.series, (0..<40).map(change))
      .scenes(around: hall, lastOld: 19, firstNew: 20, limits: 0..<40)
  }

  @Test("Where all were taken alike, the nearest are shown")
  func nearest() {
    let pair = Self.chosen { Self.witness($0 * 30) }
    #expect(pair.before == 19 && pair.after == 20)
  }

  @Test("Across half a year the pair of one season is shown, not that of snow and leaves")
  func season() {
    // Months 20 to 25 are hidden: the first picture after is of the other season.
    let pair = Self.chosen(hidden: Set(20...24)) { Self.witness($0 * 30, elevation: $0 % 12 < 6 ? 30 : 60) }
    let days = PairLikeness(Self.witness((pair.before ?? 0) * 30), Self.witness((pair.after ?? 0) * 30)).daysInSeason
    #expect(days <= 45, "\(pair)")
  }

  @Test("Of scenes as near the one by the same sensor is shown")
  func sensor() {
    let pair = Self.chosen { Self.witness($0 * 2, sensor: $0 == 19 ? "B" : "A") }
    #expect(pair.before == 18 && pair.after == 20)
  }

  @Test("A scene that may not be shown is passed over while another may, on either side")
  func withheld() {
    let pair = Self.chosen { Self.witness($0 * 30, isShown: ![19, 20, 21].contains($0)) }
    #expect(pair.before == 18 && pair.after == 22)
    let none = Self.chosen { Self.witness($0 * 30, isShown: false) }
    #expect(none.before == 19 && none.after == 20)
  }
}
