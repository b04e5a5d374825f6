import Foundation
import Rasters
import Statistics
import Testing

@testable import Mensuration

@Suite struct OutlinerTests {
  /// A rectangle on a picture of 64 × 64 pixels, blurred by a Gaussian of one pixel and noisy.
  private struct Hall {
    static let side = 64
    let length: Double
    let width: Double
    let angle: Double
    let centre = PixelPoint(column: 31.7, row: 32.4)

    func isInside(column: Double, row: Double, grownBy margin: Double = 0) -> Bool {
      let (c, s) = (cos(angle), sin(angle))
      let (across, down) = (column - centre.column, row - centre.row)
      return abs(across * c + down * s) <= length / 2 + margin && abs(down * c - across * s) <= width / 2 + margin
    }

    func pixels(grownBy margin: Double) -> [Int] {
      (0..<Self.side * Self.side).filter {
        isInside(column: Double($0 % Self.side) + 0.5, row: Double($0 / Self.side) + 0.5, grownBy: margin)
      }
    }

    func picture(noise: Double, seed: UInt64) -> Raster {
      let side = Self.side
      let sharp = (0..<side * side).map { pixel -> Double in
        let hits = (0..<64).filter { place in
          isInside(
            column: Double(pixel % side) + (Double(place % 8) + 0.5) / 8,
            row: Double(pixel / side) + (Double(place / 8) + 0.5) / 8)
        }
        return Double(hits.count) / 64
      }
      let kernel = (-4...4).map { exp(-Double($0 * $0) / 2) }
      let total = kernel.reduce(0, +)
      func blurred(_ plane: [Double], step: Int) -> [Double] {
        plane.indices.map { pixel in
          let place = step == 1 ? pixel % side : pixel / side
          return (-4...4).reduce(0) { sum, offset in
            let other = min(max(place + offset, 0), side - 1)
            return sum + kernel[offset + 4] / total * plane[pixel + (other - place) * step]
          }
        }
      }
      var generator = SeededGenerator(seed: seed)
      let samples = blurred(blurred(sharp, step: 1), step: side).map {
        Float(300 + 200 * $0 + noise * generator.normal())
      }
      return Raster(
        columns: side, rows: side, bandCount: 1, samples: samples,
        validity: Mask(columns: side, rows: side, repeating: true))
    }

    func plane(noise: Double, seed: UInt64) -> ContrastPlane? {
      let near = Set(pixels(grownBy: 3))
      let around = pixels(grownBy: 8).filter { !near.contains($0) }
      let window = Window(column: 0, row: 0, columns: Self.side, rows: Self.side)
      return ContrastPlane(
        picture(noise: noise, seed: seed), window: window, inside: pixels(grownBy: -2), around: around)
    }
  }

  @Test(
    "A rotated, blurred rectangle's area comes back within 3 %",
    arguments: [0.0, 10, 17, 30, 45, 62, 90, 133], [(30.0, 20.0), (24, 16), (26, 9)])
  func area(_ degrees: Double, _ size: (length: Double, width: Double)) throws {
    let hall = Hall(length: size.length, width: size.width, angle: degrees * .pi / 180)
    let plane = try #require(hall.plane(noise: 4, seed: 831))
    let outline = try #require(Outliner.outline(plane, region: hall.pixels(grownBy: -1)))
    let ratio = outline.areaInPixels / (size.length * size.width)
    #expect(outline.shape == .rectangle)
    #expect(abs(ratio - 1) < 0.03, "\(degrees)°, \(size): \(ratio)")
    let middle = outline.ring.reduce((0.0, 0.0)) { ($0.0 + $1.column / 4, $0.1 + $1.row / 4) }
    #expect(hypot(middle.0 - hall.centre.column, middle.1 - hall.centre.row) < 0.25)
  }

  @Test("The outline lies where the grid puts the window")
  func placed() throws {
    let hall = Hall(length: 24, width: 16, angle: 0.3)
    let picture = hall.picture(noise: 2, seed: 832)
    let window = Window(column: 1_000, row: 2_000, columns: Hall.side, rows: Hall.side)
    let near = Set(hall.pixels(grownBy: 3))
    let around = hall.pixels(grownBy: 8).filter { !near.contains($0) }
    let inside = hall.pixels(grownBy: -2)
    let here = try #require(hall.plane(noise: 2, seed: 832).flatMap { Outliner.outline($0, region: inside) })
    let there = try #require(
      ContrastPlane(picture, window: window, inside: inside, around: around)
        .flatMap { Outliner.outline($0, region: inside) })
    for (a, b) in zip(here.ring, there.ring) {
      #expect(abs(b.column - a.column - 1_000) < 1e-6 && abs(b.row - a.row - 2_000) < 1e-6)
    }
  }

  @Test("Where nothing stands out at half contrast there is no outline")
  func nothing() throws {
    let hall = Hall(length: 24, width: 16, angle: 0)
    let plane = try #require(hall.plane(noise: 2, seed: 833))
    #expect(Outliner.outline(plane, region: [0, 1, 2, 64, 65, 66]) == nil)
  }
}
