import Alignment
import Foundation
import Statistics
import Testing

@Suite struct RegistrationCalibrationTests {
  static let side = 112

  private func plane(_ samples: [Float]) -> AlignmentPlane {
    AlignmentPlane(
      columns: Self.side, rows: Self.side, samples: samples, valid: Array(repeating: true, count: samples.count))
  }

  /// The stated level is 0.9; ten cases share a reference, so that 200 say what fewer independent ones would.
  @Test("The stated CE90 holds the true error in 80 % to 97 % of 200 seeded cases")
  func coverage() throws {
    var held = 0
    var cases = 0
    var errors: [Double] = []
    var radii: [Double] = []
    for seed in 1...20 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed, stream: 500)
      let deviation = generator.uniform(0.05...0.6)
      let field = SinusoidField(seed: 500 + seed)
      let reference = noisy(field.samples(columns: Self.side, rows: Self.side), deviation: deviation, seed: seed)
      let fit = Registration(reference: plane(reference))
      for index in 0..<10 {
        let shift = PictureShift(rows: generator.uniform(-4...4), columns: generator.uniform(-4...4))
        let moving = noisy(
          field.samples(columns: Self.side, rows: Self.side, shift: shift), deviation: deviation,
          seed: seed &* 1_000 + UInt64(index))
        let found = try fit.fit(plane(moving))
        let error = distance(found.transform.shiftAtCentre, shift)
        errors.append(error)
        radii.append(found.ce90InPixels)
        cases += 1
        if error <= found.ce90InPixels { held += 1 }
      }
    }
    let share = Double(held) / Double(cases)
    print(
      "CE90 holds the error in \(held) of \(cases); median error \(Quantiles.median(errors) ?? 0) px, "
        + "median radius \(Quantiles.median(radii) ?? 0) px, largest error \(errors.max() ?? 0) px")
    #expect((0.8...0.97).contains(share))
    #expect(errors.allSatisfy { $0 < 0.25 })
  }
}
