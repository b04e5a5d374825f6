import Foundation
import Geodesy
import Quantities
import Rasters
import Testing

@testable import Mensuration

@Suite("Sizes of outlined things")
struct ThingSizeTests {
  /// Pixels of 3 m in the middle of a UTM zone, where the grid's north is true.
  private let grid = Grid(
    columns: 200, rows: 200, geotransform: Geotransform([500_000, 3, 0, 4_000_000, 0, -3]),
    crs: .utm(at: GeoPoint(longitude: 63, latitude: 36)))

  private func outline(_ length: Double, _ width: Double, angle: Double, own: Double = 0.1) -> PixelOutline {
    let (c, s) = (cos(angle), sin(angle))
    let ring = [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map { along, across in
      PixelPoint(
        column: 100 + along * length / 2 * c - across * width / 2 * s,
        row: 100 + along * length / 2 * s + across * width / 2 * c)
    }
    return PixelOutline(
      ring: ring, shape: .rectangle, sideDeviations: Array(repeating: own, count: 4), agreement: 1, separation: 10,
      sharpness: 0.5, drawn: .sketch(pixel: 3))
  }

  private func size(_ outline: PixelOutline) throws -> ThingSize {
    try #require(
      try ThingSize(outline, grid: grid, by: try CoordinateTransform(from: grid.crs, to: .wgs84)))
  }

  @Test("Length, width, perimeter and direction are those of the ground", arguments: [0.0, 0.4, 1.2, -0.7])
  func values(_ angle: Double) throws {
    let size = try size(outline(20, 8, angle: angle))
    #expect(abs(size.length.value.magnitude - 60) < 0.1)
    #expect(abs(size.width.value.magnitude - 24) < 0.1)
    #expect(abs(size.perimeter.value.magnitude - 168) < 0.2)
    // Columns run east and rows south, so that a turn from columns to rows is a turn from east to south.
    var expected = 90 + angle * 180 / .pi
    if expected >= 180 { expected -= 180 }
    let told = try #require(size.orientation.estimate)
    #expect(abs(told.value.magnitude - expected) < 0.2, "\(told.value)")
    #expect(told.low < told.value && told.value < told.high)
  }

  @Test("What is nearly as wide as long has no direction")
  func square() throws {
    #expect(try size(outline(10, 9.5, angle: 0.3)).orientation == .refused("it is nearly as wide as long"))
  }

  @Test("Sides that disagree widen the interval; the same doubt weighs more on a short thing")
  func intervals() throws {
    func share(_ estimate: Estimate<Metres>) -> Double {
      (estimate.high.magnitude - estimate.low.magnitude) / estimate.value.magnitude
    }
    let sure = try size(outline(20, 8, angle: 0))
    let unsure = try size(outline(20, 8, angle: 0, own: 0.8))
    #expect(share(sure.length) < share(unsure.length))
    #expect(share(sure.length) < share(sure.width))
  }
}
