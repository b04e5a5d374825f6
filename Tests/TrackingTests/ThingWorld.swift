import Mensuration
import Places

@testable import Stacks
@testable import Tracking

/// A stack of 5 m pixels, a scene every 30 days, and things that were first seen on any of them.
struct ThingWorld {
  let series: StackSeries
  private let history: RegionHistory

  init(count: Int, seed: UInt64) {
    let pixels = Set(TrackingWorld.rectangle(2, 2, 6, 6))
    let series = TrackingWorld(count: count, seed: seed) { scene, _, pixel in
      300 + (scene >= 8 && pixels.contains(pixel) ? 150 : 0)
    }.series
    self.series = series
    history = RegionHistory(series, pixels: Array(pixels).sorted(), around: [], firstNew: 8, limits: 0..<count)
  }

  func thing(
    _ pixels: [Int], on scene: Int, _ kind: FeatureKind = .building, _ change: ChangeKind = .built, score: Double = 3,
    fit: Double = 0
  ) -> TrackedThing {
    TrackedThing(
      pixels: pixels, outline: nil, kind: kind, reasons: [], change: change, score: score,
      history: history.firstSeen(on: scene), limits: 0..<series.count, measuredOn: [], parent: nil, fit: fit)
  }
}
