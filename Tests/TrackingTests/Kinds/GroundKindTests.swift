import Foundation
import Mensuration
import Places
import Rasters
import Testing

@testable import Tracking

/// Things with chosen signs, and what they are called.
@Suite("Kinds that show a sign of their own")
struct GroundKindTests {
  private static let plain = BuildingSigns(isOnDisturbedGround: false, shadowShare: 0, colourAngle: 0)
  private static let coloured = BuildingSigns(isOnDisturbedGround: false, shadowShare: 0, colourAngle: 15)
  private static let shaded = BuildingSigns(isOnDisturbedGround: false, shadowShare: 0.3, colourAngle: 15)

  /// In pixels.
  private static func box(_ length: Double, _ width: Double) -> PixelOutline {
    PixelOutline(
      freehand: [(0, 0), (length, 0), (length, width), (0, width)].map { PixelPoint(column: $0, row: $1) })
  }

  private func evidence(
    _ outline: PixelOutline = box(15, 12), _ signs: BuildingSigns = plain, gsd: Double = 3,
    _ change: (inout ThingEvidence) -> Void = { _ in }
  ) -> ThingEvidence {
    var evidence = ThingEvidence(
      outline: outline, edgeBefore: 0, edgeAfter: 1, signs: signs, gsd: gsd, limits: SizeLimits())
    change(&evidence)
    return evidence
  }

  private func ground(_ change: (inout GroundSigns) -> Void) -> GroundSigns {
    var ground = GroundSigns.none
    change(&ground)
    return ground
  }

  @Test("More green than near infrared, where there was less before: water, though it is of a colour of its own")
  func water() {
    let verdict = evidence(Self.box(15, 12), Self.coloured) {
      $0.ground = ground {
        $0.waterIndex = (-0.25, 0.35)
        $0.roughness = 0.4
      }
    }.verdict()
    #expect(verdict.kind == .water && verdict.change == .altered)
    #expect(verdict.reasons.contains("reflects more green than near infrared (index 0.35, before -0.25)"))
    #expect(verdict.reasons.contains("evener than the ground was"))
  }

  @Test("Where the bands are not known, what is dark and even is not called water, and why", arguments: [-0.02, 0.3])
  func unknownBands(_ before: Double) {
    let dark = ground {
      $0.tone = 0.3
      $0.roughness = 0.4
    }
    let unknown = evidence { $0.ground = dark }.verdict()
    #expect(unknown.kind == .clearedGround)
    #expect(unknown.reasons.contains { $0.hasPrefix("dark and even as water is; without green and near infrared") })
    // Asphalt reaches zero, and what was water before did not become it.
    let grey = evidence {
      $0.ground = dark
      $0.ground.waterIndex = (before, before < 0 ? 0.02 : 0.3)
    }.verdict()
    #expect(grey.kind != .water)
  }

  @Test("Shade inside towards the sun: an excavation, cleared") func excavation() {
    let verdict = evidence {
      $0.ground = ground {
        $0.slopeWithRim = -12
        $0.roughness = 2
      }
    }.verdict()
    #expect(verdict.kind == .excavation && verdict.change == .cleared)
    #expect(
      verdict.reasons.contains(
        "shaded inside, on the side towards the sun, as a hollow is whose sides fall by 12°"))
    #expect(evidence { $0.ground = ground { $0.slopeWithRim = -3 } }.verdict().kind == .clearedGround)
  }

  @Test("Lit as a mound, with a shadow and no right angles: a stockpile; a hall's roof is not so steep")
  func stockpile() {
    let verdict = evidence(Self.box(15, 12), Self.shaded) { $0.ground = ground { $0.slope = 26 } }.verdict()
    #expect(verdict.kind == .stockpile && verdict.change == .altered)
    for reason in [
      "lit as a mound is whose sides fall by 26°", "no right angles", "a shadow beyond it",
      "of one colour, unlike the ground's",
    ] { #expect(verdict.reasons.contains(reason)) }
    #expect(
      evidence(Self.box(15, 12), Self.shaded) { $0.ground = ground { $0.slope = 14 } }.verdict().kind == .building)
  }

  @Test("A cover over a loading zone without a shadow: a screen; with one it stays a building") func screen() {
    let verdict = evidence(Self.box(12, 9), Self.coloured) { $0.loadingShare = 0.9 }.verdict()
    #expect(verdict.kind == .screen && verdict.change == .built)
    #expect(evidence(Self.box(12, 9), Self.shaded) { $0.loadingShare = 0.9 }.verdict().kind == .building)
    #expect(evidence(Self.box(12, 9), Self.coloured) { $0.loadingShare = 0.3 }.verdict().kind != .screen)
  }

  @Test("Narrow things on a parking zone: vehicles in fine pixels, in coarse ones refused in words") func vehicles() {
    let fine = evidence(Self.box(24, 6), Self.shaded, gsd: 0.5) { $0.parkingShare = 1 }.verdict()
    #expect(fine.kind == .vehicles && fine.change == .altered)
    let coarse = evidence(Self.box(8, 4), gsd: 3) { $0.parkingShare = 1 }.verdict()
    #expect(coarse.kind == .unknown || coarse.kind == .clearedGround)
    #expect(coarse.reasons.contains("at 3 m a vehicle cannot be told; 1 m or better is needed"))
    // A hall on a car park is not vehicles.
    #expect(evidence(Self.box(120, 60), Self.shaded, gsd: 0.5) { $0.parkingShare = 1 }.verdict().kind == .building)
  }

  @Test("A strip as narrow as a track that joins a drawn rail is rail, one that joins none a road, a short one neither")
  func rail() {
    #expect(evidence(Self.box(50, 2)) { $0.joinsRail = true }.verdict().kind == .rail)
    #expect(evidence(Self.box(50, 2)).verdict().kind == .road)
    #expect(evidence(Self.box(50, 5)) { $0.joinsRail = true }.verdict().kind == .road)
    #expect(evidence(Self.box(14, 2)) { $0.joinsRail = true }.verdict().kind != .rail)
  }

  @Test("Without a sign of its own no such kind comes into question", arguments: [plain, coloured, shaded])
  func untouched(_ signs: BuildingSigns) {
    for outline in [Self.box(15, 12), Self.box(40, 20), Self.box(50, 2)] {
      let verdict = evidence(outline, signs).verdict()
      #expect([.building, .clearedGround, .road, .unknown].contains(verdict.kind))
    }
  }

  @Test("A strip joins a rail where it begins at it, not where it lies along it or beyond reach") func joins() {
    let context = SiteContext(
      rails: [[PixelPoint(column: 0, row: 10), PixelPoint(column: 30, row: 10)]], tunnels: [],
      loading: [Self.box(10, 10).ring])
    func strip(_ from: Double, _ row: Double) -> (ring: [PixelPoint], points: [PixelPoint]) {
      (
        [(from, row - 1), (from + 40, row - 1), (from + 40, row + 1), (from, row + 1)].map {
          PixelPoint(column: $0, row: $1)
        }, (0..<40).map { PixelPoint(column: from + Double($0), row: row) }
      )
    }
    for (from, row, isJoined) in [(31.0, 10.0, true), (-5, 10, false), (45, 10, false), (31, 30, false)] {
      let (ring, points) = strip(from, row)
      #expect(context.joinsRail(ring, points: points, gsd: 3) == isJoined, "\(from) \(row)")
    }
    let places = [PixelPoint(column: 5, row: 5), PixelPoint(column: 50, row: 5)]
    #expect(SiteContext.share(places, in: context.loading) == 0.5)
  }
}
