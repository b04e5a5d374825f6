import Stacks
import Testing

@testable import Tracking

@Suite("What the dates saw of a zone")
struct ZoneSightTests {
  @Test("A corner that was never clear and one that was clear seldom are told apart, and left out")
  func shares() {
    let side = TrackingWorld.side
    let series = TrackingWorld(
      count: 16, seed: 3, look: { _, band, _ in 300 + 40 * Double(band) },
      isHidden: { scene, pixel in
        let (column, row) = (pixel % side, pixel / side)
        return row < 8 && (column < 16 || (column < 32 && scene % 4 != 0))
      }
    ).series
    let zone = TrackingWorld.rectangle(0, 0, side, 16)
    let sight = ZoneSight(series, pixels: zone, threads: 2)
    // 16 × 8 of 64 × 16 pixels each.
    #expect(abs(sight.neverClear - 0.125) < 1e-9)
    #expect(abs(sight.seldomClear - 0.125) < 1e-9)
    #expect(sight.places.count == zone.count * 3 / 4)
    // Four clear dates before the first, and four from the last on.
    #expect(sight.firsts == 4...12)
    #expect(sight.before == Array(0..<16) && sight.after == (0..<16).map { 16 - $0 })
    #expect(abs(sight.clearShares[0] - 0.875) < 1e-9 && abs(sight.clearShares[1] - 0.75) < 1e-9)
  }

  @Test("Ground that was clear on no date, or on fewer than eight, cannot be told of")
  func unseen() {
    let hidden = TrackingWorld(
      count: 16, seed: 3, look: { _, _, _ in 300 }, isHidden: { _, pixel in pixel < 64 * 32 }
    ).series
    let never = ZoneSight(hidden, pixels: TrackingWorld.rectangle(0, 0, 64, 16), threads: 1)
    #expect(never.firsts == nil && never.neverClear == 1 && never.places.isEmpty)
    let few = TrackingWorld(count: 7, seed: 3, look: { _, _, _ in 300 }).series
    let seldom = ZoneSight(few, pixels: TrackingWorld.rectangle(0, 0, 64, 16), threads: 1)
    #expect(seldom.firsts == nil && seldom.neverClear == 0 && seldom.seldomClear == 1)
  }
}
