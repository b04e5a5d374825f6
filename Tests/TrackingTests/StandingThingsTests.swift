import Foundation
import Geodesy
import Mensuration
import Quantities
import Rasters
import Testing

@testable import Stacks
@testable import Tracking

@Suite("Things that stood, by their shadows") struct StandingThingsTests {
  static let size = 3.0

  /// Shadows of a year's course to the north-west, once and a half through, long in winter.
  static let shifts = (0..<18).map { scene -> ShadowShift? in
    let course = 1 - cos(Double(scene) * .pi / 6)
    let elevation = (30 + 17.5 * course) * .pi / 180
    let azimuth = (155 - 15 * course) * .pi / 180
    return ShadowShift(SolarPosition(elevation: Radians(elevation), azimuth: Radians(azimuth)), gsd: size)
  }

  /// A gantry of 9 × 3 pixels that stood at column 30, row 34 until the eleventh scene, or whatever `shadow` says.
  private func world(
    height: Double = 22, brightness: Double = 0, seed: UInt64, lasts: Int = 10, wanders: Bool = true,
    patch: Bool = false
  ) -> StackSeries {
    let body = Set(TrackingWorld.rectangle(30, 34, 9, 3))
    return TrackingWorld(count: 18, seed: seed) { scene, band, pixel in
      let ground = 300 + 40 * Double(band)
      if patch { return ground - (scene < lasts && body.contains(pixel) ? 150 : 0) }
      guard scene < lasts else { return ground }
      if body.contains(pixel) { return ground + brightness }
      guard let shift = Self.shifts[wanders ? scene : 0] else { return ground }
      let column = Double(pixel % TrackingWorld.side) + 0.5 - height * shift.columns - 30
      let row = Double(pixel / TrackingWorld.side) + 0.5 - height * shift.rows - 34
      return ground - ((0..<9).contains(column) && (0..<3).contains(row) ? 150 : 0)
    }.series
  }

  private func found(_ series: StackSeries) -> [TrackedThing] { standing(series).map(\.thing) }

  private func standing(_ series: StackSeries) -> [StandingThings.Standing] {
    let search = StandingSearch(series: series, gsd: Self.size, shifts: Self.shifts, threads: 1)
    let grid = series.grid
    return StandingThings(search: search).find(
      within: Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows),
      inSite: [Bool](repeating: true, count: grid.pixelCount)
    )
  }

  @Test("Its shadow and its double are told to be it; what goes later on the same ground is another thing")
  func explains() throws {
    let series = world(seed: 951)
    let standing = try #require(standing(series).first)
    let days = series.dates.map(\.daysSince1970)
    var other = standing.thing
    func isExplained(_ pixels: [Int]) -> Bool {
      standing.explains(other, covering: pixels, days: days, tolerance: 45)
    }
    #expect(isExplained(other.pixels))
    #expect(!isExplained(TrackingWorld.rectangle(5, 55, 9, 3)))
    let own = other.history
    other.history = RegionHistory(
      series, pixels: other.pixels, around: [], firstNew: 15, limits: 11..<series.count)
    #expect((other.history.lastOld ?? 15) >= 10 && !isExplained(other.pixels))
    // Last seen while this stood, whenever it was first seen to be gone.
    other.history = own.firstSeen(on: 15)
    #expect(own.lastOld == 9 && isExplained(other.pixels))
    other.history = own.firstSeen(on: 6)
    #expect(isExplained(other.pixels))
    other.change = .built
    #expect(!isExplained(other.pixels))
  }

  @Test(
    "A gantry of its ground's own brightness is found by its shadow, where it stood and until when",
    arguments: 901...906 as ClosedRange<UInt64>)
  func byShadow(_ seed: UInt64) throws {
    let things = found(world(seed: seed))
    try #require(things.count == 1)
    let thing = things[0]
    #expect(thing.kind == .crane && thing.change == .removed)
    #expect(thing.history.lastOld == 9 && thing.history.firstNew == 10)
    let truth = Set(TrackingWorld.rectangle(30, 34, 9, 3))
    let common = Double(truth.intersection(thing.pixels).count)
    #expect(common / Double(truth.union(thing.pixels).count) > 0.4)
  }

  @Test("Its height is told to a fifth, or five metres", arguments: [14.0, 22, 30])
  func height(_ height: Double) throws {
    let search = StandingSearch(
      series: world(height: height, seed: 911), gsd: Self.size, shifts: Self.shifts, threads: 1)
    let finds = search.finds(
      within: Window(column: 0, row: 0, columns: TrackingWorld.side, rows: TrackingWorld.side),
      inSite: [Bool](repeating: true, count: TrackingWorld.side * TrackingWorld.side))
    let best = try #require(finds.first)
    #expect(abs(best.height - height) <= max(height / 5, 5))
  }

  @Test(
    "A dark patch that goes, and shade that lies still, are no standing things",
    arguments: 921...926 as ClosedRange<UInt64>)
  func still(_ seed: UInt64) {
    #expect(found(world(seed: seed, patch: true)).isEmpty)
    #expect(found(world(seed: seed, wanders: false)).isEmpty)
  }

  @Test(
    "What still stands, and ground on which nothing happens, are not reported",
    arguments: 931...936 as ClosedRange<UInt64>)
  func quiet(_ seed: UInt64) {
    #expect(found(world(seed: seed, lasts: 18)).isEmpty)
    #expect(found(world(seed: seed, lasts: 0)).isEmpty)
  }

  @Test("Without the sun nothing is looked for") func noSun() {
    let series = world(seed: 941)
    let search = StandingSearch(
      series: series, gsd: Self.size, shifts: Array(repeating: nil, count: series.count), threads: 1)
    #expect(
      search.finds(
        within: Window(column: 0, row: 0, columns: 64, rows: 64), inSite: [Bool](repeating: true, count: 4_096)
      ).isEmpty)
  }
}

@Suite("Shadows of the sun") struct ShadowShiftTests {
  @Test("A shadow lies away from the sun, as long as the sun is low") func direction() throws {
    let south = SolarPosition(elevation: Radians(.pi / 4), azimuth: Radians(.pi))
    let shift = try #require(ShadowShift(south, gsd: 2))
    #expect(abs(shift.columns) < 1e-9 && abs(shift.rows + 0.5) < 1e-9)
    let east = SolarPosition(elevation: Radians(.pi / 6), azimuth: Radians(.pi / 2))
    let morning = try #require(ShadowShift(east, gsd: 1))
    #expect(abs(morning.columns + 3.0.squareRoot()) < 1e-9 && abs(morning.rows) < 1e-9)
    #expect(ShadowShift(SolarPosition(elevation: Radians(0.1), azimuth: Radians(1)), gsd: 1) == nil)
  }

  @Test("Of which the day alone is known, the picture is of half past ten by the sun") func dayOnly() throws {
    let grid = Grid(
      columns: 10, rows: 10, geotransform: Geotransform([300_000, 5, 0, 2_780_000, 0, -5]), crs: CRS("EPSG:32640"))
    let day = Timestamp(secondsSince1970: 1_546_300_800, isDayOnly: true)
    // 55.02° E: the sun is 3 h 40 min ahead.
    let moment = Timestamp(secondsSince1970: 1_546_300_800 + 10 * 3_600 + 1_800 - 220 * 60)
    let shifts = try ShadowShift.all([day, moment], grid: grid, gsd: 5).compactMap { $0 }
    try #require(shifts.count == 2)
    #expect(abs(shifts[0].columns - shifts[1].columns) < 0.003 && abs(shifts[0].rows - shifts[1].rows) < 0.003)
    #expect(shifts[0].columns < 0 && shifts[0].rows < 0)
  }
}
