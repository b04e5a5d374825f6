import Geodesy
import Places
import Quantities
import Rasters
import Testing

@testable import Tracking

@Suite struct LineMeasureTests {
  private static let side = TrackingWorld.side

  /// From pixel to pixel of the test grid, as longitude and latitude.
  private func line(_ points: [(Double, Double)]) throws -> [GeoPoint] {
    let grid = TrackingWorld(count: 2, seed: 1) { _, _, _ in 0 }.series.grid
    return try CoordinateTransform(from: grid.crs, to: .wgs84).geoPoints(
      points.map { grid.geotransform.map(PixelPoint(column: $0.0, row: $0.1)) })
  }

  private func activity(
    _ lines: [[GeoPoint]], kind: String? = "rail", gsd: Double = 5, count: Int = 8,
    hidden: @escaping (Int, Int) -> Bool = { _, _ in false }, covers: [LineMeasure.Cover] = []
  ) throws -> LineActivity {
    var world = TrackingWorld(count: count, seed: 5) { scene, band, pixel in
      let row = pixel / Self.side
      let column = pixel % Self.side
      guard row == 30 || row == 31 else { return TrackingWorld.ground(band, pixel) }
      let isRake = scene % 2 == 1 && (20..<40).contains(column)
      return isRake ? 100 + 10 * Double(scene) : 250
    }
    world.isHidden = hidden
    let site = Site(id: "spur", name: "Spur", role: .line, kind: kind, polygons: [], lines: lines)
    return try LineMeasure(site, gsd: gsd, covers: covers, threads: 2).activity(world.series)
  }

  @Test("On a stack of pictures a rake of 100 m is told on the dates on which it stands") func told() throws {
    let found = try activity([line([(4, 31), (60, 31)])])
    #expect(found.refused == nil)
    #expect(abs(found.length.magnitude - 280) < 2)
    for (scene, day) in found.days.enumerated() {
      let value = try #require(day.occupied.estimate)
      #expect(abs(value.value.magnitude - (scene % 2 == 1 ? 100 : 0)) < 12, "scene \(scene)")
    }
  }

  @Test("A line drawn two pixels beside the track is read on the track") func centred() throws {
    let found = try activity([line([(4, 33), (60, 33)])])
    let value = try #require(found.days[1].occupied.estimate)
    #expect(abs(value.value.magnitude - 100) < 12)
  }

  @Test("What goes up over a part of the line hides it from then on") func covered() throws {
    let roof = [(8.0, 26.0), (18.0, 26.0), (18.0, 36.0), (8.0, 36.0)].map { PixelPoint(column: $0.0, row: $0.1) }
    let dates = TrackingWorld(count: 8, seed: 5) { _, _, _ in 0 }.series.dates
    let cover = LineMeasure.Cover(feature: "f1", outline: roof, notBefore: dates[3], notAfter: dates[4])
    let found = try activity([line([(4, 31), (60, 31)])], covers: [cover])
    #expect(found.days[3].clearShare == 1)
    #expect(found.days[4].clearShare < 0.85)
    let after = try #require(found.days[6].occupied.estimate)
    #expect(after.high.magnitude - after.value.magnitude > 40)
    #expect(
      found.notes.last
        == "From \(dates[4].day) on, 50 m of it lie under feature f1 and cannot be seen: not seen is not empty.")
  }

  @Test("A line outside the pictures is refused") func outside() throws {
    let found = try activity([line([(4, -300), (60, -300)])])
    #expect(found.refused == "The line lies outside the pictures.")
    #expect(found.days.isEmpty)
  }

  @Test("A line that crosses itself is refused") func crossing() throws {
    let found = try activity([line([(4, 10), (60, 50), (60, 10), (4, 50)])])
    #expect(
      found.refused
        == "The line crosses itself, so that what stands at the crossing would count twice; draw it in parts that do not."
    )
  }

  @Test("A line shorter than eight pixels is refused") func short() throws {
    let found = try activity([line([(4, 31), (8, 31)])])
    #expect(found.refused == "The line is 20 m long; occupancy needs 8 pixels, here 40 m.")
  }

  @Test("A rail line in pixels of 10 m is refused, a quay is not refused for that") func coarse() throws {
    let rail = try activity([line([(4, 31), (60, 31)])], gsd: 10)
    #expect(
      rail.refused
        == "A pixel is 10 m wide, more than twice a rail car; occupancy of a rail line needs 6 m or better.")
    #expect(try activity([line([(4, 31), (60, 31)])], kind: "quay", gsd: 10).refused == nil)
  }

  @Test("A line that was seen on one date is refused") func oneDate() throws {
    let found = try activity([line([(4, 31), (60, 31)])], hidden: { scene, _ in scene > 0 })
    #expect(
      found.refused
        == "The line was seen on 1 clear date; how it looks when it is empty cannot be learnt from fewer than 4.")
  }

  @Test("A line that was seen on no date is refused") func noDate() throws {
    let found = try activity([line([(4, 31), (60, 31)])], hidden: { _, _ in true })
    #expect(
      found.refused
        == "The line was seen on 0 clear dates; how it looks when it is empty cannot be learnt from fewer than 4.")
  }
}
