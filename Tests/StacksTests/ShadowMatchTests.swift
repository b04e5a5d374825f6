import Foundation
import Geodesy
import Quantities
import Testing

@testable import Stacks

@Suite struct ShadowMatchTests {
  private static let side = 224

  private func square(_ column: Int, _ row: Int, size: Int) -> [Bool] {
    (0..<Self.side * Self.side).map {
      (column..<column + size).contains($0 % Self.side) && (row..<row + size).contains($0 / Self.side)
    }
  }

  private func either(_ first: [Bool], _ second: [Bool]) -> [Bool] { zip(first, second).map { $0 || $1 } }

  private func pixels(_ flags: [Bool]) -> [Int] { flags.indices.filter { flags[$0] } }

  /// A cloud, its shadow 60 pixels to the west and 40 to the north, and a dark thing that no cloud shades.
  private func match(sun: SolarPosition?) -> (match: ShadowMatch, shadow: [Int], thing: [Int]) {
    let cloud = square(120, 130, size: 40)
    let shadow = square(60, 90, size: 40)
    let thing = square(110, 60, size: 24)
    let match = ShadowMatch(
      cloud: cloud, dark: either(shadow, thing), isKnown: Array(repeating: true, count: cloud.count),
      columns: Self.side, rows: Self.side, suns: sun.map { [$0] } ?? [], gsd: 3)
    return (match, pixels(shadow), pixels(thing))
  }

  /// South-east: the shadow lies at 60 columns west and 40 rows north.
  private var sun: SolarPosition {
    SolarPosition(elevation: Radians(50 * .pi / 180), azimuth: Radians(.pi - atan2(60.0, 40)))
  }

  @Test("The step from cloud to shadow is found, with the sun's place and without", arguments: [true, false])
  func findsStep(_ knowsSun: Bool) throws {
    let found = match(sun: knowsSun ? sun : nil)
    let step = try #require(found.match.step)
    // Cells of four pixels.
    #expect(abs(step.columns + 15) <= 1 && abs(step.rows + 10) <= 1, "\(step)")
    #expect(!found.match.denies(found.shadow))
    #expect(found.match.denies(found.thing))
  }

  @Test("With the sun on the other side nothing matches, and nothing is denied") func otherSide() {
    let other = SolarPosition(elevation: sun.elevation, azimuth: Radians(sun.azimuth.magnitude + .pi))
    let found = match(sun: other)
    #expect(found.match.step == nil)
    #expect(!found.match.denies(found.thing))
  }

  @Test("A dark place whose cloud would lie beyond the picture is not denied") func beyondPicture() {
    let cloud = square(120, 130, size: 40)
    let shadow = square(60, 90, size: 40)
    // Its cloud would lie 60 columns to the east: off the picture.
    let atBorder = square(186, 20, size: 30)
    let match = ShadowMatch(
      cloud: cloud, dark: either(shadow, atBorder), isKnown: Array(repeating: true, count: cloud.count),
      columns: Self.side, rows: Self.side, suns: [sun], gsd: 3)
    #expect(match.step != nil)
    #expect(!match.denies(pixels(atBorder)))
  }
}
