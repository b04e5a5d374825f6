import Places
import Quantities
import Statistics
import Testing

@testable import Tracking

@Suite struct ZoneMeasureTests {
  private static let zone = TrackingWorld.rectangle(12, 12, 40, 40)

  private func activity(
    seed: UInt64, count: Int = 14, pixels: [Int] = zone, gsd: Double = 5,
    hidden: @escaping (Int, Int) -> Bool = { _, _ in false }, extra: @escaping (Int, Int) -> Double = { _, _ in 0 }
  ) -> ZoneActivity {
    var world = TrackingWorld(count: count, seed: seed) { scene, band, pixel in
      TrackingWorld.ground(band, pixel) + extra(scene, pixel)
    }
    world.isHidden = hidden
    let site = Site(id: "yard", name: "Yard", role: .zone, polygons: [])
    return ZoneMeasure(site, gsd: gsd, threads: 2).activity(world.series, pixels: pixels, covered: [])
  }

  @Test("A busy date stands out from the zone's own past, what is built does not") func busy() {
    var spots: Set<Int> = []
    for spot in 0..<12 {
      let (column, row) = (14 + spot % 4 * 9, 14 + spot / 4 * 12)
      spots.formUnion(TrackingWorld.rectangle(column, row, 3, 2))
    }
    let hall = Set(TrackingWorld.rectangle(30, 40, 8, 6))
    let found = activity(
      seed: 3,
      extra: { scene, pixel in
        let vehicle: Double = scene == 9 && spots.contains(pixel) ? 120 : 0
        let roof: Double = scene >= 7 && hall.contains(pixel) ? 150 : 0
        return vehicle + roof
      })
    let index = found.days.map { day -> Double in day.index.estimate?.value.magnitude ?? 0 }
    let before = index[3...8].max() ?? 1
    #expect(index[9] > 3 * before)
    #expect(found.days[9].busierThan == 1)
    let interval = found.days[9].index.estimate
    #expect(interval.map { $0.low < $0.value && $0.value < $0.high } == true)
  }

  @Test(
    "On ground that does not change about one pixel in a hundred departs, on every date",
    arguments: [11, 12, 13] as [UInt64])
  func quiet(_ seed: UInt64) {
    let found = activity(seed: seed)
    for day in found.days.dropFirst().dropLast() {
      #expect((day.index.estimate?.value.magnitude ?? 1) < 0.04, "seed \(seed)")
    }
  }

  @Test("Too few pixels, and too few dates, are refused; vehicles are not counted in coarse pixels") func refusals() {
    #expect(
      activity(seed: 1, pixels: TrackingWorld.rectangle(12, 12, 5, 5)).refused
        == "The zone has 25 pixels of the pictures; an index of activity needs 60.")
    #expect(
      activity(seed: 1, hidden: { scene, _ in scene > 3 }).refused
        == "The zone was seen on fewer than 6 clear dates; what is usual there cannot be told.")
    #expect(
      activity(seed: 1).countRefused
        == "Pixels of 5.0 m cannot tell single vehicles apart; a count needs 1 m or better.")
    #expect(activity(seed: 1, gsd: 0.5).countRefused == "No detector was given; the index counts no things.")
  }

  @Test("A date under cloud says so") func cloud() {
    let found = activity(seed: 2, hidden: { scene, _ in scene == 4 })
    #expect(found.days[4].index == .notObservable(.cloud))
    #expect(found.days[4].busierThan == nil)
  }
}
