import Foundation
import Quantities
import Rasters
import Stacks
import Statistics
import Testing

@Suite struct StackNormalisationTests {
  /// Median and root mean square of what a scene departs from the ground, over the pixels that it saw.
  private func departure(
    _ series: StackSeries, _ scene: Int, _ world: StackWorld, band: Int
  ) -> (bias: Double, rms: Double) {
    let raster = series.raster(of: scene, window: world.whole)
    let count = raster.columns * raster.rows
    let differences = (0..<count).filter { raster.validity.flags[$0] }.map {
      Double(raster.samples[band * count + $0]) - world.ground[band][$0]
    }
    let square = differences.reduce(0) { $0 + $1 * $1 } / Double(differences.count)
    return (Quantiles.median(differences) ?? .infinity, square.squareRoot())
  }

  @Test("Scenes that differ by gain and offset become equal within their noise", arguments: [701, 702] as [UInt64])
  func gainAndOffset(_ seed: UInt64) {
    let world = StackWorld(seed: seed)
    let result = world.build()
    #expect(result.excluded.isEmpty)
    #expect(result.series.sceneIDs == (0..<12).map(world.id))
    #expect(result.series.dates == (0..<12).map(world.date))
    for scene in 0..<12 {
      #expect(result.series.clearShare(of: scene, pixels: Array(0..<StackWorld.side * StackWorld.side)) > 0.99)
      for band in 0..<StackWorld.bandCount {
        let (bias, rms) = departure(result.series, scene, world, band: band)
        #expect(abs(bias) < 0.3 * StackWorld.noise, "scene \(scene), band \(band): bias \(bias)")
        #expect(rms < 1.2 * StackWorld.noise, "scene \(scene), band \(band): \(rms)")
        let stated = result.series.deviations(of: scene)[band]
        #expect((0.8...1.3).contains(stated / StackWorld.noise), "scene \(scene), band \(band): says \(stated)")
      }
    }
  }

  @Test("A scene stretched along a curve comes back too")
  func curve() {
    let world = StackWorld(seed: 703)
    let result = world.build { scene, _, _, ground in scene == 4 ? 40 * max(ground, 1).squareRoot() : ground }
    #expect(result.excluded.isEmpty)
    for band in 0..<StackWorld.bandCount {
      // Noise grows where the curve is flat: a number's step is worth more there.
      let (bias, rms) = departure(result.series, 4, world, band: band)
      #expect(abs(bias) < 0.4 * StackWorld.noise && rms < 2.2 * StackWorld.noise, "bias \(bias), rms \(rms)")
    }
  }

  @Test(
    "A scene under haze that thickens to one side comes back within its noise", arguments: [20.0, 40, 60])
  func gradient(_ strength: Double) {
    let world = StackWorld(seed: 703)
    let result = world.build { scene, _, pixel, ground in
      guard scene == 7 else { return ground }
      let (u, v) = (Double(pixel % StackWorld.side) / 72 - 1, Double(pixel / StackWorld.side) / 72 - 1)
      return ground + strength * (u - 0.5 * v + 0.3 * u * v)
    }
    #expect(result.excluded.isEmpty)
    for band in 0..<StackWorld.bandCount {
      let (bias, rms) = departure(result.series, 7, world, band: band)
      #expect(
        abs(bias) < 0.3 * StackWorld.noise && rms < 1.3 * StackWorld.noise,
        "strength \(strength), band \(band): bias \(bias), rms \(rms)")
    }
  }

  @Test("A tenth of the ground that really changed does not bend the others' level")
  func realChange() {
    let world = StackWorld(seed: 704)
    let changed = Set(
      (0..<StackWorld.side * StackWorld.side).filter { $0 % StackWorld.side < 40 && $0 / StackWorld.side < 52 })
    let result = world.build { scene, _, pixel, ground in
      scene >= 6 && changed.contains(pixel) ? ground + 300 : ground
    }
    #expect(result.excluded.isEmpty)
    for scene in 0..<12 {
      let raster = result.series.raster(of: scene, window: world.whole)
      let kept = world.ground[0].indices.filter { !changed.contains($0) && raster.validity.flags[$0] }
      let bias = Quantiles.median(kept.map { Double(raster.samples[$0]) - world.ground[0][$0] }) ?? .infinity
      #expect(abs(bias) < 0.4 * StackWorld.noise, "scene \(scene): \(bias)")
    }
  }

  @Test("The stack is the same on one thread and on several")
  func threads() {
    let world = StackWorld(count: 6, seed: 705)
    let (one, three) = (world.build(threads: 1).series, world.build(threads: 3).series)
    for scene in 0..<6 {
      #expect(one.raster(of: scene, window: world.whole) == three.raster(of: scene, window: world.whole))
      #expect(one.transfer(of: scene) == three.transfer(of: scene))
    }
  }

  @Test("One scene alone, and two, make a stack without masks")
  func fewScenes() {
    for count in [1, 2] {
      let world = StackWorld(count: count, seed: 706)
      let result = world.build()
      #expect(result.series.count == count && result.excluded.isEmpty)
      let (bias, rms) = departure(result.series, count - 1, world, band: 0)
      #expect(abs(bias) < 0.5 * StackWorld.noise && rms < 1.2 * StackWorld.noise)
    }
  }

  @Test(
    "Two 8-bit scenes that are equal but for a brighter patch are normalised, not thrown out as cloud")
  func quantised() {
    let world = StackWorld(count: 2, seed: 707)
    let inputs = (0..<2).map { scene in
      let samples = (0..<StackWorld.bandCount).flatMap { band in
        world.ground[band].indices.map { pixel -> Float in
          let isPatch = pixel % StackWorld.side < 60 && pixel / StackWorld.side < 80
          return Float((world.ground[band][pixel] / 4).rounded()) + (scene == 1 && isPatch ? 3 : 0)
        }
      }
      return StackBuilder.Input(
        id: world.id(scene), date: world.date(scene),
        warped: WarpedScene(
          window: world.whole, bandCount: StackWorld.bandCount, samples: samples,
          status: Array(repeating: WarpedScene.Status.measured, count: world.grid.pixelCount)))
    }
    let result = StackBuilder(grid: world.grid, threads: 2).build(inputs, reference: 0)
    #expect(result.excluded.isEmpty)
    #expect(result.series.count == 2)
  }

  @Test("The error on pixels held out of the fit is the noise, without bias, for each scene and band")
  func heldOut() {
    let world = StackWorld(seed: 708)
    let result = world.build()
    for scene in 0..<12 {
      let errors = result.series.transfer(of: scene).errors
      #expect(errors.count == StackWorld.bandCount)
      for error in errors {
        #expect(abs(error.bias) < 0.2 * StackWorld.noise, "scene \(scene): bias \(error.bias)")
        #expect((0.8...1.4).contains(error.deviation / StackWorld.noise), "scene \(scene): \(error.deviation)")
        #expect(error.pixels > 1_000)
      }
    }
  }

  @Test("A scene of which cloud hides a third and its shadow darkens another comes back, and both are masked")
  func littleClearGround() {
    let world = StackWorld(seed: 709)
    let result = world.build { scene, _, pixel, ground in
      guard scene == 6 else { return ground }
      switch pixel / StackWorld.side {
      case ..<48: return 1_500
      case ..<100: return 0.45 * ground
      default: return ground
      }
    }
    #expect(result.excluded.isEmpty)
    let rows = { (range: Range<Int>) in
      range.flatMap { row in (0..<StackWorld.side).map { row * StackWorld.side + $0 } }
    }
    #expect(result.series.clearShare(of: 6, pixels: rows(104..<144)) > 0.95)
    #expect(result.series.commonestReason(of: 6, pixels: rows(4..<44)) == .cloud)
    #expect(result.series.clearShare(of: 6, pixels: rows(4..<44)) < 0.05)
    #expect(result.series.commonestReason(of: 6, pixels: rows(54..<96)) == .cloudShadow)
    #expect(result.series.clearShare(of: 6, pixels: rows(54..<96)) < 0.1)
  }
}
