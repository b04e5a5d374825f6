import Quantities
import Rasters
import Testing

@testable import Mensuration

@Suite("Where a thing stands below its roof")
struct GroundOutlineTests {
  private let roof = [(10.0, 10.0), (30, 10), (30, 22), (10, 22)].map { PixelPoint(column: $0.0, row: $0.1) }
  private let height = Measured<Metres>.estimate(
    Estimate(Metres(10), low: Metres(8), high: Metres(13), method: "shadow-profile/1 date"))

  private func view(_ lean: (columns: Double, rows: Double)?) -> ShadowHeight.View {
    ShadowHeight.View(shadow: (0, 0), lean: lean, gsd: 0.5)
  }

  @Test("The foot lies back along the lean, as far as the height is sure")
  func foot() throws {
    guard case .outline(let told) = GroundOutline.below(roof, views: [view((0.6, -0.8))], height: height) else {
      Issue.record("refused")
      return
    }
    #expect(told.ring[0] == PixelPoint(column: 4, row: 18))
    // A pixel a metre of height, of half a metre each.
    #expect(told.lean.value == Metres(5) && told.lean.low == Metres(4) && told.lean.high == Metres(6.5))
  }

  @Test("Pictures from both sides show the roof in the middle over its foot")
  func both() {
    guard case .outline(let told) = GroundOutline.below(roof, views: [view((1, 0)), view((-1, 0))], height: height)
    else {
      Issue.record("refused")
      return
    }
    #expect(told.ring == roof && told.lean.value == Metres(0))
  }

  @Test("Without the angles, or without a height, it is refused in words")
  func refusals() {
    let refused = GroundOutline.below(roof, views: [view((1, 0)), view(nil)], height: height)
    #expect(refused == .refused("the pictures do not tell from where they were taken"))
    #expect(
      GroundOutline.below(roof, views: [view((1, 0))], height: .refused("no sun lit the picture"))
        == .refused("its height is not known: no sun lit the picture"))
  }
}
