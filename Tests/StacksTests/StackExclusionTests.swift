import Foundation
import Rasters
import Stacks
import Statistics
import Testing

@Suite struct StackExclusionTests {
  private func build(_ world: StackWorld, _ inputs: [StackBuilder.Input]) -> StackBuilder.Result {
    StackBuilder(grid: world.grid, threads: 2).build(inputs, reference: 0)
  }

  @Test(
    "A scene that is all cloud is kept out as cloud, whatever its clouds look like",
    arguments: [(20, 1), (400, 1), (120, 0.2)], [711, 712] as [UInt64])
  func allCloud(_ tops: (deviation: Double, noise: Double), _ seed: UInt64) {
    let world = StackWorld(seed: seed)
    let cloud = StackWorld.smoothField(seed: seed, stream: 50)
    var inputs = (0..<12).map { world.input($0) }
    inputs[5] = world.input(
      5, noise: StackWorld.noise * tops.noise, look: { _, pixel, _ in 1_500 + tops.deviation * cloud[pixel] })
    let result = build(world, inputs)
    #expect(result.excluded.keys.sorted() == [world.id(5)])
    #expect(result.excluded[world.id(5)]?.code == .cloud, "\(String(describing: result.excluded[world.id(5)]))")
    #expect(!result.series.sceneIDs.contains(world.id(5)))
    #expect(result.series.count == 11)
  }

  @Test(
    "Among four scenes, too, one that is all cloud is kept out",
    arguments: 711...716 as ClosedRange<UInt64>)
  func allCloudAmongFew(_ seed: UInt64) {
    let world = StackWorld(count: 4, seed: seed)
    let cloud = StackWorld.smoothField(seed: seed, stream: 50)
    var inputs = (0..<4).map { world.input($0) }
    inputs[2] = world.input(2, look: { _, pixel, _ in 1_500 + 120 * cloud[pixel] })
    #expect(build(world, inputs).excluded.keys.sorted() == [world.id(2)])
  }

  @Test("A scene several times noisier than the others is kept out as haze", arguments: [714, 715] as [UInt64])
  func noisy(_ seed: UInt64) {
    let world = StackWorld(seed: seed)
    var inputs = (0..<12).map { world.input($0) }
    inputs[8] = world.input(8, noise: 6 * StackWorld.noise)
    inputs[3] = world.input(3, noise: 1.5 * StackWorld.noise)
    let result = build(world, inputs)
    #expect(result.excluded.keys.sorted() == [world.id(8)])
    #expect(result.excluded[world.id(8)]?.code == .haze)
    #expect(
      result.excluded[world.id(8)]?.reason == "departs from the other dates 3.0 times more than they from each other")
  }

  @Test("A scene with cloud over a third of the ground stays, the rest of it seen")
  func partCloud() {
    let world = StackWorld(seed: 716)
    let result = world.build { scene, _, pixel, ground in
      scene == 6 && pixel / StackWorld.side < 48 ? 1_500 : ground
    }
    #expect(result.excluded.isEmpty)
    let below = (0..<StackWorld.side * StackWorld.side).filter { $0 / StackWorld.side > 56 }
    #expect(result.series.clearShare(of: 6, pixels: below) > 0.97)
    let above = (0..<StackWorld.side * StackWorld.side).filter { $0 / StackWorld.side < 46 }
    #expect(result.series.clearShare(of: 6, pixels: above) < 0.05)
  }
}
