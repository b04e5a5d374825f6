import Foundation
import Geodesy
import Quantities
import Rasters
import Testing

@testable import Tracking

/// Mounds, hollows and water on made ground under suns of many places.
@Suite("Signs of a thing's own surface")
struct GroundSignsTests {
  private static let count = 12
  private static let middle = 32
  private static let radius = 8.0

  private static let shadows: [ShadowShift?] = (0..<count).map { scene in
    ShadowShift(
      SolarPosition(
        elevation: Radians(degrees: 35 + 2 * Double(scene)), azimuth: Radians(degrees: 120 + 6 * Double(scene))), gsd: 5
    )
  }

  /// Away from the middle, in pixels along the scene's shadows, and in all; `nil` outside.
  private static func place(_ scene: Int, _ pixel: Int) -> (along: Double, away: Double)? {
    let (column, row) = (Double(pixel % TrackingWorld.side - middle), Double(pixel / TrackingWorld.side - middle))
    guard hypot(column, row) <= radius, let shift = shadows[scene] else { return nil }
    return ((column * shift.columns + row * shift.rows) / hypot(shift.columns, shift.rows), hypot(column, row))
  }

  private func signs(
    water: GroundSigns.WaterBands? = nil, _ look: @escaping (_ scene: Int, _ band: Int, _ pixel: Int) -> Double?
  ) -> GroundSigns {
    let world = TrackingWorld(count: Self.count, seed: 6) { scene, band, pixel in
      (scene >= 6 ? look(scene, band, pixel) : nil) ?? 300
    }
    let window = Window(column: 16, row: 16, columns: 32, rows: 32)
    let covered = (0..<window.pixelCount).filter { local in
      let pixel = (local / 32 + 16) * TrackingWorld.side + local % 32 + 16
      return Self.place(0, pixel) != nil
    }
    let (before, after) = (Array(0..<6), Array(6..<Self.count))
    let series = world.series
    return GroundSigns(
      series, covered: covered, window: window, before: before, after: after,
      lit: (
        Composite.lit(series, scenes: before, window: window), Composite.lit(series, scenes: after, window: window)
      ), shadows: Self.shadows, gsd: 5, water: water)
  }

  private static func cotangent(_ scene: Int) -> Double { shadows[scene].map { 5 * hypot($0.columns, $0.rows) } ?? 0 }

  @Test("A cone of 30° is lit as a mound of about so many, level ground as one of none") func mound() throws {
    let slope = tan(30 * Double.pi / 180)
    let mound = signs { scene, _, pixel in
      Self.place(scene, pixel).map { place in
        300 * max(0.2, 1 - slope * Self.cotangent(scene) * place.along / max(place.away, 0.5))
      }
    }
    let found = try #require(mound.slope)
    #expect((24...42).contains(found), "\(found)")
    let level = signs { scene, _, pixel in Self.place(scene, pixel).map { _ in 380 } }
    let (inner, outer) = (try #require(level.slope), try #require(level.slopeWithRim))
    #expect(abs(inner) < 2 && abs(outer) < 2, "\(inner) \(outer)")
    #expect(abs(level.tone - 380.0 / 300) < 0.02)
  }

  @Test("A pit throws the shadow of its wall on its own floor, towards the sun") func hollow() throws {
    let pit = signs { scene, _, pixel in
      Self.place(scene, pixel).map { place in
        let wall = -(Self.radius * Self.radius - place.away * place.away + place.along * place.along).squareRoot()
        return place.along - wall < 0.6 * Self.cotangent(scene) * 3 ? 90 : 300
      }
    }
    #expect(try #require(pit.slopeWithRim) <= GroundSigns.hollowSlope)
    #expect((pit.slope ?? 0) < GroundSigns.heapSlope)
  }

  @Test("Water's index is told by its bands, before and after, and only where they are known") func water() throws {
    let bands = GroundSigns.WaterBands(green: 0, nearInfrared: 2)
    let pond = signs(water: bands) { scene, band, pixel in Self.place(scene, pixel).map { _ in band == 2 ? 20 : 80 } }
    let index = try #require(pond.waterIndex)
    #expect(abs(index.after - 0.6) < 0.1 && abs(index.before) < 0.02)
    #expect(signs { _, _, _ in nil }.waterIndex == nil)
  }

  @Test("Without the sun's place no slope is told") func noSun() {
    let series = TrackingWorld(count: 4, seed: 1) { _, _, _ in 300 }.series
    let window = Window(column: 0, row: 0, columns: 16, rows: 16)
    let lit = Composite.lit(series, scenes: [0, 1], window: window)
    let signs = GroundSigns(
      series, covered: Array(0..<100), window: window, before: [0, 1], after: [2, 3], lit: (lit, lit), shadows: [],
      gsd: 5, water: nil)
    #expect(signs.slope == nil && signs.slopeWithRim == nil)
  }
}
