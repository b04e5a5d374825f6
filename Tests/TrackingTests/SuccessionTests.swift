import Mensuration
import Places
import Testing

@testable import Stacks
@testable import Tracking

@Suite("What became of a building") struct SuccessionTests {
  private let world = ThingWorld(count: 24, seed: 872)
  private var series: StackSeries { world.series }

  private func thing(
    _ pixels: [Int], on scene: Int, _ kind: FeatureKind = .building, _ change: ChangeKind = .built, fit: Double = 0.5
  ) -> TrackedThing {
    world.thing(pixels, on: scene, kind, change, fit: fit)
  }

  private let hall = TrackingWorld.rectangle(10, 10, 10, 8)
  private func part(_ columns: Int, from column: Int = 10) -> [Int] { TrackingWorld.rectangle(column, 10, columns, 8) }

  private func joined(_ things: [TrackedThing]) -> [TrackedThing] { Succession(series: series).joined(things) }

  @Test("A hall that went up in parts is one, the last that is as large as the whole, and says so")
  func stages() {
    let result = joined([
      thing(part(4), on: 5), thing(part(4, from: 16), on: 6), thing(hall, on: 9, fit: 0.9), thing(part(9), on: 11),
    ])
    #expect(result.count == 1 && result[0].pixels == hall && result[0].change == .built && result[0].turns.isEmpty)
    #expect(result[0].reasons == ["in 4 stages, the first seen by \(series.dates[5].day)"])
  }

  @Test(
    "The yard prepared for a hall is no stage of it, and the hall no alteration of the yard", arguments: [9, 18])
  func prepared(_ scene: Int) {
    let yard = TrackingWorld.rectangle(6, 6, 24, 20)
    let result = joined([thing(yard, on: 5), thing(hall, on: scene)])
    #expect(result.map(\.change) == [.built, .built] && result.allSatisfy { $0.turns.isEmpty })
  }

  @Test("Ground as straight as a roof, on a part of which a hall stands later, was prepared; a hall's roof was not")
  func straightGround() {
    func named(_ signs: [[FeatureKind: Double]]) -> [TrackedThing] {
      var yard = thing(TrackingWorld.rectangle(6, 6, 24, 20), on: 5)
      var score = KindScore(priors: [.building: KindWeights.building, .clearedGround: KindWeights.clearedGround])
      for weights in signs { score.add("a sign", weights) }
      yard.signs = score
      return joined([yard, thing(hall, on: 12)])
    }
    let straight = [FeatureKind.building: KindWeights.certainAngles]
    let ground = named([straight])[0]
    #expect(ground.kind == .clearedGround && ground.change == .cleared)
    #expect(ground.reasons.last == "a building stands on a part of it from \(series.dates[12].day) on")
    let roof = named([straight, [.building: KindWeights.shadow], [.building: KindWeights.disturbed]])[0]
    #expect(roof.kind == .building && roof.change == .built)
    // The later hall itself is what it was.
    #expect(named([straight])[1].kind == .building)
  }

  @Test("What steps on its ground once it has long stood is the same hall altered")
  func altered() {
    let result = joined([thing(hall, on: 3), thing(part(9), on: 15)])
    #expect(result.map(\.change) == [.built, .altered])
    #expect(result[0].turns.map(\.state) == [.altered] && result[0].turns[0].firstAfter == 15)
    #expect(result[1].reasons.last?.hasPrefix("a building has stood there since \(series.dates[3].day)") == true)
  }

  @Test("Gone again it was removed; what is laid bare as it is altered is a part of that")
  func removed() {
    let gone = joined([thing(hall, on: 3), thing(hall, on: 15, .building, .removed)])
    #expect(gone.map(\.change) == [.built, .removed] && gone[0].turns.map(\.state) == [.removed])
    let bare = joined([thing(hall, on: 3), thing(part(9), on: 15), thing(part(5), on: 15, .clearedGround, .cleared)])
    #expect(bare.map(\.change) == [.built, .altered])
    let elsewhere = TrackingWorld.rectangle(24, 10, 5, 8)
    let kept = joined([
      thing(hall, on: 3), thing(part(9), on: 15), thing(elsewhere, on: 15, .clearedGround, .cleared),
      thing(part(5), on: 2, .clearedGround, .cleared),
    ])
    #expect(kept.count == 4)
  }

  @Test("A hall that is altered twice and then removed has all of it in its own life")
  func often() {
    let world = ThingWorld(count: 48, seed: 874)
    let result = Succession(series: world.series).joined([
      world.thing(hall, on: 3), world.thing(hall, on: 15), world.thing(part(9), on: 28),
      world.thing(hall, on: 40, .building, .removed),
    ])
    #expect(result.map(\.change) == [.built, .altered, .altered, .removed])
    #expect(result[0].turns.map(\.state) == [.altered, .altered, .removed] && result[1].turns.isEmpty)
  }

  @Test("Neighbours, and what has no roof, are left as they are")
  func others() {
    let things = [thing(part(4), on: 5), thing(part(4, from: 18), on: 9), thing(hall, on: 12, .crane, .removed)]
    #expect(joined(Array(things.prefix(2))).count == 2)
    #expect(joined([things[0], thing(hall, on: 9, .road)]).map(\.change) == [.built, .built])
  }

  @Test("A life goes on with what came later, and with nothing that came before")
  func lives() {
    let built = Life([.absent, .complete], reached: [[0, 0, 1, 1]], seen: [0, 4, 8, 12])
    func turn(_ state: LifeState, _ scene: Int) -> Life.Stage {
      Life.Stage(state: state, lastBefore: scene - 1, firstAfter: scene, since: scene)
    }
    let life = built.followed(by: [turn(.removed, 20), turn(.altered, 15), turn(.altered, 3)])
    #expect(life.stages.map(\.state) == [.absent, .complete, .altered, .removed])
    #expect(Life.none.followed(by: [turn(.removed, 20)]) == .none)
  }
}
