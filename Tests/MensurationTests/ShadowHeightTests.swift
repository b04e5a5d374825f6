import Foundation
import Geodesy
import Quantities
import Rasters
import Testing

@testable import Mensuration

@Suite("Heights from shadows")
struct ShadowHeightTests {
  private func outline(_ hall: LitHall) -> PixelOutline {
    PixelOutline(
      ring: hall.ring(aside: hall.lean), shape: .rectangle, sideDeviations: [0.1, 0.1, 0.1, 0.1], agreement: 1,
      separation: 10, sharpness: 0.5, drawn: .sketch(pixel: 3))
  }

  private func estimate(_ hall: LitHall, _ view: ShadowHeight.View, relative: Double = 0) -> Measured<Metres> {
    let likelihood = ShadowHeight.likelihood(outline(hall), hall.picture(), window: LitHall.window, view: view)
    return ShadowHeight.estimate(
      [likelihood].compactMap { $0 }, relative: relative, perMetre: view.perMetre, errors: outline(hall).errors)
  }

  /// Shadow of a metre, pixels: the sun in the south-east at 45°, pixels of 3 m.
  private let perMetre = (columns: -0.5 / 3, rows: -0.866 / 3)

  @Test("A shadow of known length gives its height, within the interval it promises", arguments: [4.0, 9, 15, 24])
  func level(_ height: Double) throws {
    var hall = LitHall()
    hall.shadow = (perMetre.columns * height, perMetre.rows * height)
    let told = try #require(estimate(hall, .init(shadow: perMetre, lean: nil, gsd: 3)).estimate)
    #expect(told.low.magnitude <= height && height <= told.high.magnitude, "\(told)")
    #expect(abs(told.value.magnitude - height) < 1.2, "\(told.value)")
    #expect(told.method == "shadow-profile/1 date")
  }

  @Test("Seen aside, roof and shadow part by both: the sun behind the satellite, and before it", arguments: [1, -1])
  func aside(_ sign: Double) throws {
    let height = 12.0
    let lean = (columns: sign * perMetre.columns * 0.4, rows: sign * perMetre.rows * 0.4)
    var hall = LitHall()
    hall.shadow = (perMetre.columns * height, perMetre.rows * height)
    hall.lean = (lean.columns * height, lean.rows * height)
    let told = try #require(estimate(hall, .init(shadow: perMetre, lean: lean, gsd: 3)).estimate)
    #expect(abs(told.value.magnitude - height) < 1.5, "\(told)")
  }

  @Test("A wall seen aslant tells the height without any shadow, light or dark", arguments: [0.12, 0.42] as [Float])
  func wall(_ tone: Float) throws {
    let (height, lean) = (10.0, (columns: 0.5, rows: -0.4))
    var hall = LitHall()
    hall.lean = (lean.columns * height, lean.rows * height)
    hall.wall = tone
    let view = ShadowHeight.View(shadow: (0, 0), lean: lean, gsd: 0.5)
    let told = try #require(estimate(hall, view).estimate)
    #expect(told.low.magnitude <= height && height <= told.high.magnitude, "\(told)")
    #expect(abs(told.value.magnitude - height) < 1.2, "\(told.value)")
    #expect(told.method == "wall-profile/1 date")
  }

  @Test("Merged with another's shadow on one side, the other side still tells; merged all around, no height is made up")
  func merged() throws {
    let height = 9.0
    var hall = LitHall()
    hall.shadow = (perMetre.columns * height, perMetre.rows * height)
    let view = ShadowHeight.View(shadow: perMetre, lean: nil, gsd: 3)
    let alone = try #require(estimate(hall, view).estimate)
    // Everything beyond the short side that turns from the sun.
    hall.isElsewhereShaded = { column, _ in column < 36 }
    let beside = try #require(estimate(hall, view).estimate)
    #expect(beside.low.magnitude <= height && height <= beside.high.magnitude, "\(beside), alone \(alone)")
    // Beyond both: where the shadow ends cannot be seen.
    hall.isElsewhereShaded = { column, row in column < 46 || row < 48 }
    let buried = try #require(estimate(hall, view).estimate)
    #expect(buried.low.magnitude <= height && height <= buried.high.magnitude, "\(buried)")
    #expect(buried.high.magnitude - buried.low.magnitude > 2 * (alone.high.magnitude - alone.low.magnitude))
  }

  @Test("Dates multiply: ten tell more than one")
  func dates() throws {
    var hall = LitHall()
    hall.shadow = (perMetre.columns * 9, perMetre.rows * 9)
    let view = ShadowHeight.View(shadow: perMetre, lean: nil, gsd: 3)
    let likelihoods = (1...10).compactMap { seed in
      ShadowHeight.likelihood(
        outline(hall), hall.picture(noise: 0.02, seed: UInt64(seed)), window: LitHall.window, view: view)
    }
    func width(_ count: Int) throws -> Double {
      let measured = ShadowHeight.estimate(
        Array(likelihoods.prefix(count)), relative: 0, perMetre: view.perMetre, errors: outline(hall).errors)
      let told = try #require(measured.estimate)
      #expect(told.low.magnitude <= 9 && 9 <= told.high.magnitude)
      return told.high.magnitude - told.low.magnitude
    }
    #expect(try width(10) < width(1))
  }

  @Test("Without a shadow, and without ground for one, the height is refused with the reason")
  func refusals() {
    let none = ShadowHeight.estimate([], relative: 0, perMetre: 1, errors: .region)
    #expect(none == .refused("no picture shows ground on which its shadow would lie"))
    let count = ShadowHeight.heights.count
    let flat = ShadowHeight.estimate(
      [HeightLikelihood(shares: Array(repeating: 1 / Double(count), count: count), isByShadow: true, isByWall: false)],
      relative: 0.9, perMetre: 0.001, errors: .region)
    #expect(flat == .refused("no shadow stands out beside it"))
  }

  @Test("Why no shadow can be looked for, in words")
  func hindrances() {
    func aspect(_ degrees: Double) -> SceneAspect {
      SceneAspect(
        sun: SolarPosition(elevation: Radians(degrees: degrees), azimuth: Radians(degrees: 140)), isHourKnown: true)
    }
    #expect(SceneAspect(sun: nil, isHourKnown: false).hindrance == "no sun lit the picture")
    #expect(aspect(-3).hindrance == "the sun stood below the horizon")
    #expect(aspect(8).hindrance == "the sun stood 8.0° above the horizon, and shadows under 12° end on other things")
    #expect(aspect(30).hindrance == nil)
  }

  @Test("What no pixel shows widens the height: an unknown view more on fine pixels, an unknown hour everywhere")
  func unknowns() {
    let sun = SolarPosition(elevation: Radians(degrees: 40), azimuth: Radians(degrees: 140))
    func share(_ aspect: SceneAspect, _ gsd: Double) -> Double { aspect.relativeDeviation(gsd: gsd) }
    let known = SceneAspect(sun: sun, isHourKnown: true, offNadir: Radians(0.1), viewAzimuth: Radians(1))
    let unknown = SceneAspect(sun: sun, isHourKnown: true)
    #expect(share(known, 0.5) < share(unknown, 3) && share(unknown, 3) < share(unknown, 0.5))
    #expect(share(SceneAspect(sun: sun, isHourKnown: false), 3) > share(unknown, 3))
  }
}
