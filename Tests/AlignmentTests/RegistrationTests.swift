import Alignment
import Foundation
import Statistics
import Testing

@Suite struct RegistrationTests {
  static let side = 200

  private func plane(_ samples: [Float], columns: Int = side, valid: [Bool]? = nil) -> AlignmentPlane {
    AlignmentPlane(
      columns: columns, rows: samples.count / columns, samples: samples,
      valid: valid ?? Array(repeating: true, count: samples.count))
  }

  private func field(
    _ seed: UInt64, side: Int = side, shift: PictureShift = PictureShift(rows: 0, columns: 0)
  ) -> [Float] {
    SinusoidField(seed: seed).samples(columns: side, rows: side, shift: shift)
  }

  @Test(
    "The shift is where content lies in the moving picture minus where it lies in the reference",
    arguments: [
      PictureShift(rows: 0, columns: 0), PictureShift(rows: 0.3, columns: -0.4), PictureShift(rows: 5.3, columns: -2.6),
      PictureShift(rows: -4.25, columns: 6.5), PictureShift(rows: 0, columns: 9.5),
      PictureShift(rows: -11.7, columns: 0.2),
    ])
  func signConvention(_ shift: PictureShift) throws {
    let fit = try Registration(reference: plane(field(301))).fit(plane(field(301, shift: shift)))
    #expect(distance(fit.transform.shiftAtCentre, shift) < 0.05, "\(fit.transform)")
    #expect(fit.agreeing <= fit.tried && fit.tried <= Registration.tiePointsAtMost)
    #expect(fit.ce90InPixels > 0 && fit.ce90InPixels < 0.2)
  }

  @Test(
    "Gain, offset and their sign-preserving curves do not move the answer",
    arguments: [(3, 1_000), (0.01, -5), (1e4, 0)])
  func radiometry(_ change: (gain: Float, offset: Float)) throws {
    let shift = PictureShift(rows: 2.3, columns: -1.4)
    let fit = Registration(reference: plane(field(302)))
    let moved = field(302, shift: shift)
    let toned = try fit.fit(plane(moved.map { change.gain * $0 + change.offset })).transform
    #expect(distance(toned.shiftAtCentre, shift) < 0.05)
    let curved = moved.map { change.gain * exp(0.5 * $0) + change.offset }
    #expect(distance(try fit.fit(plane(curved)).transform.shiftAtCentre, shift) < 0.1)
  }

  @Test(
    "Noise of a third of the content's deviation costs little, in either picture",
    arguments: 1...4 as ClosedRange<UInt64>)
  func noise(_ seed: UInt64) throws {
    let shift = PictureShift(rows: -3.6, columns: 1.15)
    let reference = noisy(field(310 + seed), deviation: 0.33, seed: seed)
    let moving = noisy(field(310 + seed, shift: shift), deviation: 0.33, seed: seed + 50)
    let fit = try Registration(reference: plane(reference)).fit(plane(moving))
    #expect(distance(fit.transform.shiftAtCentre, shift) < 0.1, "\(fit.transform)")
  }

  @Test("With half of the picture replaced by other content the other half decides", arguments: [false, true])
  func halfReplaced(_ isLower: Bool) throws {
    let shift = PictureShift(rows: 2.6, columns: -3.3)
    var moving = field(320, shift: shift)
    let other = field(321)
    for row in 0..<Self.side {
      for column in 0..<Self.side where (isLower ? row : column) >= Self.side / 2 {
        moving[row * Self.side + column] = other[row * Self.side + column]
      }
    }
    let fit = try Registration(reference: plane(field(320))).fit(plane(moving))
    #expect(distance(fit.transform.shiftAtCentre, shift) < 0.1, "\(fit.transform)")
  }

  @Test(
    "Bright clouds over three tenths of the picture do not move the answer", arguments: 1...4 as ClosedRange<UInt64>)
  func clouds(_ seed: UInt64) throws {
    let shift = PictureShift(rows: -1.7, columns: 4.45)
    let moving = clouded(field(330, shift: shift), share: 0.3, seed: seed)
    let fit = try Registration(reference: plane(field(330))).fit(plane(moving))
    #expect(distance(fit.transform.shiftAtCentre, shift) < 0.1, "\(fit.transform)")
  }

  /// Round clouds eight deviations bright, with soft rims, over at least `share` of the picture.
  private func clouded(_ samples: [Float], share: Double, seed: UInt64) -> [Float] {
    var generator = SeededGenerator(seed: seed, stream: 331)
    var opacity = [Double](repeating: 0, count: samples.count)
    while Double(opacity.filter { $0 > 0.1 }.count) < share * Double(samples.count) {
      let centre = (row: generator.uniform(0...200), column: generator.uniform(0...200))
      let radius = generator.uniform(12...25)
      for index in opacity.indices {
        let away = hypot(Double(index / Self.side) - centre.row, Double(index % Self.side) - centre.column)
        opacity[index] = max(opacity[index], min(1, max(0, (radius - away) / 4)))
      }
    }
    return samples.indices.map { samples[$0] * Float(1 - opacity[$0]) + 8 * Float(opacity[$0]) }
  }

  @Test(
    "A shift of 40 pixels is found",
    arguments: [
      PictureShift(rows: 40, columns: 2.5), PictureShift(rows: -40, columns: 3), PictureShift(rows: 0.5, columns: 40),
    ], [200, 256, 300, 420])
  func farShift(_ shift: PictureShift, _ side: Int) throws {
    let fit = try Registration(reference: plane(ground(340, side: side), columns: side))
      .fit(plane(ground(340, side: side, shift: shift), columns: side))
    #expect(distance(fit.transform.shiftAtCentre, shift) < 0.05, "\(fit.transform)")
  }

  @Test(
    "A far shift is found or refused, never answered by another one",
    arguments: [PictureShift(rows: 40, columns: -38), PictureShift(rows: 45, columns: 45)], [160, 200, 256])
  func wrongAnswers(_ shift: PictureShift, _ side: Int) {
    for seed in 1...6 as ClosedRange<UInt64> {
      let reference = noisy(ground(seed, side: side), deviation: 0.05, seed: seed)
      let moving = noisy(ground(seed, side: side, shift: shift), deviation: 0.05, seed: seed + 9)
      guard let fit = try? Registration(reference: plane(reference, columns: side)).fit(plane(moving, columns: side))
      else { continue }
      #expect(distance(fit.transform.shiftAtCentre, shift) < 1, "seed \(seed): \(fit)")
    }
  }

  @Test(
    "A far shift is found from any clear part: one corner of the picture may be under cloud",
    arguments: [(0, 0), (0, 1), (1, 0), (1, 1)], [160, 280])
  func farShiftBesideCloud(_ corner: (row: Int, column: Int), _ side: Int) throws {
    let shift = PictureShift(rows: 22, columns: -24.5)
    var moving = ground(345, side: side, shift: shift)
    let cloud = SinusoidField(seed: 346, limit: 0.03).samples(columns: side, rows: side)
    let reach = side * 11 / 20
    for row in 0..<side where corner.row == 0 ? row < reach : row >= side - reach {
      for column in 0..<side where corner.column == 0 ? column < reach : column >= side - reach {
        moving[row * side + column] = 6 + 2 * cloud[row * side + column]
      }
    }
    let fit = try Registration(reference: plane(ground(345, side: side), columns: side))
      .fit(plane(moving, columns: side))
    #expect(distance(fit.transform.shiftAtCentre, shift) < 0.1, "\(fit.transform)")
  }

  @Test("Invalid pixels count nowhere, whatever stands in them")
  func invalidPixels() throws {
    let shift = PictureShift(rows: 1.8, columns: -2.2)
    var (reference, moving) = (field(350), field(350, shift: shift))
    var valid = [[Bool]](repeating: Array(repeating: true, count: reference.count), count: 2)
    var generator = SeededGenerator(seed: 351)
    for index in reference.indices {
      // Scattered gaps in both, a wedge without data in the moving picture.
      if generator.uniform() < 0.03 { valid[0][index] = false }
      if generator.uniform() < 0.03 || index / Self.side + index % Self.side < 90 { valid[1][index] = false }
      if !valid[0][index] { reference[index] = .nan }
      if !valid[1][index] { moving[index] = -9_999 }
    }
    let fit = try Registration(reference: plane(reference, valid: valid[0]))
      .fit(plane(moving, valid: valid[1]))
    #expect(distance(fit.transform.shiftAtCentre, shift) < 0.1, "\(fit.transform)")
    #expect(fit.ce90InPixels.isFinite)
  }

  @Test("The same pictures give the same fit")
  func sameness() throws {
    let moving = plane(noisy(field(360, shift: PictureShift(rows: 1, columns: 2.5)), deviation: 0.3, seed: 1))
    let fits = try (0..<2).map { _ in try Registration(reference: plane(field(360))).fit(moving) }
    #expect(fits[0] == fits[1])
  }
}
