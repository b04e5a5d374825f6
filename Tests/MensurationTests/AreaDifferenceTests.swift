import Foundation
import Quantities
import Rasters
import Statistics
import Testing

@testable import Mensuration

@Suite("How much larger one area is than another")
struct AreaDifferenceTests {
  private static let errors = OutlineErrors(shared: 0.3, sideFloor: 0.1, outward: 0, common: 0.5)

  private func part(_ length: Double, _ width: Double, area: Double? = nil) -> AreaSum.Part {
    let ring = [(0.0, 0.0), (length, 0), (length, width), (0, width)].map { PixelPoint(column: $0.0, row: $0.1) }
    return .init(
      PixelOutline(
        ring: ring, shape: .rectangle, sideDeviations: [0.1, 0.1, 0.1, 0.1], agreement: 1, separation: 1, sharpness: 1,
        drawn: Self.errors), area: SquareMetres(area ?? length * width), registration: 0)
  }

  @Test("Differences of things that err as it says lie in its interval nine times in ten")
  func calibration() {
    var generator = SeededGenerator(seed: 3)
    var held = 0
    let cases = 500
    for _ in 0..<cases {
      let common = generator.normal() * Self.errors.shared * Self.errors.common.squareRoot()
      func drawn(_ length: Double, _ width: Double) -> AreaSum.Part {
        let own = generator.normal() * Self.errors.shared * (1 - Self.errors.common).squareRoot()
        let sides = (0..<4).map { _ in common + own + generator.normal() * hypot(0.1, Self.errors.sideFloor) }
        return part(
          length, width, area: length * width + length * (sides[0] + sides[2]) + width * (sides[1] + sides[3]))
      }
      let told = AreaDifference.estimate(drawn(30, 12), minus: drawn(20, 12))
      if told.low.magnitude <= 120 && 120 <= told.high.magnitude { held += 1 }
    }
    #expect((432...470).contains(held), "\(held) of \(cases)")
  }

  @Test("Two outlines of one size differ by nothing, and the doubt they share is gone")
  func cancelling() {
    let told = AreaDifference.estimate(part(20, 10), minus: part(20, 10))
    #expect(told.value.magnitude == 0 && told.low.magnitude < 0 && told.high.magnitude > 0)
    let error = AreaError(part(20, 10).outline)
    let apart = 2.0.squareRoot() * error.deviation * AreaMeasure.ninetyPercent
    #expect(told.high.magnitude < 0.9 * apart)
    #expect(told.method == "area-difference/common-bias")
  }
}
