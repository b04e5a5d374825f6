import Mensuration
import Rasters
import Testing

@testable import Monitoring

@Suite("Outlines at a point")
struct PointOutlineTests {
  private typealias Roof = BuiltScene.Roof

  private func outline(_ roof: Roof, seed: UInt64, at place: (Int, Int)) -> PixelOutline? {
    let scene = BuiltScene([roof], seed: seed, shadow: 0, trees: false)
    return HandMeasuring.outline(scene.picture, column: place.0, row: place.1, limits: SizeLimits())
  }

  @Test("A T under the point comes out as one, and a rectangle as before")
  func shapes() throws {
    let points: [(Double, Double)] = [
      (0, 0), (56, 0), (56, 18), (38, 18), (38, 44), (18, 44), (18, 18), (0, 18),
    ]
    let roof = Roof(ring: Roof.corners(points, 80, 76, 56, 44, 18), ridge: 0, tones: (150, 150))
    let found = try #require(outline(roof, seed: 5_001, at: (80, 70)))
    #expect(found.shape == .rectilinear && found.ring.count == 8)
    #expect(abs(found.areaInPixels / roof.area - 1) < 0.05)
    var plain = Roof.rectangle(80, 70, 44, 30, degrees: 20)
    (plain.ridge, plain.tones) = (0, (150, 150))
    let rectangle = try #require(outline(plain, seed: 5_002, at: (80, 70)))
    #expect(rectangle.shape == .rectangle && abs(rectangle.areaInPixels / plain.area - 1) < 0.05)
  }

  @Test("A courtyard under the point is a hole")
  func courtyard() throws {
    var roof = Roof.rectangle(80, 74, 60, 52, degrees: 12)
    roof.holes = [Roof.rectangle(80, 74, 26, 20, degrees: 12).ring]
    (roof.ridge, roof.tones) = (0, (150, 150))
    let found = try #require(outline(roof, seed: 5_003, at: (60, 60)))
    #expect(found.holes.count == 1 && abs(found.areaInPixels / roof.area - 1) < 0.05)
  }
}
