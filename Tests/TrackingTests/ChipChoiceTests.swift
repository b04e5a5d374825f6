import Testing

@testable import Tracking

@Suite("Pictures before and after") struct ChipChoiceTests {
  private static let hall = TrackingWorld.rectangle(24, 24, 12, 8)
  private static let members = Set(hall)

  /// A hall that stands from the tenth scene on, under haze on some scenes that no mask took.
  private func world(hazy: Set<Int> = [], hidden: Set<Int> = [], thickness: Double = 0.6) -> TrackingWorld {
    TrackingWorld(
      count: 20, seed: 811,
      look: { scene, band, pixel in
        let clear = TrackingWorld.ground(band, pixel) + (scene >= 10 && Self.members.contains(pixel) ? 200 : 0)
        return hazy.contains(scene) ? (1 - thickness) * clear + thickness * 420 : clear
      }, isHidden: { scene, pixel in hidden.contains(scene) && pixel % 2 == 0 })
  }

  private func choice(_ world: TrackingWorld, limits: Range<Int> = 0..<20) -> [Int?] {
    let chosen = ChipChoice(world.series).scenes(around: Self.hall, lastOld: 9, firstNew: 10, limits: limits)
    return [chosen.before, chosen.after]
  }

  @Test("Where all are clear, the nearest scenes on either side are shown")
  func nearest() { #expect(choice(world()) == [9, 10]) }

  @Test("A hazy scene that no mask took is passed over for the next clear one, on either side")
  func haze() {
    #expect(choice(world(hazy: [9])) == [8, 10])
    #expect(choice(world(hazy: [8, 9, 10, 12])) == [7, 11])
    #expect(choice(world(hazy: [9, 10], thickness: 1)) == [8, 11])
  }

  @Test("A scene that a mask hides is passed over")
  func masked() { #expect(choice(world(hidden: [9, 10])) == [8, 11]) }

  @Test("Where all of a side are hazy or hidden there is still a picture")
  func nothingBetter() {
    #expect(choice(world(hazy: [8, 9]), limits: 8..<20)[0].map { (8...9).contains($0) } == true)
    #expect(choice(world(hidden: [8, 9]), limits: 8..<20)[0].map { (8...9).contains($0) } == true)
  }

  @Test("What happens on the thing itself makes no scene a bad witness")
  func partBuilt() {
    var world = world()
    let whole = world.look
    let half = Set(TrackingWorld.rectangle(24, 24, 6, 8))
    world.look = { scene, band, pixel in
      scene == 10 && half.contains(pixel) ? 20 : whole(scene, band, pixel)
    }
    #expect(choice(world) == [9, 10])
  }

  @Test("No scene beyond the limits, and none where there is no side")
  func sides() {
    let chooser = ChipChoice(world(hazy: [9]).series)
    let near = chooser.scenes(around: Self.hall, lastOld: 9, firstNew: 10, limits: 9..<11)
    #expect(near.before == 9 && near.after == 10)
    let removed = chooser.scenes(around: Self.hall, lastOld: nil, firstNew: 10, limits: 0..<20)
    #expect(removed.before == nil && removed.after == 10)
  }
}
