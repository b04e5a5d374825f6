import Places
import Statistics
import Testing

@testable import Changes
@testable import Stacks
@testable import Tracking

@Suite("Lives of things and works") struct LifeTests {
  private static let hall = TrackingWorld.rectangle(20, 20, 10, 8)

  /// 40 scenes: bare ground from 10 on, building from 16, whole from 22; every fifth scene is clouded.
  private func series(seed: UInt64, levels: (Int) -> Double) -> StackSeries {
    let pixels = Set(Self.hall)
    let values = (0..<40).map(levels)
    return TrackingWorld(count: 40, seed: seed) { scene, band, pixel in
      TrackingWorld.ground(band, pixel) + (pixels.contains(pixel) ? values[scene] : 0)
    } isHidden: { scene, _ in
      scene % 5 == 3
    }
    .series
  }

  private func thing(_ series: StackSeries, firstNew: Int, _ change: ChangeKind = .built) -> TrackedThing {
    TrackedThing(
      pixels: Self.hall, outline: nil, kind: .building, reasons: [], change: change, score: 5,
      history: RegionHistory(series, pixels: Self.hall, around: [], firstNew: firstNew, limits: 0..<40),
      limits: 0..<40, measuredOn: [])
  }

  private func life(_ series: StackSeries, firstNew: Int, _ change: ChangeKind = .built) -> Life {
    ThingLife(days: series.dates.map(\.daysSince1970)).life(of: thing(series, firstNew: firstNew, change))
  }

  @Test("Ground that lies prepared, then is built on, then stands: every bracket holds its date", arguments: 0..<8)
  func built(_ number: Int) throws {
    var generator = SeededGenerator(seed: 870, stream: UInt64(number))
    let building = (0..<6).map { _ in 60 + 120 * generator.uniform() }
    let series = series(seed: 900 + UInt64(number)) { scene in
      scene < 10 ? 0 : scene < 16 ? 90 : scene < 22 ? building[scene - 16] : 240
    }
    let life = life(series, firstNew: 22)
    let stages = Dictionary(uniqueKeysWithValues: life.stages.map { ($0.state, $0) })
    #expect(life.stages.first?.state == .absent && life.stages.last?.state == .complete)
    for (state, scene) in [(LifeState.preparing, 10), (.complete, 22)] {
      let stage = try #require(stages[state], "\(life.stages)")
      #expect((stage.lastBefore ?? -1) < scene && (stage.firstAfter ?? 40) >= scene, "\(stage)")
      #expect(abs((stage.since ?? 0) - scene) <= 2, "\(stage)")
    }
    let begun = ThingLife(days: series.dates.map(\.daysSince1970)).begun(thing(series, firstNew: 22))
    #expect(zip(begun, begun.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 })
    #expect(begun[9] < 0.05 && begun[23] > 0.95)
  }

  @Test("What stands from one date to the next was absent, then complete; what comes between is told by its bracket")
  func sudden() throws {
    let life = life(series(seed: 871) { $0 < 18 ? 0 : 200 }, firstNew: 19)
    #expect(life.stages.map(\.state) == [.absent, .complete])
    let complete = try #require(life.stages.last)
    // Scene 18 is clouded; one date alone does not settle it, as dates do not err independently.
    #expect(complete.lastBefore == 17 && (19...22).contains(complete.firstAfter ?? 0), "\(complete)")
  }

  @Test("What was removed stood before, and cleared ground has no life")
  func removed() throws {
    let series = series(seed: 872) { $0 < 21 ? 200 : 0 }
    let life = life(series, firstNew: 21, .removed)
    #expect(life.stages.map(\.state) == [.complete, .removed])
    #expect(life.stages.last?.lastBefore == 20 && life.stages.last?.firstAfter == 21)
    #expect(self.life(series, firstNew: 21, .cleared) == .none)
  }

  @Test("Works begin with the first step on their ground, and end after the last")
  func works() throws {
    let field = TrackingWorld.rectangle(10, 10, 24, 24)
    let place = Dictionary(uniqueKeysWithValues: field.enumerated().map { ($1, $0) })
    // Cleared strip by strip from scene 8 to 20; a hall stands from scene 24; the yard is paved at 29.
    let series = TrackingWorld(count: 40, seed: 873) { scene, band, pixel in
      var value = TrackingWorld.ground(band, pixel)
      guard let index = place[pixel] else { return value }
      if scene >= 8 + index / 48 { value = 700 }
      if scene >= 24, Self.hall.contains(pixel) { value = 1_000 }
      if scene >= 29, index >= 480 { value = 250 }
      return value
    }
    .series
    let days = series.dates.map(\.daysSince1970)
    let detection = try #require(
      ChangeDetection.run(
        columns: 64, rows: 64, bandCount: 3, days: days, within: series.covered, threads: 1
      ) { window in
        let block = series.smoothedBlock(window)
        return SeriesBlock(values: block.values, seen: block.seen, slopes: [])
      })
    let hall = TrackedThing(
      pixels: Self.hall, outline: nil, kind: .building, reasons: [], change: .built, score: 5,
      history: RegionHistory(series, pixels: Self.hall, around: [], firstNew: 24, limits: 14..<40), limits: 14..<40,
      measuredOn: [])
    let works = TrackedThing(
      pixels: field, outline: nil, kind: .works, reasons: [], change: .built, score: 5,
      history: RegionHistory(series, pixels: Array(field.prefix(48)), around: [], firstNew: 8, limits: 0..<40),
      limits: 0..<40, measuredOn: [])
    let life = WorksLife(series, detection, nil, works: [works]).life(of: works, things: [hall])
    #expect(life.stages.first?.state == .absent && life.stages.last?.state == .complete, "\(life.stages)")
    let preparing = try #require(life.stages.first { $0.state == .preparing })
    #expect((preparing.lastBefore ?? -1) < 8 && (preparing.firstAfter ?? 40) >= 8, "\(preparing)")
    #expect(preparing.since.map { (7...10).contains($0) } == true, "\(preparing)")
    let complete = try #require(life.stages.last)
    #expect((complete.lastBefore ?? -1) < 29 && (complete.firstAfter ?? 40) >= 29, "\(complete)")
    #expect(complete.since.map { (29...31).contains($0) } == true, "\(complete)")
  }
}
