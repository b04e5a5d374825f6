import Foundation
import Mensuration
import Rasters
import Statistics
import Testing

@Suite struct OrientedBoxTests {
  @Test("A turned rectangle's corners, and whatever lies between them, have that box", arguments: -8...8)
  func turned(_ step: Int) throws {
    let angle = Double(step) * 0.19
    let (c, s) = (cos(angle), sin(angle))
    var generator = SeededGenerator(seed: 851, stream: UInt64(step + 8))
    let corners = [(-15.0, -6.0), (15, -6), (15, 6), (-15, 6)]
    let inner = (0..<40).map { _ in (generator.uniform(-15...15), generator.uniform(-6...6)) }
    let points = (inner + corners).map { along, across in
      PixelPoint(column: 70 + along * c - across * s, row: -20 + along * s + across * c)
    }
    let box = try #require(OrientedBox(around: points))
    #expect(abs(box.length - 30) < 1e-9 && abs(box.width - 12) < 1e-9)
    #expect(abs(box.area - 360) < 1e-7)
    #expect(abs(box.centre.column - 70) < 1e-9 && abs(box.centre.row + 20) < 1e-9)
    #expect(abs(sin(box.angle - angle)) < 1e-9, "\(box.angle) for \(angle)")
    #expect((-Double.pi / 2...Double.pi / 2).contains(box.angle))
    // Its corners are the rectangle's, and turn the positive way.
    #expect(abs(PixelOutline.signedArea(box.corners) - 360) < 1e-7)
    for corner in box.corners {
      let nearest = points.suffix(4).map { hypot($0.column - corner.column, $0.row - corner.row) }.min()
      #expect(try #require(nearest) < 1e-9)
    }
  }

  @Test("Pixels are squares: a row of five is five long and one wide")
  func pixels() throws {
    let box = try #require(OrientedBox(pixels: [32, 33, 34, 35, 36], columns: 10, column: 100, row: 200))
    #expect(abs(box.length - 5) < 1e-12 && abs(box.width - 1) < 1e-12 && abs(sin(box.angle)) < 1e-12)
    #expect(box.centre == PixelPoint(column: 104.5, row: 203.5))
  }

  @Test("No pixels and points on a line have no box")
  func none() {
    #expect(OrientedBox(pixels: [], columns: 10) == nil)
    #expect(OrientedBox(around: (0..<5).map { PixelPoint(column: Double($0), row: 2 * Double($0)) }) == nil)
  }

  @Test("A hull turns one way and has no point outside")
  func hull() {
    var generator = SeededGenerator(seed: 852)
    let points = (0..<200).map { _ in PixelPoint(column: generator.normal(), row: generator.normal()) }
    let hull = ConvexHull.of(points)
    for index in hull.indices {
      let (a, b) = (hull[index], hull[(index + 1) % hull.count])
      for point in points {
        let turn = (b.column - a.column) * (point.row - a.row) - (b.row - a.row) * (point.column - a.column)
        #expect(turn >= -1e-12)
      }
    }
  }
}
