import Foundation
import Rasters
import Testing

@testable import Tracking

@Suite("Signs of a building") struct BuildingSignsTests {
  private static let side = 20
  private static let inside = (0..<200).map { $0 }
  private static let rim = (200..<300).map { $0 }

  /// Pixels by `spectrum`, seen where `isSeen` says so.
  private func picture(isSeen: (Int) -> Bool = { _ in true }, _ spectrum: (Int) -> [Double]) -> Raster {
    let plane = Self.side * Self.side
    let spectra = (0..<plane).map(spectrum)
    return Raster(
      columns: Self.side, rows: Self.side, bandCount: 2,
      samples: (0..<2).flatMap { band in spectra.map { Float($0[band]) } },
      validity: Mask(columns: Self.side, rows: Self.side, flags: (0..<plane).map(isSeen)))
  }

  /// A spectrum of length 300 at an angle, in degrees, from the first band.
  private static func colour(_ degrees: Double) -> [Double] {
    [300 * cos(degrees * .pi / 180), 300 * sin(degrees * .pi / 180)]
  }

  /// - Parameter shaded: pixels of the rim whose darkest dates have half the light.
  private func signs(
    roof: Double, ground: Double = 45, site: [[Double]] = [], shadedBefore: Int = 0, shadedAfter: Int = 0,
    isSeen: (Int) -> Bool = { _ in true }
  ) -> BuildingSigns {
    func pictures(roof: Double, shaded: Int) -> (lit: Raster, shaded: Raster) {
      let lit = picture(isSeen: isSeen) { Self.colour($0 < 200 ? roof : ground) }
      let dark = picture(isSeen: isSeen) { pixel in
        Self.colour(pixel < 200 ? roof : ground).map { $0 * ((200..<200 + shaded).contains(pixel) ? 0.5 : 0.9) }
      }
      return (lit, dark)
    }
    return BuildingSigns(
      isOnDisturbedGround: true, inside: Self.inside, rim: Self.rim, site: site,
      before: pictures(roof: ground, shaded: shadedBefore), after: pictures(roof: roof, shaded: shadedAfter))
  }

  @Test("The shadow's share is that of the rim which falls dark at times, less what did so before")
  func shadow() {
    #expect(abs(signs(roof: 45, shadedAfter: 30).shadowShare - 0.3) < 1e-9)
    #expect(abs(signs(roof: 45, shadedBefore: 10, shadedAfter: 30).shadowShare - 0.2) < 1e-9)
    #expect(abs(signs(roof: 45, shadedBefore: 30).shadowShare + 0.3) < 1e-9)
    #expect(signs(roof: 45).shadowShare == 0)
  }

  @Test("Only the part of the rim that was seen counts")
  func seenRim() {
    // Half of the shaded and half of the lit pixels are hidden: the share stays.
    #expect(abs(signs(roof: 45, shadedAfter: 30, isSeen: { $0 % 2 == 0 }).shadowShare - 0.3) < 1e-9)
    #expect(signs(roof: 45, shadedAfter: 30, isSeen: { $0 < 200 }).shadowShare == 0)
  }

  @Test("The colour's angle is that between the new spectrum and the ground", arguments: [5.0, 12, 30])
  func colour(_ degrees: Double) {
    #expect(abs(signs(roof: 45 + degrees).colourAngle - degrees) < 1e-3)
    #expect(abs(signs(roof: 45 - degrees).colourAngle - degrees) < 1e-3)
  }

  @Test("Brightness alone is no colour")
  func brightness() { #expect(signs(roof: 45).colourAngle < 1e-3) }

  @Test("A colour that a tenth of the site has is the ground's; one that less of it has is not")
  func common() {
    let site = { (alike: Int) in (0..<100).map { Self.colour($0 < alike ? 63 : 20) } }
    #expect(signs(roof: 65, site: site(10)).colourAngle == 0)
    #expect(abs(signs(roof: 65, site: site(9)).colourAngle - 20) < 1e-3)
  }

  @Test("What was not seen has neither colour nor shadow")
  func unseen() {
    let signs = signs(roof: 80, shadedAfter: 30, isSeen: { _ in false })
    #expect(signs.colourAngle == 0 && signs.shadowShare == 0)
  }
}
