import Places
import Testing

@testable import Tracking

@Suite struct ConfirmationTests {
  private func verdict(
    _ kind: FeatureKind, _ change: ChangeKind, before: Int = 8, after: Int = 8, noise: Double = 0.08, peak: Double = 12,
    separation: Double = 12, isDisturbed: Bool = false, hasRightAngles: Bool = false, isFirst: Bool = true,
    isFinal: Bool = true, areFew: Bool = false
  ) -> Bool {
    Confirmation(
      before: before, after: after, earlier: 10, noise: noise, peak: peak, separation: separation,
      isOnDisturbedGround: isDisturbed, hasRightAngles: hasRightAngles, isFirst: isFirst, isFinal: isFinal,
      areFew: areFew
    ).confirms(kind, change)
  }

  @Test("Four dates on either side confirm what is clear; fewer only what is clearer")
  func dates() {
    #expect(verdict(.crane, .removed, before: 4, after: 4))
    #expect(verdict(.crane, .removed, before: 3, after: 12))
    #expect(verdict(.crane, .removed, before: 2, after: 12))
    #expect(!verdict(.crane, .removed, before: 1, after: 12))
    #expect(!verdict(.crane, .removed, before: 2, after: 12, separation: 8))
    #expect(!verdict(.crane, .removed, before: 3, after: 12, separation: 5))
    #expect(!verdict(.crane, .removed, before: 3, after: 12, peak: 6))
  }

  @Test("Two dates show a new hall; that a thing is gone takes three")
  func lastDates() {
    #expect(verdict(.building, .built, before: 12, after: 2))
    #expect(!verdict(.building, .removed, before: 12, after: 2))
    #expect(verdict(.building, .removed, before: 12, after: 3))
  }

  @Test("A state that another step cut short needs its four dates")
  func cutShort() {
    #expect(!verdict(.clearedGround, .cleared, before: 3, isFirst: false))
    #expect(!verdict(.clearedGround, .cleared, after: 3, isFinal: false))
    #expect(verdict(.building, .built, before: 2, isDisturbed: true, isFirst: false))
    #expect(!verdict(.building, .built, before: 2, isDisturbed: false, isFirst: false))
  }

  @Test("What is weak in its pixels must be clear as a whole, and in its dates the more, the less shape it has")
  func weak() {
    #expect(!verdict(.clearedGround, .cleared, noise: 0.15, peak: 3, separation: 5))
    #expect(verdict(.building, .built, noise: 0.15, peak: 3, separation: 5, hasRightAngles: true))
    #expect(verdict(.clearedGround, .cleared, noise: 0.15, peak: 3, separation: 9))
    #expect(!verdict(.crane, .removed, noise: 0.15, peak: 3, separation: 9))
    #expect(!verdict(.crane, .removed, noise: 0.3, peak: 12, separation: 9))
    #expect(!verdict(.building, .built, separation: 2))
  }

  @Test("Of a stack of few dates only new buildings with right angles are believed, and only where they stand out")
  func few() {
    #expect(verdict(.building, .built, before: 1, after: 1, hasRightAngles: true, areFew: true))
    #expect(!verdict(.building, .built, before: 1, after: 1, areFew: true))
    #expect(!verdict(.building, .built, before: 1, after: 1, separation: 9, hasRightAngles: true, areFew: true))
    #expect(!verdict(.building, .removed, before: 2, after: 2, hasRightAngles: true, areFew: true))
    #expect(!verdict(.crane, .removed, before: 2, after: 3, hasRightAngles: true, areFew: true))
  }
}
