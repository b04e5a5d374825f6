import Foundation
import Places
import Rasters
import Stacks
import Testing

@Suite struct SceneMaskTests {
  private static let roofValue = 1_150.0

  private func isWeather(_ visibility: Visibility) -> Bool { visibility == .cloud || visibility == .haze }

  /// Opacity of a round cloud: 1 inside `inner`, 0 beyond `outer`.
  private func opacity(_ pixel: Int, _ centre: (column: Double, row: Double), inner: Double, outer: Double) -> Double {
    min(1, max(0, (outer - StackWorld.distance(pixel, centre)) / (outer - inner)))
  }

  @Test(
    "A cloud is masked on its date with recall and precision of 0.8 or more, and on no other",
    arguments: [0, 5, 11], [30.0, 45])
  func cloud(_ date: Int, _ radius: Double) {
    let world = StackWorld(seed: 721)
    let centre = (column: 70.0, row: 66.0)
    func opacity(_ pixel: Int) -> Double { self.opacity(pixel, centre, inner: radius - 8, outer: radius) }
    let result = world.build { scene, _, pixel, ground in
      scene == date ? ground + opacity(pixel) * (1_600 - ground) : ground
    }
    #expect(result.excluded.isEmpty)
    let pixels = 0..<StackWorld.side * StackWorld.side
    let masked = Set(pixels.filter { isWeather(result.series.visibility(of: date, pixel: $0)) })
    let truth = Set(pixels.filter { opacity($0) > 0 })
    let hit = Double(masked.intersection(truth).count)
    let (recall, precision) = (hit / Double(truth.count), hit / Double(masked.count))
    #expect(recall >= 0.8, "recall \(recall)")
    #expect(precision >= 0.8, "precision \(precision)")
    let middle = pixels.first { StackWorld.distance($0, centre) < 1 } ?? 0
    #expect(result.series.visibility(of: date, pixel: middle) == .cloud)
    for other in 0..<12 where other != date {
      #expect(result.series.clearShare(of: other, pixels: Array(truth)) > 0.99, "date \(other)")
    }
  }

  @Test("A small cloud is masked whole, and no more than five pixels beyond its rim")
  func smallCloud() {
    let world = StackWorld(seed: 727)
    let centre = (column: 70.0, row: 66.0)
    let result = world.build { scene, _, pixel, ground in
      scene == 5 ? ground + opacity(pixel, centre, inner: 10, outer: 12) * (1_600 - ground) : ground
    }
    for pixel in 0..<StackWorld.side * StackWorld.side {
      let away = StackWorld.distance(pixel, centre)
      let isMasked = isWeather(result.series.visibility(of: 5, pixel: pixel))
      if away < 12 { #expect(isMasked, "\(away) px from the middle") }
      if away > 17 { #expect(!isMasked, "\(away) px from the middle") }
    }
  }

  @Test("A thin veil that lets the ground through is haze")
  func haze() {
    let world = StackWorld(seed: 722)
    let result = world.build { scene, _, pixel, ground in
      scene == 5 ? ground + 70 * opacity(pixel, (column: 50, row: 90), inner: 14, outer: 24) : ground
    }
    let middle = 90 * StackWorld.side + 50
    #expect(result.series.visibility(of: 5, pixel: middle) == .haze)
    #expect(result.series.visibility(of: 4, pixel: middle) == .seen)
  }

  @Test("A shadow beside a cloud is cloud shadow; the same darkness without a cloud is a thing on the ground")
  func shadow() {
    let world = StackWorld(seed: 723)
    let result = world.build { scene, _, pixel, ground in
      let shadowed = ground - 250 * opacity(pixel, (column: 90, row: 90), inner: 12, outer: 16)
      switch scene {
      case 5: return shadowed + opacity(pixel, (column: 50, row: 50), inner: 14, outer: 20) * (1_600 - ground)
      case 8: return shadowed
      default: return ground
      }
    }
    let middle = 90 * StackWorld.side + 90
    #expect(result.series.visibility(of: 5, pixel: middle) == .cloudShadow)
    #expect(result.series.visibility(of: 8, pixel: middle) == .seen)
    #expect(result.series.visibility(of: 5, pixel: 50 * StackWorld.side + 50) == .cloud)
  }

  @Test(
    "A scene that lies all in shadow, but for cloud and a narrow strip or nothing, is not taken for lit",
    arguments: [0, 14])
  func nothingLit(_ litRows: Int) {
    let world = StackWorld(seed: 728)
    let result = world.build { scene, _, pixel, ground in
      // One sensor on all dates: the drift of each is undone.
      let drift = world.drift(of: scene)
      let row = pixel / StackWorld.side
      let seen = scene != 6 ? ground : row < 50 ? 1_600 : row < StackWorld.side - litRows ? 0.45 * ground : ground
      return drift.gain * seen + drift.offset
    }
    if let exclusion = result.excluded[world.id(6)] {
      #expect(litRows == 0 && exclusion.code == .cloudShadow)
      #expect(exclusion.reason == "all that clouds leave open lies in their shadow")
      return
    }
    let shadow = (56..<124).flatMap { row in (0..<StackWorld.side).map { row * StackWorld.side + $0 } }
    #expect(result.series.commonestReason(of: 6, pixels: shadow) == .cloudShadow)
    #expect(result.series.clearShare(of: 6, pixels: shadow) < 0.1)
    for other in 0..<12 where other != 6 { #expect(result.series.clearShare(of: other, pixels: shadow) > 0.98) }
  }

  @Test("With three dates a cloud on any of them is masked, and on no other", arguments: [0, 1, 2])
  func threeDates(_ date: Int) {
    let world = StackWorld(count: 3, seed: 729)
    let centre = (column: 70.0, row: 66.0)
    let result = world.build { scene, _, pixel, ground in
      scene == date ? ground + opacity(pixel, centre, inner: 28, outer: 34) * (1_600 - ground) : ground
    }
    #expect(result.series.count == 3)
    let truth = (0..<StackWorld.side * StackWorld.side).filter { StackWorld.distance($0, centre) < 28 }
    for scene in 0..<3 {
      let clear = result.series.clearShare(of: scene, pixels: truth)
      #expect(scene == date ? clear < 0.1 : clear > 0.95, "date \(scene): \(clear)")
    }
  }

  // MARK: - Roofs

  /// Dates on which roofs of a lattice, bright on the dates that `isBright` names, were masked though bright.
  private func maskedDates(_ cells: Int, isBright: (_ cell: Int, _ scene: Int) -> Bool) -> [[Int]] {
    let world = StackWorld(seed: 724)
    var cellOf = [Int](repeating: -1, count: StackWorld.side * StackWorld.side)
    for cell in 0..<cells { for pixel in StackWorld.roof(cell) { cellOf[pixel] = cell } }
    let result = world.build { scene, band, pixel, ground in
      guard cellOf[pixel] >= 0 else { return ground }
      return isBright(cellOf[pixel], scene)
        ? (band == 0 ? Self.roofValue : 0.8 * Self.roofValue) : 400 - 80 * Double(band)
    }
    #expect(result.excluded.isEmpty)
    return (0..<cells).map { cell in
      (0..<12).filter { scene in
        isBright(cell, scene)
          && StackWorld.roof(cell, size: 6).contains { result.series.visibility(of: scene, pixel: $0) != .seen }
      }
    }
  }

  /// All pairs of the twelve dates.
  private static let pairs = (0..<12).flatMap { first in (first + 1..<12).map { (first, $0) } }
  /// Whether two dates are among the three beside the first or the last one.
  private static func isAtAnEnd(_ pair: (Int, Int)) -> Bool {
    (1...3).contains(pair.0) && (1...3).contains(pair.1) || (8...10).contains(pair.0) && (8...10).contains(pair.1)
  }

  @Test("A roof that is bright on all dates is never masked")
  func standingRoofs() {
    let masked = maskedDates(81) { _, _ in true }
    #expect(masked.allSatisfy { $0.isEmpty })
  }

  @Test("A roof that is dark on two dates and bright on ten is never masked where it is bright")
  func flickeringRoofs() {
    let masked = maskedDates(Self.pairs.count) { cell, scene in
      scene != Self.pairs[cell].0 && scene != Self.pairs[cell].1
    }
    for (pair, dates) in zip(Self.pairs, masked) where !Self.isAtAnEnd(pair) {
      #expect(dates.isEmpty, "dark on \(pair): masked on \(dates)")
    }
  }

  @Test(
    "… nor where the two dark dates follow the first date or precede the last one")
  func flickeringRoofsAtTheEnds() {
    let masked = maskedDates(Self.pairs.count) { cell, scene in
      scene != Self.pairs[cell].0 && scene != Self.pairs[cell].1
    }
    for (pair, dates) in zip(Self.pairs, masked) where Self.isAtAnEnd(pair) {
      #expect(dates.isEmpty, "dark on \(pair): masked on \(dates)")
    }
  }

  @Test("A bright roof is not masked as cloud after it was built, if three dates or more show it")
  func builtRoofs() {
    let masked = maskedDates(9) { cell, scene in scene >= cell + 1 }
    for (cell, dates) in masked.enumerated() { #expect(dates.isEmpty, "built by date \(cell + 1): masked on \(dates)") }
  }

  @Test(
    "A bright roof that the last two dates show is masked on neither of them")
  func roofBuiltLate() {
    let masked = maskedDates(1) { _, scene in scene >= 10 }
    #expect(masked[0].isEmpty, "built by date 10: masked on \(masked[0])")
  }

  @Test("A bright roof is not masked as cloud before it was taken down, if three dates or more show it")
  func removedRoofs() {
    let masked = maskedDates(9) { cell, scene in scene < cell + 3 }
    for (cell, dates) in masked.enumerated() { #expect(dates.isEmpty, "gone by date \(cell + 3): masked on \(dates)") }
  }

  // MARK: - Saturation, absence

  @Test("Saturation that passes is marked, saturation that stays is a bright thing")
  func saturation() {
    let world = StackWorld(seed: 725)
    let standing = Set(StackWorld.roof(40))
    let glint = 30 * StackWorld.side + 100
    let inputs = (0..<12).map { scene in
      world.input(
        scene,
        status: { pixel in
          standing.contains(pixel) || scene == 7 && pixel == glint
            ? WarpedScene.Status.saturated : WarpedScene.Status.measured
        },
        look: { _, pixel, ground in
          standing.contains(pixel) || scene == 7 && pixel == glint ? 1_400 : ground
        })
    }
    let series = StackBuilder(grid: world.grid, threads: 2).build(inputs, reference: 0).series
    #expect(series.visibility(of: 7, pixel: glint) == .saturated)
    #expect(series.visibility(of: 6, pixel: glint) == .seen)
    for scene in 0..<12 { #expect(series.clearShare(of: scene, pixels: Array(standing)) == 1) }
  }

  @Test("Pixels that a scene lacks are off the picture, in it and beside it")
  func absence() {
    let world = StackWorld(seed: 726)
    let hole = Set(StackWorld.roof(20))
    let inputs = (0..<12).map { scene in
      world.input(
        scene, status: { scene == 3 && hole.contains($0) ? WarpedScene.Status.absent : WarpedScene.Status.measured })
    }
    let series = StackBuilder(grid: world.grid, threads: 2).build(inputs, reference: 0).series
    for pixel in hole {
      #expect(series.visibility(of: 3, pixel: pixel) == .offPicture)
      #expect(series.visibility(of: 4, pixel: pixel) == .seen)
    }
    #expect(series.clearShare(of: 3, pixels: Array(hole)) == 0)
    #expect(series.commonestReason(of: 3, pixels: Array(hole)) == .offPicture)
    #expect(series.commonestReason(of: 4, pixels: Array(hole)) == .seen)
  }
}
