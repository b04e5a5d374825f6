import Foundation
import Quantities
import Rasters
import Statistics
import Testing

@testable import Mensuration

@Suite("The area of many things together")
struct AreaSumTests {
  private func hall(_ length: Double, _ width: Double, errors: OutlineErrors) -> PixelOutline {
    PixelOutline(
      ring: [
        PixelPoint(column: 0, row: 0), PixelPoint(column: length, row: 0), PixelPoint(column: length, row: width),
        PixelPoint(column: 0, row: width),
      ], shape: .rectangle, sideDeviations: [0.1, 0.1, 0.1, 0.1], agreement: 1, separation: 1, sharpness: 1,
      drawn: errors)
  }

  private static let errors = OutlineErrors(shared: 0.2, sideFloor: 0.1, outward: 0, common: 0.5)

  /// Half of the 90 % interval over the sum.
  private func width(_ count: Int) throws -> Double {
    let part = AreaSum.Part(hall(20, 10, errors: Self.errors), area: SquareMetres(1_800), registration: 0)
    let sum = try #require(AreaSum.estimate(Array(repeating: part, count: count)))
    #expect(abs(sum.value.magnitude - 1_800 * Double(count)) < 1e-6)
    return log(sum.high.magnitude / sum.value.magnitude)
  }

  @Test("One thing's sum is its own area with its own interval")
  func one() throws {
    let errors = OutlineErrors(shared: 0.2, sideFloor: 0.1, outward: 0.3, common: 0.5)
    let outline = hall(20, 10, errors: errors)
    let sum = try #require(AreaSum.estimate([.init(outline, area: SquareMetres(1_800), registration: 0.1)]))
    let error = AreaError(outline, registration: 0.1)
    let own: Estimate<SquareMetres> = AreaMeasure.interval(
      SquareMetres(1_800), below: hypot(error.deviation / error.areaInPixels, error.relativeShadow),
      above: error.deviation / error.areaInPixels, method: AreaSum.method)
    #expect(abs(sum.low.magnitude - own.low.magnitude) < 1e-6 && abs(sum.high.magnitude - own.high.magnitude) < 1e-6)
  }

  @Test("Its doubt falls with their number as far as they err apart, and no further")
  func averaging() throws {
    let (one, many) = (try width(1), try width(400))
    // What is common is √½ of the shared bias; nothing else is left of four hundred.
    let error = AreaError(hall(20, 10, errors: Self.errors))
    let floor = 0.5.squareRoot() * error.sharedDeviation / error.areaInPixels * AreaMeasure.ninetyPercent
    #expect(one > 1.3 * many)
    #expect(abs(many / floor - 1) < 0.05)
  }

  @Test("Sums of things that err as it says lie in it nine times in ten")
  func calibration() throws {
    var generator = SeededGenerator(seed: 11)
    let sizes = [(20.0, 10.0), (30.0, 12.0), (9.0, 8.0), (15.0, 15.0), (40.0, 11.0), (12.0, 7.0)]
    var held = 0
    let cases = 500
    for _ in 0..<cases {
      let common = generator.normal() * Self.errors.shared * Self.errors.common.squareRoot()
      let truth = sizes.reduce(0) { $0 + $1.0 * $1.1 }
      let parts = sizes.map { length, width -> AreaSum.Part in
        let own = generator.normal() * Self.errors.shared * (1 - Self.errors.common).squareRoot()
        let sides = (0..<4).map { _ in common + own + generator.normal() * hypot(0.1, Self.errors.sideFloor) }
        let area = length * width + length * (sides[0] + sides[2]) + width * (sides[1] + sides[3])
        return .init(hall(length, width, errors: Self.errors), area: SquareMetres(area), registration: 0)
      }
      let sum = try #require(AreaSum.estimate(parts))
      if sum.low.magnitude <= truth && truth <= sum.high.magnitude { held += 1 }
    }
    #expect((432...470).contains(held), "\(held) of \(cases)")
  }

  @Test("Of nothing there is no sum")
  func none() { #expect(AreaSum.estimate([]) == nil) }
}
