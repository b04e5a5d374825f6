import Mensuration
import Places
import Testing

@testable import Stacks
@testable import Tracking

@Suite("Works") struct WorksGroupingTests {
  private let world = ThingWorld(count: 16, seed: 871)
  private var series: StackSeries { world.series }
  private var grouping: WorksGrouping { WorksGrouping(series: series, gsd: 5, events: []) }

  private func thing(
    _ pixels: [Int], on scene: Int, _ kind: FeatureKind = .building, _ change: ChangeKind = .built, score: Double = 3
  ) -> TrackedThing {
    world.thing(pixels, on: scene, kind, change, score: score)
  }

  private let hall = TrackingWorld.rectangle(10, 10, 6, 6)
  /// `gap` metres east of the hall, to the centres of the nearest pixels.
  private func beside(_ gap: Int) -> [Int] { TrackingWorld.rectangle(15 + gap / 5, 10, 6, 6) }

  @Test("Two halls 30 m and 240 days apart are works, their parent, first seen as the earlier one")
  func together() throws {
    let result = grouping.group([thing(hall, on: 12, score: 4), thing(beside(30), on: 4)], others: [])
    try #require(result.count == 3)
    let works = result[2]
    #expect(result.map(\.parent) == [2, 2, nil])
    #expect(works.kind == .works && works.change == .built && works.history.firstNew == 4 && works.score == 4)
    #expect(works.reasons == ["2 changes within 30 m and 240 days of each other, 2 of them buildings"])
  }

  @Test("Works are drawn around their things and the strip between them, and around little else")
  func drawn() throws {
    let halls = [TrackingWorld.rectangle(10, 30, 10, 10), TrackingWorld.rectangle(22, 30, 10, 10)]
    let works = try #require(grouping.group(halls.map { thing($0, on: 8) }, others: []).last)
    let truth = Set(TrackingWorld.rectangle(10, 30, 22, 10))
    let common = Double(truth.intersection(works.pixels).count)
    #expect(common / Double(truth.union(works.pixels).count) > 0.9)
    let area = try #require(works.outline).areaInPixels
    #expect(abs(area / Double(works.pixels.count) - 1) < 0.05)
  }

  @Test("Farther apart in space or in time they are two projects")
  func apart() {
    #expect(grouping.group([thing(hall, on: 8), thing(beside(35), on: 8)], others: []).count == 2)
    #expect(grouping.group([thing(hall, on: 13), thing(beside(30), on: 4)], others: []).count == 2)
  }

  @Test("A chain of things is one project though its ends lie far apart")
  func chain() {
    let things = [0, 1, 2].map { thing(TrackingWorld.rectangle(4 + 11 * $0, 30, 6, 6), on: 4 + 4 * $0) }
    let result = grouping.group(things, others: [])
    #expect(result.map(\.parent) == [3, 3, 3, nil])
  }

  @Test("What was removed belongs to no works")
  func removed() {
    let result = grouping.group([thing(hall, on: 8), thing(beside(20), on: 8, .crane, .removed)], others: [])
    #expect(result.count == 2 && result.allSatisfy { $0.parent == nil })
  }

  @Test("Works need a building or cleared ground; without a building they are cleared")
  func kinds() {
    let unknown = [hall, beside(20)].map { thing($0, on: 8, .unknown) }
    #expect(grouping.group(unknown, others: []).count == 2)
    let cleared = [hall, beside(20)].map { thing($0, on: 8, .clearedGround, .cleared) }
    let result = grouping.group(cleared, others: [])
    #expect(result.count == 3 && result.last?.change == .cleared)
  }

  @Test("Changed ground that is no thing of its own makes works with what is, and is not listed")
  func others() {
    let result = grouping.group([thing(hall, on: 8)], others: [thing(beside(20), on: 9, .unknown)])
    #expect(result.map(\.parent) == [1, nil])
    #expect(result.map(\.kind) == [.building, .works])
  }

  @Test("Less than 800 m² is one thing and no project")
  func small() {
    let huts = [10, 13].map { thing(TrackingWorld.rectangle($0, 10, 2, 3), on: 8) }
    #expect(grouping.group(huts, others: []).count == 2)
  }
}
