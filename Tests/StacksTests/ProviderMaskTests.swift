import Places
import Radiometry
import Testing

@testable import Stacks

@Suite struct ProviderMaskTests {
  private func status(_ code: UInt8) -> UInt8 { WarpedScene.Status.provider + MaskCode.visibility(code).code }

  /// Twelve dates, or `count`; on one of them a provider gives `patch` the reason `code`.
  private func series(
    count: Int = 12, code: UInt8, patch: Set<Int>,
    look: @escaping (_ scene: Int, _ pixel: Int, _ ground: Double) -> Double
  ) -> StackSeries {
    let world = StackWorld(count: count, seed: 731)
    let inputs = (0..<count).map { scene in
      world.input(
        scene, status: { scene == 2 && patch.contains($0) ? status(code) : WarpedScene.Status.measured },
        look: { look(scene, $1, $2) })
    }
    return StackBuilder(grid: world.grid, threads: 2).build(inputs, reference: 0).series
  }

  private let patch = Set(StackWorld.roof(40, size: 12))

  @Test("A bright roof that a provider calls cloud is seen, as it is bright on all dates") func brightRoof() {
    let series = series(code: MaskCode.cloud, patch: patch) { _, pixel, ground in
      patch.contains(pixel) ? 1_150 : ground
    }
    #expect(series.clearShare(of: 2, pixels: Array(patch)) > 0.98)
  }

  @Test("What a provider calls snow, haze or cloud and departs keeps the provider's reason")
  func agreed() {
    for (code, reason) in [(MaskCode.snow, Visibility.snow), (MaskCode.haze, .haze), (MaskCode.cloud, .cloud)] {
      let series = series(code: code, patch: patch) { scene, pixel, ground in
        scene == 2 && patch.contains(pixel) ? ground + 60 : ground
      }
      #expect(series.visibility(of: 2, pixel: 72 * StackWorld.side + 72) == reason)
      #expect(series.visibility(of: 3, pixel: 72 * StackWorld.side + 72) == .seen)
    }
  }

  @Test("A cloud that the provider calls clear is masked") func missedCloud() {
    let none: Set<Int> = []
    let series = series(code: MaskCode.cloud, patch: none) { scene, pixel, ground in
      scene == 2 && StackWorld.distance(pixel, (column: 70, row: 66)) < 24 ? 1_600 : ground
    }
    #expect(series.visibility(of: 2, pixel: 66 * StackWorld.side + 70) == .cloud)
  }

  @Test("With too few dates for evidence of its own the provider's word stands") func fewDates() {
    let series = series(count: 4, code: MaskCode.cloud, patch: patch) { _, _, ground in ground }
    for pixel in patch { #expect(series.visibility(of: 2, pixel: pixel) == .cloud) }
    #expect(series.clearShare(of: 1, pixels: Array(patch)) == 1)
  }

  @Test("Terrain shadow is a provider's to say on any number of dates") func terrain() {
    let series = series(code: MaskCode.terrainShadow, patch: patch) { _, _, ground in ground }
    for pixel in patch { #expect(series.visibility(of: 2, pixel: pixel) == .terrainShadow) }
  }
}
