import Foundation
import Mensuration
import Rasters
import Testing

@testable import Stacks
@testable import Tracking

@Suite("Half-built things") struct PartialStateTests {
  /// A hall of 40 × 10 pixels, turned by `angle`.
  private struct Hall {
    let angle: Double
    let centre = PixelPoint(column: 32, row: 32)

    func place(along: Double, across: Double) -> PixelPoint {
      PixelPoint(
        column: centre.column + along * cos(angle) - across * sin(angle),
        row: centre.row + along * sin(angle) + across * cos(angle))
    }

    var outline: PixelOutline {
      PixelOutline(
        freehand: [(-20, -5), (20, -5), (20, 5), (-20, 5)].map { place(along: $0.0, across: $0.1) })
    }

    var pixels: [Int] {
      Surroundings.covered(
        outline.ring, in: Window(column: 0, row: 0, columns: TrackingWorld.side, rows: TrackingWorld.side))
    }

    /// From −20 to 20.
    func along(_ pixel: Int) -> Double {
      let column = Double(pixel % TrackingWorld.side) + 0.5 - centre.column
      let row = Double(pixel / TrackingWorld.side) + 0.5 - centre.row
      return column * cos(angle) + row * sin(angle)
    }
  }

  /// The first whole scene, of a hall roofed up to `roofed` (from −20 to 20) on the scenes from the ninth on, and whole
  /// from those on that are not listed.
  private func firstWhole(_ hall: Hall, roofed: [Double], seed: UInt64 = 851, dates: [Int] = Array(8..<16)) -> Int? {
    let members = Set(hall.pixels)
    let world = TrackingWorld(count: 16, seed: seed) { scene, band, pixel in
      let end = scene < 8 ? -21 : scene - 8 < roofed.count ? roofed[scene - 8] : 21
      return 300 + (members.contains(pixel) && hall.along(pixel) < end ? 150 : 0)
    }
    let series = world.series
    return PartialState(hall.outline, pixels: hall.pixels, grid: series.grid)?
      .firstWhole(series, old: Array(0..<8), dates: dates)
  }

  @Test(
    "A hall that lacks its last tenth is whole on the next date, whichever way it lies", arguments: [0, 0.4, 1.2, 2.5])
  func lastTenth(_ angle: Double) {
    let hall = Hall(angle: angle)
    #expect(firstWhole(hall, roofed: [16]) == 9)
    #expect(firstWhole(hall, roofed: [4, 16]) == 10)
  }

  @Test("A whole hall is whole on its first date", arguments: 861...880 as ClosedRange<UInt64>)
  func whole(_ seed: UInt64) {
    #expect(firstWhole(Hall(angle: 0.3), roofed: [], seed: seed) == 8, "seed \(seed)")
  }

  @Test("No date is put off by more than two")
  func twoAtMost() { #expect(firstWhole(Hall(angle: 0), roofed: [0, 4, 8, 12]) == 10) }

  @Test("Where later dates are too few to tell, the first one counts")
  func fewDates() { #expect(firstWhole(Hall(angle: 0), roofed: [16], dates: [8, 9, 10]) == 8) }

  @Test("Things too small for five slices of five pixels are not cut")
  func small() {
    let series = TrackingWorld(count: 2, seed: 852) { _, _, _ in 300 }.series
    let ring = [(30, 30), (36, 30), (36, 33), (30, 33)].map { PixelPoint(column: $0.0, row: $0.1) }
    #expect(
      PartialState(
        PixelOutline(freehand: ring), pixels: TrackingWorld.rectangle(30, 30, 6, 3), grid: series.grid) == nil)
  }
}
