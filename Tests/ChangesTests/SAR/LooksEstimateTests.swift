import Changes
import Foundation
import Testing

@Suite("The equivalent number of looks, from the data")
struct LooksEstimateTests {
  @Test(
    "It is found within a tenth, also where a third of the ground is textured",
    arguments: [(RadarCovariance.single, 5), (.dualDiagonal, 5), (.dualDiagonal, 16), (.dualFull, 6), (.quadFull, 9)],
    [false, true])
  func found(_ form: (covariance: RadarCovariance, looks: Int), isTextured: Bool) throws {
    var draws = RadarDraws(seed: 81)
    let columns = 112
    var texture = RadarDraws(seed: 82)
    let levels = (0..<columns * columns).map { pixel in
      isTextured && pixel % columns >= 75 ? exp(0.8 * texture.normal()) : 1
    }
    let series = try draws.series(form.covariance, looks: form.looks, dates: 2, pixels: columns * columns) { _, pixel in
      levels[pixel]
    }
    let estimate = try LooksEstimate.of(series, columns: columns)
    #expect(abs(estimate.looks.value / Double(form.looks) - 1) < 0.1, "\(estimate)")
  }

  @Test("Too little ground is refused with the numbers")
  func tooLittle() throws {
    var draws = RadarDraws(seed: 83)
    let series = try draws.series(.single, looks: 4, dates: 2, pixels: 400) { _, pixel in pixel == 210 ? nil : 1 }
    let error = #expect(throws: ChangesError.self) { try LooksEstimate.of(series, columns: 20) }
    #expect(error?.code == .tooLittleGround)
    #expect(
      error.map { "\($0)" }
        == "equivalent number of looks: 6 windows of 7 × 7 pixels were seen whole, and 200 are needed. "
        + "Take a larger area, or give the number of looks of the product.")
  }

  @Test("Data that are no speckle are refused: far too smooth, far too rough")
  func absurd() throws {
    var draws = RadarDraws(seed: 84)
    let columns = 112
    let pixels = columns * columns
    let smooth = (0..<2 * pixels).map { _ in Float(10 + 1e-3 * draws.normal()) }
    let rough = (0..<2 * pixels).map { _ in Float(exp(4 * draws.normal())) }
    for (values, start) in [
      (smooth, "Estimated from the data it is 10000.0"), (rough, "Estimated from the data it is 0."),
    ] {
      let series = try RadarSeries(covariance: .single, days: [0, 1], pixelCount: pixels, values: values)
      let error = #expect(throws: ChangesError.self) { try LooksEstimate.of(series, columns: columns) }
      #expect(error?.code == .absurdLooks && error?.reason.hasPrefix(start) == true, "\(error?.reason ?? "")")
      #expect(error?.reason.hasSuffix(", which no radar scene has.") == true)
      #expect(
        error?.mend
          == "Check that the values are power, not decibels or filtered for speckle, or give the product's own figure.")
    }
  }
}
