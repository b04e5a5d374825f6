import Foundation
import Geodesy
import Provenance
import Quantities
import Rasters
import Testing

@testable import Catalogue

@Suite struct GivenAccuracyTests {
  /// Points of a picture of 1,000 × 800 pixels of 2 m, each measured wrong by `noise` metres along both axes.
  private func points(_ count: Int, seed: UInt64, noise: Double) throws -> [(GroundControlPoint, truth: MapPoint)] {
    var generator = SplitMix(seed)
    let toGround = try CoordinateTransform(from: CRS("EPSG:32640"), to: .wgs84)
    return try (0..<count).map { _ in
      let pixel = PixelPoint(column: generator.uniform() * 1_000, row: generator.uniform() * 800)
      let truth = MapPoint(easting: 500_000 + 2 * pixel.column, northing: 2_770_000 - 2 * pixel.row)
      let given = MapPoint(
        easting: truth.easting + noise * generator.normal(), northing: truth.northing + noise * generator.normal())
      return (GroundControlPoint(pixel: pixel, place: try toGround.geoPoint(given)), truth)
    }
  }

  @Test(
    "The stated CE90 of a picture placed by hand holds the error at its points in 85 to 95 % of seeded cases",
    arguments: [5, 8, 16])
  func calibration(_ count: Int) throws {
    var (held, all) = (0, 0)
    for seed in 1...120 as ClosedRange<UInt64> {
      let points = try points(count, seed: seed &* 77 + UInt64(count), noise: 3)
      let fit = try AffineFit(points.map(\.0))
      let radius = try #require(fit.ce90).magnitude
      // The fit chooses its own UTM zone, which is that of the points.
      for (point, truth) in points {
        let mapped = fit.geotransform.map(point.pixel)
        if hypot(mapped.easting - truth.easting, mapped.northing - truth.northing) <= radius { held += 1 }
        all += 1
      }
    }
    let share = Double(held) / Double(all)
    #expect((0.85...0.95).contains(share), "\(share)")
  }

  @Test("Three points leave nothing to judge by")
  func three() throws {
    #expect(try AffineFit(points(3, seed: 5, noise: 1).map(\.0)).ce90 == nil)
  }

  @Test("What is known of a place given by hand outlives the case file")
  func roundTrip() {
    var product = SceneProduct()
    product.givenPosition = PositionAccuracy(ce90: Metres(4.5), source: "5 points given by hand")
    #expect(SceneProduct(json: product.json) { _ in "" } == product)
    product.givenPosition = PositionAccuracy(ce90: nil, source: "3 points given by hand")
    #expect(SceneProduct(json: product.json) { _ in "" } == product)
  }
}

/// Seeded numbers for this suite alone: the module under test has no generator.
private struct SplitMix {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((mixed ^ (mixed >> 31)) >> 11) / Double(1 << 53)
  }

  mutating func normal() -> Double {
    (-2 * log(max(uniform(), 1e-300))).squareRoot() * cos(2 * .pi * uniform())
  }
}
