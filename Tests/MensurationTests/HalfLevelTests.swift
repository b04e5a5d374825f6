import Foundation
import Mensuration
import Rasters
import Statistics
import Testing

@Suite struct HalfLevelTests {
  /// 0.5 at `radius` from the middle, falling outward over four pixels; with a hole of radius `hole`.
  private func disk(radius: Double, hole: Double = 0, side: Int = 48) -> [Float] {
    (0..<side * side).map { pixel in
      let away = hypot(Double(pixel % side) + 0.5 - 24.3, Double(pixel / side) + 0.5 - 23.6)
      let outer = min(max(0.5 + (radius - away) / 4, 0), 1)
      let inner = hole > 0 ? min(max(0.5 + (away - hole) / 4, 0), 1) : 1
      return Float(min(outer, inner))
    }
  }

  @Test("A disk's line of half height encloses its area within 1 %", arguments: [6.0, 9.3, 14, 20.5])
  func area(_ radius: Double) throws {
    let rings = HalfLevel.rings(disk(radius: radius), columns: 48, rows: 48)
    try #require(rings.count == 1)
    #expect(abs(abs(PixelOutline.signedArea(rings[0])) / (.pi * radius * radius) - 1) < 0.01)
    for point in rings[0] { #expect(abs(hypot(point.column - 24.3, point.row - 23.6) - radius) < 0.1) }
  }

  @Test("A hole has a ring of its own that turns the other way")
  func hole() throws {
    let rings = HalfLevel.rings(disk(radius: 18, hole: 8), columns: 48, rows: 48)
    try #require(rings.count == 2)
    let areas = rings.map { PixelOutline.signedArea($0) }.sorted { abs($0) < abs($1) }
    #expect(areas[0] * areas[1] < 0)
    #expect(abs(abs(areas[0]) / (.pi * 64) - 1) < 0.01 && abs(abs(areas[1]) / (.pi * 324) - 1) < 0.01)
  }

  @Test("What reaches the border is closed there, half a pixel on: beyond it the plane is 0")
  func border() throws {
    let rings = HalfLevel.rings(Array(repeating: 1, count: 12), columns: 4, rows: 3)
    try #require(rings.count == 1)
    // The 4 × 3 pixels less a triangle of legs 1/2 at each corner.
    #expect(abs(abs(PixelOutline.signedArea(rings[0])) - (12 - 4 * 0.125)) < 1e-9)
  }

  @Test(
    "Rings of noise are closed walks of short steps, however they touch", arguments: 861...865 as ClosedRange<UInt64>)
  func noise(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let field = (0..<900).map { _ in Float(generator.uniform()) }
    let rings = HalfLevel.rings(field, columns: 30, rows: 30)
    var points: Set<PixelPoint> = []
    for ring in rings {
      for index in ring.indices {
        let (a, b) = (ring[index], ring[(index + 1) % ring.count])
        #expect(max(abs(a.column - b.column), abs(a.row - b.row)) <= 1)
        #expect(points.insert(a).inserted, "a crossing lies on one ring only")
      }
    }
    #expect(!rings.isEmpty)
  }

  @Test("Nothing above half has no ring")
  func nothing() {
    #expect(HalfLevel.rings([0.5, 0.2, 0, 0.4], columns: 2, rows: 2).isEmpty)
    #expect(HalfLevel.rings([], columns: 0, rows: 0).isEmpty)
  }
}
