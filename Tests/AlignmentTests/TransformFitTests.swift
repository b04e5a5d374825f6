import Foundation
import Rasters
import Statistics
import Testing

@testable import Alignment

/// Fits of tie points whose truth is known.
@Suite struct TransformFitTests {
  private static let truth: PictureTransform = {
    var transform = PictureTransform.identity(columns: 600, rows: 500)
    transform.shift = PictureShift(rows: 2.5, columns: -1.5)
    transform.linear = .init(rowsPerRow: 0.002, rowsPerColumn: -0.003, columnsPerRow: 0.001, columnsPerColumn: 0.004)
    return transform
  }()

  /// Tie points on a lattice with normal errors; every `outlierStep`th is wrong by up to 15 pixels.
  private func ties(
    _ seed: UInt64, deviation: Double, outlierStep: Int = .max, truth: PictureTransform = truth
  ) -> [TiePoint] {
    var generator = SeededGenerator(seed: seed, stream: 700)
    return (0..<80).map { index in
      let place = PixelPoint(column: 40 + Double(index % 10) * 55, row: 40 + Double(index / 10) * 55)
      var shift = truth.displacement(at: place)
      shift.rows += deviation * generator.normal()
      shift.columns += deviation * generator.normal()
      if index % outlierStep == outlierStep - 1 {
        shift.rows += generator.uniform(-15...15)
        shift.columns += generator.uniform(-15...15)
      }
      return TiePoint(
        place: place, displacement: shift, rowVariance: deviation * deviation, columnVariance: deviation * deviation,
        covariance: 0)
    }
  }

  @Test("With a third of the tie points wrong the affine transform is that of the others")
  func outliers() throws {
    let ties = ties(1, deviation: 0.05, outlierStep: 3)
    let fit = try #require(
      RobustFit(
        ties, indices: Array(ties.indices), model: .affine,
        start: Self.truth.shifted(by: PictureShift(rows: 0.2, columns: 0.1))))
    let corner = PixelPoint(column: 500, row: 400)
    #expect(distance(fit.transform.displacement(at: corner), Self.truth.displacement(at: corner)) < 0.06)
    #expect(fit.passing.count { $0 } >= 48 && fit.passing.count { $0 } <= 56)
  }

  @Test("Scatter beyond the tie points' own covariance is found", arguments: [0, 0.1, 0.3])
  func scatter(_ more: Double) throws {
    var values: [Double] = []
    for seed in 1...8 as ClosedRange<UInt64> {
      let own = 0.05
      let ties = ties(seed, deviation: (own * own + more * more).squareRoot()).map {
        TiePoint(
          place: $0.place, displacement: $0.displacement, rowVariance: own * own, columnVariance: own * own,
          covariance: 0)
      }
      let fit = try #require(RobustFit(ties, indices: Array(ties.indices), model: .affine, start: Self.truth))
      values.append(fit.scatter)
    }
    let mean = values.reduce(0, +) / Double(values.count)
    #expect(abs(mean - more) < 0.03, "\(values)")
  }

  @Test("The radius of 90 % tends to that of a normal error and grows as its variance is known less")
  func radius() {
    #expect(abs(TransformDoubt.radiusOf90(degreesOfFreedom: 1e6) - 2.145_966) < 1e-4)
    // T² of 2 dimensions and 8 degrees of freedom: 16 / 7 · F₀.₉(2, 7) = 16 / 7 · 3.2574.
    #expect(abs(TransformDoubt.radiusOf90(degreesOfFreedom: 8) - (16.0 / 7 * 3.257_4).squareRoot()) < 1e-3)
  }

  @Test("So many agreements as chance gives are told from more")
  func chance() {
    // One tie point of two agreeing within π / 1024 by chance, of one hypothesis.
    let share = Double.pi / 1_024
    let pair = Consensus.falseAlarms(2, of: 2, fixedBy: 1, share: share)
    #expect(abs(pair - log10(2 * share)) < 1e-9)
    #expect(Consensus.falseAlarms(40, of: 60, fixedBy: 1, share: share) < -60)
    #expect(Consensus.falseAlarms(3, of: 60, fixedBy: 1, share: share) > 0)
    #expect(Consensus.falseAlarms(1, of: 60, fixedBy: 1, share: share) == .infinity)
  }

  @Test("Held-out tie points ask for an affine transform only where there is one")
  func heldOut() throws {
    func losses(_ model: LinearFit.Model, _ ties: [TiePoint]) -> [Double]? {
      let start = PictureTransform(centre: Self.truth.centre, shift: Self.truth.shift)
      return HeldOutCheck(ties, folds: HeldOutCheck.folds(ties, side: 64)) {
        RobustFit(ties, indices: $0, model: model, start: start)?.transform
      }?.losses(scatter: 0)
    }
    var wrongly = 0
    for seed in 1...40 as ClosedRange<UInt64> {
      let plain = ties(
        seed, deviation: 0.1, truth: PictureTransform(centre: Self.truth.centre, shift: Self.truth.shift))
      let first = try #require(losses(.translation, plain))
      let second = try #require(losses(.affine, plain))
      if HeldOutCheck.fell(first, second, independent: 1, leastShare: 0.02) { wrongly += 1 }
    }
    #expect(wrongly <= 2)
    let bent = ties(50, deviation: 0.1)
    let first = try #require(losses(.translation, bent))
    let second = try #require(losses(.affine, bent))
    #expect(HeldOutCheck.fell(first, second, independent: 1, leastShare: 0.02))
  }

  @Test("Residuals that neighbours share are told from those that they do not")
  func distortion() throws {
    func found(_ amplitude: Double) throws -> Double {
      let ties = ties(9, deviation: 0.05).map { tie in
        TiePoint(
          place: tie.place,
          displacement: PictureShift(
            rows: tie.displacement.rows + amplitude * sin(tie.place.column / 60),
            columns: tie.displacement.columns + amplitude * cos(tie.place.row / 60)),
          rowVariance: tie.rowVariance, columnVariance: tie.columnVariance, covariance: 0)
      }
      let fit = try #require(RobustFit(ties, indices: Array(ties.indices), model: .affine, start: Self.truth))
      return TransformDoubt.distortion(ties, fit, Array(ties.indices), window: 50)
    }
    #expect(try found(0) == 0)
    #expect(try found(0.2) > 0.004)
  }
}
