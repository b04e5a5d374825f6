import Alignment
import Foundation
import Rasters
import Statistics
import Testing

/// What tie points claim of themselves, and that what shows no common ground is dropped.
@Suite struct TiePointBeliefTests {
  /// A tie point that errs by more, in pixels, is wrong.
  static let wrong = 0.5
  /// Most of the windows tried that may give a wrong tie point; where half of each window is other ground, and where
  /// nothing is in common.
  static let mostWrong = 0.005
  static let mostWrongOfNothing = 0.001

  @Test("Errors are as large as the covariances say", arguments: [0.02, 0.1, 0.3])
  func calibration(_ noise: Double) {
    var (count, within) = (0, 0)
    var (rowSquares, columnSquares) = (0.0, 0.0)
    for seed in 0..<14 as Range<UInt64> {
      var generator = SeededGenerator(seed: 700 + seed)
      let shift = PictureShift(rows: generator.uniform(-3...3), columns: generator.uniform(-3...3))
      let pair = MovedGround(seed: 700 + seed, shift: shift, noise: noise, gain: 0.7)
      for tie in pair.match() {
        let (rows, columns) = (tie.displacement.rows - shift.rows, tie.displacement.columns - shift.columns)
        rowSquares += rows * rows / tie.rowVariance
        columnSquares += columns * columns / tie.columnVariance
        let determinant = tie.rowVariance * tie.columnVariance - tie.covariance * tie.covariance
        let squared =
          (tie.columnVariance * rows * rows - 2 * tie.covariance * rows * columns + tie.rowVariance * columns * columns)
          / determinant
        count += 1
        // χ² with 2 degrees of freedom at 90 %.
        if squared <= 4.605 { within += 1 }
      }
    }
    #expect(count >= 300)
    let share = Double(within) / Double(count)
    #expect((0.87...0.93).contains(share), "\(share) of \(count) within their 90 % ellipse")
    for squares in [rowSquares, columnSquares] {
      #expect((0.8...1.2).contains(squares / Double(count)), "variance of error/σ \(squares / Double(count))")
    }
  }

  /// Tried windows and those of them that are believed and wrong, over seeds.
  private func tally(
    _ seeds: Range<UInt64>, _ change: (UInt64, inout MovedGround) -> Void
  ) -> (tried: Int, believed: Int, wrong: Int) {
    var result = (tried: 0, believed: 0, wrong: 0)
    for seed in seeds {
      var generator = SeededGenerator(seed: seed, stream: 9)
      let shift = PictureShift(rows: generator.uniform(-4...4), columns: generator.uniform(-4...4))
      var pair = MovedGround(seed: seed, shift: shift, noise: 0.1)
      change(seed, &pair)
      let found = pair.match()
      result.tried += pair.places.count
      result.believed += found.count
      result.wrong += found.filter { distance($0.displacement, shift) > Self.wrong }.count
    }
    return result
  }

  private func other(_ seed: UInt64) -> [Float] {
    RandomGround(seed: seed + 5_000).samples(columns: MovedGround.side, rows: MovedGround.side)
  }

  @Test("With half of every window changed hardly any believed one is wrong")
  func halfChanged() {
    let result = tally(800..<815) { seed, pair in
      pair.replace(with: other(seed)) { row, _ in row % 64 < 32 }
    }
    #expect(result.believed > 0)
    #expect(Double(result.wrong) <= Self.mostWrong * Double(result.tried), "\(result)")
  }

  @Test("Under clouds hardly any believed one is wrong")
  func clouds() {
    let result = tally(820..<835) { seed, pair in
      let cloud = RandomGround(seed: seed + 6_000, limit: 0.03)
        .samples(columns: MovedGround.side, rows: MovedGround.side)
      let bright = cloud.map { 6 + 2 * $0 }
      pair.replace(with: bright) { row, column in cloud[row * MovedGround.side + column] > -0.2 }
    }
    #expect(result.believed > 0)
    #expect(Double(result.wrong) <= Self.mostWrong * Double(result.tried), "\(result)")
  }

  @Test("Other ground is not believed")
  func otherGround() {
    let result = tally(840..<870) { seed, pair in
      pair.replace(with: other(seed)) { _, _ in true }
    }
    #expect(Double(result.believed) <= Self.mostWrongOfNothing * Double(result.tried), "\(result)")
  }

  @Test("Noise is not believed")
  func noiseAlone() {
    let result = tally(870..<900) { seed, pair in
      let nothing = [Float](repeating: 0, count: MovedGround.side * MovedGround.side)
      pair.replace(with: noisy(nothing, deviation: 1, seed: seed + 8_000)) { _, _ in true }
    }
    #expect(Double(result.believed) <= Self.mostWrongOfNothing * Double(result.tried), "\(result)")
  }

  @Test("Periodic ground, which fits at many places, is dropped")
  func periodic() {
    let side = MovedGround.side
    let wave = (0..<side).map { Float(cos(2 * .pi * Double($0) / 9)) }
    let roofs = (0..<side * side).map { wave[$0 % side] + wave[$0 / side] }
    func plane(_ seed: UInt64) -> AlignmentPlane {
      AlignmentPlane(
        columns: side, rows: side, samples: noisy(roofs, deviation: 0.3, seed: seed),
        valid: Array(repeating: true, count: side * side))
    }
    let found = TiePointMatcher(reference: plane(1)).match(
      plane(2), at: MovedGround.lattice(side: side, window: 64), prior: { _ in .none })
    #expect(found.allSatisfy { $0 == nil })
  }
}
